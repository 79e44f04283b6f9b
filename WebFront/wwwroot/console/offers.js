import { say } from '../live/wording.js';

/** @typedef {{id: string, topic: string, isConsult: boolean, until: number}} Offer */

/** Chats the agent is asked to take, with the time left to think. */
export class Offers {
  /** @type {Map<string, Offer>} */
  #offers = new Map();
  #list;
  #onAnswer;

  /** @param {HTMLElement} list @param {(id: string, isAccepted: boolean) => void} onAnswer */
  constructor(list, onAnswer) {
    this.#list = list;
    this.#onAnswer = onAnswer;
  }

  get any() {
    return this.#offers.size > 0;
  }

  /** @param {Offer} offer */
  add(offer) {
    this.#offers.set(offer.id, offer);
    this.show();
  }

  /** @param {string} id */
  remove(id) {
    this.#offers.delete(id);
    this.show();
  }

  show() {
    for (const item of [...this.#list.children]) if (!this.#offers.has(/** @type {HTMLElement} */ (item).dataset.offer ?? '')) item.remove();
    this.#list.hidden = !this.any;
    for (const offer of this.#offers.values()) {
      const left = Math.max(0, Math.ceil((offer.until - Date.now()) / 1000));
      const words = /** @type {HTMLElement} */ (this.#item(offer).querySelector('p'));
      words.textContent = say(offer.isConsult ? 'offer.consult' : 'offer.words', offer.topic, left);
    }
  }

  /** @param {Offer} offer */
  #item(offer) {
    const known = this.#list.querySelector(`[data-offer="${CSS.escape(offer.id)}"]`);
    if (known) return known;
    const item = document.createElement('li');
    item.dataset.offer = offer.id;
    item.append(document.createElement('p'), this.#button('accept', offer, true), this.#button('decline', offer, false));
    this.#list.append(item);
    return item;
  }

  /** @param {string} word @param {Offer} offer @param {boolean} isAccepted */
  #button(word, offer, isAccepted) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.needsServer = '';
    if (isAccepted) button.className = 'primary';
    button.textContent = say(`offer.${word}`);
    button.addEventListener('click', () => this.#onAnswer(offer.id, isAccepted));
    return button;
  }
}
