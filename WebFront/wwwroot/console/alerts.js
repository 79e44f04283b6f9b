import { count, say } from '../live/wording.js';

const AGAIN = 6_000;

/**
 * Sound, title and notification for what is new. Each has its visual twin in the page, and each can be switched off; unless it is,
 * a new chat sounds.
 */
export class Alerts {
  #keep;
  /** @type {AudioContext | null} */
  #audio = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #repeat;

  /** @param {HTMLElement} root @param {import('../live/keep.js').Keep} keep */
  constructor(root, keep) {
    this.#keep = keep;
    for (const name of ['sound-chat', 'sound-message', 'notify']) {
      const tick = /** @type {HTMLInputElement} */ (root.querySelector(`[data-part="${name}"]`));
      tick.checked = this.#wants(name);
      tick.addEventListener('change', () => this.#set(name, tick));
    }
    const volume = /** @type {HTMLInputElement} */ (root.querySelector('[data-part="volume"]'));
    volume.value = String(keep.get('volume') ?? 50);
    volume.addEventListener('change', () => {
      keep.set('volume', Number(volume.value));
      this.#beep(660);
    });
  }

  /** A chat that nobody has looked at yet: sounds until somebody does. @param {string} words */
  newChat(words) {
    clearInterval(this.#repeat);
    const sound = () => this.#wants('sound-chat') && this.#beep(880, 660);
    sound();
    this.#repeat = setInterval(sound, AGAIN);
    if (this.#wants('notify') && document.visibilityState === 'hidden' && Notification.permission === 'granted') {
      new Notification(say('title'), { body: words, tag: 'new-chat' });
    }
  }

  /** A life may be in danger. @param {string} words @param {import('../live/announcer.js').Announcer} announcer */
  alarm(words, announcer) {
    announcer.interrupt(words);
    this.newChat(words);
  }

  newMessage() {
    if (this.#wants('sound-message')) this.#beep(520);
  }

  /** A citizen waits too long for a reply. @param {string} words @param {import('../live/announcer.js').Announcer} announcer */
  remind(words, announcer) {
    announcer.interrupt(words);
    this.newMessage();
  }

  /** @param {number} unread @param {boolean} hasNew a chat that was not looked at */
  show(unread, hasNew) {
    if (!hasNew) clearInterval(this.#repeat);
    document.title = hasNew ? say('title.new') : unread ? count('title.unread', unread) : say('title');
  }

  stop() {
    clearInterval(this.#repeat);
  }

  /** @param {string} name */
  #wants(name) {
    return this.#keep.get(name) ?? name === 'sound-chat';
  }

  /** @param {string} name @param {HTMLInputElement} tick */
  async #set(name, tick) {
    if (name === 'notify' && tick.checked) tick.checked = 'Notification' in window && (await Notification.requestPermission()) === 'granted';
    this.#keep.set(name, tick.checked);
    if (tick.checked && name !== 'notify') this.#beep(660);
  }

  /** @param {...number} tones */
  async #beep(...tones) {
    this.#audio ??= new AudioContext();
    const wantedAt = Date.now();
    await this.#audio.resume();
    // Browsers let a page sound only after somebody has used it: what was due before then is not made up for.
    if (Date.now() - wantedAt < AGAIN) tones.forEach((tone, at) => this.#play(tone, at * 0.18));
  }

  /** @param {number} tone Hz @param {number} after seconds */
  #play(tone, after) {
    const audio = /** @type {AudioContext} */ (this.#audio);
    const loudness = Number(this.#keep.get('volume') ?? 50) / 250;
    const from = audio.currentTime + after;
    const voice = new OscillatorNode(audio, { frequency: tone, type: 'sine' });
    const gain = new GainNode(audio, { gain: 0 });
    gain.gain.setTargetAtTime(loudness, from, 0.01);
    gain.gain.setTargetAtTime(0, from + 0.12, 0.03);
    voice.connect(gain).connect(audio.destination);
    voice.start(from);
    voice.stop(from + 0.4);
  }
}
