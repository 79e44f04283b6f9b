/** What is due is not made up for after this, in milliseconds. */
const PATIENCE = 6_000;

/** Short tones, for what somebody should look up for. Each has its visual twin in the page. */
export class Chime {
  #loudness;
  /** @type {AudioContext | null} */
  #audio = null;

  /** @param {() => number} loudness 0 to 100, asked each time */
  constructor(loudness = () => 50) {
    this.#loudness = loudness;
  }

  /** @param {...number} tones Hz, one after the other */
  async ring(...tones) {
    this.#audio ??= new AudioContext();
    const wantedAt = Date.now();
    await this.#audio.resume();
    // Browsers let a page sound only after somebody has used it: what was due before then is not made up for.
    if (Date.now() - wantedAt < PATIENCE) tones.forEach((tone, at) => this.#play(tone, at * 0.18));
  }

  /** @param {number} tone Hz @param {number} after seconds */
  #play(tone, after) {
    const audio = /** @type {AudioContext} */ (this.#audio);
    const from = audio.currentTime + after;
    const voice = new OscillatorNode(audio, { frequency: tone, type: 'sine' });
    const gain = new GainNode(audio, { gain: 0 });
    gain.gain.setTargetAtTime(this.#loudness() / 250, from, 0.01);
    gain.gain.setTargetAtTime(0, from + 0.12, 0.03);
    voice.connect(gain).connect(audio.destination);
    voice.start(from);
    voice.stop(from + 0.4);
  }
}
