import { Refused, Unreachable } from './api.js';
import { freshId } from './keep.js';
import { Pause } from './patience.js';

/** After so long over a line that seems to work, the sender is told; it goes again when the line comes back. */
const PATIENCE = 5_000;

/**
 * What was written and is not yet stored on the server. It survives a reload, is sent in the order it was written, and carries ids
 * of its own, so sending it twice is harmless.
 *
 * @typedef {{messageId: string, text: string, at: number, state: 'sending' | 'failed', reason?: string}} Letter `busy` is the reason
 *   of one that is still sent: the server asked for patience
 */
export class Outbox {
  #keep;
  #post;
  #onChange;
  #isLost;
  #pause = new Pause();
  /** @type {Promise<void> | null} */
  #running = null;
  #isOver = false;
  #count = 0;

  /**
   * @param {import('./keep.js').Keep} keep
   * @param {(letter: Letter) => Promise<void>} post
   * @param {(letter: Letter, state: Letter['state'] | 'sent' | 'dropped') => void} onChange
   * @param {() => boolean} isLost whether the line is known to be down: then nothing fails, it waits
   */
  constructor(keep, post, onChange, isLost) {
    this.#keep = keep;
    this.#post = post;
    this.#onChange = onChange;
    this.#isLost = isLost;
  }

  /** @returns {Letter[]} */
  get letters() {
    return this.#keys().map((key) => this.#keep.get(key)).filter(Boolean);
  }

  /** @param {string} text */
  add(text) {
    this.#count += 1;
    /** @type {Letter} */
    const letter = { messageId: freshId(), text, at: Date.now(), state: 'sending' };
    // A key of its own for each letter: two tabs never overwrite each other's.
    this.#keep.set(`out/${String(letter.at).padStart(15, '0')}-${String(this.#count).padStart(5, '0')}-${letter.messageId}`, letter);
    this.#onChange(letter, 'sending');
    this.flush();
  }

  /** @param {string} messageId */
  resend(messageId) {
    this.#mark(messageId, 'sending');
    this.#pause.end();
    this.flush();
  }

  /** The line is back: what failed for want of one goes again. */
  revive() {
    for (const letter of this.letters) if (letter.state === 'failed' && letter.reason === 'unreachable') this.#mark(letter.messageId, 'sending');
    this.flush();
  }

  /** @param {string} messageId It was stored (perhaps we learn it from the stream), or its writer took it back. */
  settle(messageId, state = /** @type {'sent' | 'dropped'} */ ('sent')) {
    const key = this.#keyOf(messageId);
    if (!key) return;
    const letter = this.#keep.get(key);
    this.#keep.remove(key);
    if (letter) this.#onChange(letter, state);
  }

  stop() {
    this.#isOver = true;
    this.#pause.end();
  }

  /** Whether anything is still to go out. */
  get isBusy() {
    return this.#waiting().length > 0;
  }

  flush() {
    this.#pause.cut();
    this.#running ??= this.#deliverAll().finally(() => (this.#running = null));
    return this.#running;
  }

  async #deliverAll() {
    for (let letter = this.#next(); letter && !this.#isOver; letter = this.#next()) await this.#deliver(letter);
  }

  /** @param {Letter} letter */
  async #deliver(letter) {
    const since = Date.now();
    for (let failures = 1; !this.#isOver; failures += 1) {
      try {
        await this.#post(letter);
        return this.settle(letter.messageId);
      } catch (error) {
        const refused = error instanceof Refused ? error : null;
        if (!refused && !(error instanceof Unreachable)) throw error;
        if (refused && !refused.isPassing) return this.#mark(letter.messageId, 'failed', refused.reason);
        if (refused?.isBusy) this.#mark(letter.messageId, 'sending', 'busy');
        else if (Date.now() - since >= PATIENCE && navigator.onLine && !this.#isLost()) return this.#mark(letter.messageId, 'failed', 'unreachable');
        await this.#pause.after(failures, refused?.retryAfter);
      }
      if (!this.#keyOf(letter.messageId)) return;
    }
  }

  /** What failed for want of a line holds back what was written after it, so the order stays the writer's. */
  #next() {
    const [first] = this.#waiting();
    return first?.state === 'sending' ? first : null;
  }

  #waiting() {
    return this.letters.filter((letter) => letter.state === 'sending' || letter.reason === 'unreachable');
  }

  /** @param {string} messageId @param {Letter['state']} state @param {string} [reason] */
  #mark(messageId, state, reason) {
    const key = this.#keyOf(messageId);
    const letter = key && this.#keep.get(key);
    if (!key || !letter || (letter.state === state && letter.reason === reason)) return;
    const next = { ...letter, state, reason };
    this.#keep.set(key, next);
    this.#onChange(next, state);
  }

  /** @param {string} messageId */
  #keyOf(messageId) {
    return this.#keys().find((key) => key.endsWith(messageId));
  }

  #keys() {
    return this.#keep.keys('out/');
  }
}
