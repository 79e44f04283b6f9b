import { phraseIn } from '../live/life-at-risk.js';

/** @type {string[]} */
const phrases = JSON.parse(document.getElementById('agency')?.textContent || '{}').emergency?.phrases ?? [];

/**
 * What to do when a life is in danger (W45), shown above where somebody writes as soon as their words say so, and from then on. It needs no line:
 * the phrases and the words came with the page. It never takes the focus.
 */
export class Emergency {
  #field;
  #role;
  #isShown = false;

  /** @param {Element} field what it stands above @param {'alert' | null} role whether it is read out by itself */
  constructor(field, role = null) {
    this.#field = field;
    this.#role = role;
  }

  /** @param {string} text what somebody writes @returns {HTMLElement | null} what has just been shown; null where nothing had to be, or stands there already */
  heed(text) {
    if (this.#isShown || phraseIn(text, phrases) === null) return null;
    this.#isShown = true;
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById('emergency'));
    const banner = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    if (this.#role) banner.setAttribute('role', this.#role);
    this.#field.before(banner);
    return banner;
  }
}
