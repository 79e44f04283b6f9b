import { Refused, Unreachable } from '../live/api.js';
import { say } from '../live/wording.js';

/** What an agent wants done at once. Where it was not done, that is said where it is seen, and aloud; a dialog that is open shows it itself. */
export class Attempts {
  #banner;
  #words;
  #announcer;
  #onSignedOut;

  /** @param {HTMLElement} root @param {import('../live/announcer.js').Announcer} announcer @param {(refused: Refused) => void} onSignedOut */
  constructor(root, announcer, onSignedOut) {
    this.#banner = /** @type {HTMLElement} */ (root.querySelector('[data-part="trouble"]'));
    this.#words = /** @type {HTMLElement} */ (root.querySelector('[data-part="trouble-words"]'));
    this.#announcer = announcer;
    this.#onSignedOut = onSignedOut;
  }

  /**
   * @template T
   * @param {() => Promise<T>} call
   * @returns {Promise<{answer: T} | null>} null when it was not done
   */
  async make(call) {
    try {
      const answer = await call();
      this.understood();
      return { answer };
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      if (error instanceof Refused && (error.status === 401 || error.needs)) this.#onSignedOut(error);
      else this.#complain(say(error instanceof Refused && error.isBusy ? 'done.busy' : 'done.failed'));
      return null;
    }
  }

  /** It was seen, or something has worked since. */
  understood() {
    this.#banner.hidden = true;
  }

  /** @param {string} words */
  #complain(words) {
    this.#words.textContent = words;
    this.#banner.hidden = document.querySelector('dialog[open]') !== null;
    this.#announcer.interrupt(words);
  }
}
