import { Refused, Unreachable } from './api.js';
import { Pause } from './patience.js';

/**
 * Things that must reach the server once, in order, whenever there is a line again: an answer, the end, a rating. They wait for
 * what was written before them, survive a reload, and repeating them is harmless.
 */
export class Errands {
  #keep;
  #outbox;
  #send;
  #onRefused;
  #pause = new Pause();
  /** @type {Promise<void> | null} */
  #running = null;
  #isOver = false;
  #count = 0;

  /**
   * @param {import('./keep.js').Keep} keep
   * @param {import('./outbox.js').Outbox} outbox
   * @param {(errand: {what: string, body: any}) => Promise<void>} send
   * @param {(errand: {what: string, body: any}, refused: Refused) => void} [onRefused] for good
   */
  constructor(keep, outbox, send, onRefused = () => {}) {
    this.#keep = keep;
    this.#outbox = outbox;
    this.#send = send;
    this.#onRefused = onRefused;
  }

  /** @param {string} what @param {unknown} [body] */
  add(what, body = {}) {
    this.#count += 1;
    this.#keep.set(`errand/${String(Date.now()).padStart(15, '0')}-${String(this.#count).padStart(4, '0')}`, { what, body });
    return this.run();
  }

  /** @param {string} what */
  has(what) {
    return this.#keys().some((key) => this.#keep.get(key)?.what === what);
  }

  run() {
    this.#pause.cut();
    this.#running ??= this.#runAll().finally(() => (this.#running = null));
    return this.#running;
  }

  stop() {
    this.#isOver = true;
    this.#pause.end();
  }

  async #runAll() {
    for (let [key] = this.#keys(); key && !this.#isOver; [key] = this.#keys()) await this.#do(key);
  }

  /** @param {string} key */
  async #do(key) {
    const errand = this.#keep.get(key);
    for (let failures = 1; !this.#isOver; failures += 1) {
      let retryAfter = null;
      await this.#outbox.flush();
      if (!this.#outbox.isBusy) {
        try {
          await this.#send(errand);
          return this.#keep.remove(key);
        } catch (error) {
          if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
          // Refused for good: it was done already, or can no longer be done. Asking again changes nothing.
          if (error instanceof Refused && !error.isPassing) {
            this.#keep.remove(key);
            return this.#onRefused(errand, error);
          }
          if (error instanceof Refused) retryAfter = error.retryAfter;
        }
      }
      await this.#pause.after(failures, retryAfter);
    }
  }

  #keys() {
    return this.#keep.keys('errand/');
  }
}
