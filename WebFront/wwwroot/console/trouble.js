import { Refused } from '../live/api.js';
import { say } from '../live/wording.js';

/** What an agent wanted done and was not: said where it is seen, and aloud. A dialog that is open shows it itself. */
export class Trouble {
  #banner;
  #words;
  #announcer;

  /** @param {HTMLElement} root @param {import('../live/announcer.js').Announcer} announcer */
  constructor(root, announcer) {
    this.#banner = /** @type {HTMLElement} */ (root.querySelector('[data-part="trouble"]'));
    this.#words = /** @type {HTMLElement} */ (root.querySelector('[data-part="trouble-words"]'));
    this.#announcer = announcer;
  }

  /** @param {unknown} error */
  tell(error) {
    const words = say(error instanceof Refused && error.isBusy ? 'done.busy' : 'done.failed');
    this.#words.textContent = words;
    this.#banner.hidden = document.querySelector('dialog[open]') !== null;
    this.#announcer.interrupt(words);
  }

  /** It was seen, or something has worked since. */
  over() {
    this.#banner.hidden = true;
  }
}
