import { channelOf, isSpoken, nameOf, sentence, textNodes } from './entries.js';
import { clockTime, count, fullTime, say } from './wording.js';

/** @typedef {import('./entries.js').Entry} Entry */
/** @typedef {import('./outbox.js').Letter} Letter */

/** So near to the end counts as reading the newest. */
const NEAR = 80;

/**
 * The conversation as people read it: what is stored in the server's order, then what is on its way. It never scrolls somebody who
 * reads further up; it tells them that there is more.
 */
export class Transcript extends HTMLElement {
  /** @type {(queue: string) => string} */
  queueName = (queue) => queue;
  /** @type {(entry: Entry) => boolean} */
  isMine = () => false;
  /** Whether what arrives is new to the reader, rather than loaded. */
  isLive = false;

  /** @type {Map<number, HTMLElement>} */
  #bySeq = new Map();
  /** @type {Map<string, HTMLElement>} */
  #letters = new Map();
  #unread = 0;
  #follows = true;
  /** Where its reader was when it was put away. */
  #place = 0;
  #sizeSeen = '';
  #log = document.createElement('div');
  #outgoing = document.createElement('div');
  #jump = document.createElement('button');

  connectedCallback() {
    if (this.#log.isConnected) return;
    this.#log.className = 'log';
    this.#log.tabIndex = 0;
    this.#log.setAttribute('role', 'log');
    // Loaded history is not read out; what is new goes to a live region of its own.
    this.#log.setAttribute('aria-live', 'off');
    this.#log.setAttribute('aria-label', say('log.label'));
    this.#outgoing.className = 'outgoing';
    this.#log.append(this.#outgoing);
    this.#log.addEventListener('scroll', () => this.#size() === this.#sizeSeen && this.#scrolled());
    // A banner or a keyboard takes room, and the browser scrolls for it: whoever read the newest still does.
    new ResizeObserver(() => {
      this.#sizeSeen = this.#size();
      if (this.#follows) this.toEnd();
    }).observe(this.#log);
    this.#jump.type = 'button';
    this.#jump.className = 'jump';
    this.#jump.hidden = true;
    this.#jump.addEventListener('click', () => {
      this.toEnd();
      this.#log.focus();
    });
    this.append(this.#log, this.#jump);
  }

  /** @param {Entry} entry @returns {boolean} whether it was not shown before */
  show(entry) {
    if (entry.kind === 'removed' && entry.target) this.#remove(entry.target);
    if (entry.messageId) this.#withdraw(entry.messageId);
    if (this.#bySeq.has(entry.seq)) return false;
    const node = isSpoken(entry) ? this.#spoken(entry) : this.#happened(entry);
    if (!node) return true;

    const wasAtEnd = this.#isAtEnd();
    node.dataset.seq = String(entry.seq);
    this.#bySeq.set(entry.seq, node);
    this.#placeFor(entry.seq).before(node);
    this.#moved(wasAtEnd || this.isMine(entry), isSpoken(entry));
    return true;
  }

  /** @param {Letter} letter @param {Letter['state'] | 'sent' | 'dropped'} state */
  letter(letter, state) {
    this.#letters.get(letter.messageId)?.querySelector('.letter-state')?.replaceChildren();
    if (state === 'dropped') return this.#withdraw(letter.messageId);
    const node = this.#letters.get(letter.messageId) ?? this.#outgo(letter);
    const isHeld = state === 'sending' && letter.reason === 'busy';
    node.classList.toggle('failed', state === 'failed');
    node.classList.toggle('held', isHeld);
    const line = /** @type {HTMLElement} */ (node.querySelector('.letter-state'));
    line.textContent = say(isHeld ? 'letter.busy' : state === 'failed' ? 'letter.failed' : state === 'sent' ? 'letter.sent' : 'letter.sending');
    if (isHeld || state === 'failed') line.append(...this.#remedies(letter));
  }

  /** The other side has had everything up to this entry on its screen. @param {number} seq */
  delivered(seq) {
    for (const [own, node] of this.#bySeq) {
      const state = own <= seq && node.querySelector('.letter-state');
      if (state) state.textContent = say('letter.delivered');
    }
  }

  /** @param {boolean} full whether each time shows the whole date */
  set fullTimes(full) {
    for (const time of this.querySelectorAll('time')) time.textContent = full ? fullTime(time.dateTime) : clockTime(time.dateTime);
    this.toggleAttribute('data-full-times', full);
  }

  /** Another is shown instead: the reader's place is remembered, and what arrives meanwhile is news to them. */
  putAway() {
    this.#place = this.#log.scrollTop;
    this.hidden = true;
  }

  takeOut() {
    this.hidden = false;
    if (this.#follows) this.toEnd();
    else this.#log.scrollTop = this.#place;
  }

  toEnd() {
    this.#follows = true;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#seen();
  }

  clear() {
    this.#bySeq.clear();
    this.#letters.clear();
    this.#outgoing.replaceChildren();
    this.#log.replaceChildren(this.#outgoing);
    this.isLive = false;
    this.#seen();
  }

  /** @param {Entry} entry */
  #spoken(entry) {
    const mine = this.isMine(entry);
    const role = entry.kind === 'note' ? 'note' : entry.author?.role ?? 'system';
    const article = this.#article(mine ? say('you') : nameOf(entry), entry.at, entry.text ?? '');
    article.classList.add(role, mine ? 'mine' : 'theirs');
    if (entry.kind === 'note') article.prepend(tag('p', 'note-label', say('note.label')));
    if (mine && entry.kind === 'message') article.append(tag('p', 'letter-state', say('letter.sent')));
    return article;
  }

  /** @param {Entry} entry */
  #happened(entry) {
    const words = sentence(entry, this.queueName);
    if (!words) return null;
    const node = document.createElement('article');
    node.className = `happened ${entry.kind}`;
    const line = tag('p', 'words', words);
    if (entry.kind === 'referred') line.append(' ', channelOf(entry));
    node.append(line, this.#time(entry.at));
    return node;
  }

  /** @param {Letter} letter */
  #outgo(letter) {
    const wasAtEnd = this.#isAtEnd();
    const article = this.#article(say('you'), letter.at, letter.text);
    article.classList.add('mine', 'on-its-way');
    article.append(tag('p', 'letter-state', ''));
    this.#letters.set(letter.messageId, article);
    this.#outgoing.append(article);
    this.#moved(wasAtEnd || this.isLive, false);
    return article;
  }

  /** @param {Letter} letter */
  #remedies(letter) {
    return ['resend', 'copy', 'drop'].map((act) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = say(`letter.${act}`);
      button.addEventListener('click', () => (act === 'copy' ? this.#copy(letter, button) : this.#wish(act, letter)));
      return button;
    });
  }

  /** @param {Letter} letter @param {HTMLButtonElement} button */
  async #copy(letter, button) {
    try {
      await navigator.clipboard.writeText(letter.text);
      button.textContent = say('copied');
      this.#wish('copied', letter);
    } catch {
      // The browser does not let us: marked, it is one key away.
      const words = this.#letters.get(letter.messageId)?.querySelector('.words');
      if (words) getSelection()?.selectAllChildren(words);
    }
  }

  /** @param {string} act @param {Letter} letter */
  #wish(act, letter) {
    this.dispatchEvent(new CustomEvent('remedy', { bubbles: true, detail: { act, letter } }));
  }

  /** @param {string} name @param {string | number} at @param {string} text */
  #article(name, at, text) {
    const article = document.createElement('article');
    article.className = 'spoken';
    const head = tag('p', 'spoken-by', '');
    head.append(tag('span', 'name', name), ' ', this.#time(at));
    const body = tag('p', 'words', '');
    body.append(textNodes(text));
    article.append(head, body);
    return article;
  }

  /** @param {string | number} at */
  #time(at) {
    const time = document.createElement('time');
    time.dateTime = new Date(at).toISOString();
    time.title = fullTime(at);
    time.textContent = this.hasAttribute('data-full-times') ? fullTime(at) : clockTime(at);
    return time;
  }

  /** @param {number} seq the node to stand before: the server's numbers are the order */
  #placeFor(seq) {
    /** @type {Element} */
    let place = this.#outgoing;
    for (let before = place.previousElementSibling; before && Number(/** @type {HTMLElement} */ (before).dataset.seq) > seq; before = place.previousElementSibling) {
      place = before;
    }
    return place;
  }

  /** @param {number} seq */
  #remove(seq) {
    const words = this.#bySeq.get(seq)?.querySelector('.words');
    if (words) words.textContent = say('removed');
  }

  /** @param {string} messageId */
  #withdraw(messageId) {
    this.#letters.get(messageId)?.remove();
    this.#letters.delete(messageId);
  }

  #size() {
    return `${this.#log.clientWidth} ${this.#log.clientHeight}`;
  }

  #scrolled() {
    this.#follows = this.#isAtEnd();
    if (this.#follows) this.#seen();
  }

  #isAtEnd() {
    if (this.hidden) return this.#follows;
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR;
  }

  /** @param {boolean} follow @param {boolean} counts */
  #moved(follow, counts) {
    if (follow || !this.isLive) return this.toEnd();
    if (!counts) return;
    this.#unread += 1;
    this.#jump.textContent = count('jump', this.#unread);
    this.#jump.hidden = false;
  }

  #seen() {
    this.#unread = 0;
    this.#jump.hidden = true;
  }
}

/** @param {string} name @param {string} className @param {string} text */
function tag(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

customElements.define('muster-transcript', Transcript);
