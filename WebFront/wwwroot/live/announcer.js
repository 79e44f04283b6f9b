/** Speaks to people who listen: one node for each message, one after the other, and nothing that was there before. */

const BETWEEN = 300;
const KEPT = 20_000;

export class Announcer {
  #polite = region('polite');
  #urgent = region('assertive');
  /** @type {string[]} */
  #queue = [];
  #isSpeaking = false;

  /** @param {string} text */
  say(text) {
    this.#queue.push(text);
    if (!this.#isSpeaking) this.#speak();
  }

  /** @param {string} text */
  interrupt(text) {
    append(this.#urgent, text);
  }

  #speak() {
    const text = this.#queue.shift();
    this.#isSpeaking = text !== undefined;
    if (text === undefined) return;
    append(this.#polite, text);
    setTimeout(() => this.#speak(), BETWEEN);
  }
}

/** @param {'polite' | 'assertive'} politeness */
function region(politeness) {
  const element = document.createElement('div');
  element.className = 'unseen';
  element.setAttribute('aria-live', politeness);
  element.dataset.region = politeness;
  document.body.append(element);
  return element;
}

/** @param {HTMLElement} region @param {string} text */
function append(region, text) {
  const line = document.createElement('p');
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), KEPT);
}
