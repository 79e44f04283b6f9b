/** Notices that nobody is there any more: asks, and then pauses. It ends nothing, and asking again costs one key press. */

const WARNING = 2 * 60_000;
const SIGNS = ['keydown', 'pointerdown', 'input', 'focusin'];

export class Idle {
  #limit;
  #on;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isAsking = false;
  #isPaused = false;
  #sign = () => this.#isAsking || this.#isPaused || this.#wait();

  /**
   * @param {number} minutes of silence until the pause
   * @param {{warn: () => void, pause: () => void, stay: () => void}} on
   */
  constructor(minutes, on) {
    this.#limit = Math.max(15, minutes) * 60_000;
    this.#on = on;
  }

  start() {
    for (const sign of SIGNS) addEventListener(sign, this.#sign, { passive: true });
    this.stay();
  }

  stop() {
    for (const sign of SIGNS) removeEventListener(sign, this.#sign);
    clearTimeout(this.#timer);
  }

  /** Somebody is there. */
  stay() {
    const wasAway = this.#isAsking || this.#isPaused;
    this.#isAsking = false;
    this.#isPaused = false;
    this.#wait();
    if (wasAway) this.#on.stay();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isAsking = true;
      this.#on.warn();
      this.#timer = setTimeout(() => {
        this.#isAsking = false;
        this.#isPaused = true;
        this.#on.pause();
      }, WARNING);
    }, this.#limit - WARNING);
  }
}
