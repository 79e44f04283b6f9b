import { clockTime, say } from '../live/wording.js';

/** @typedef {{status: string, capacity: number, most: number, lostAt: string | null, why: string | null}} PresenceState */

const LEASE = 30_000;

/** May work be given to me? The server's truth, and how old it is. */
export class Presence {
  /** @type {PresenceState} */
  state = { status: 'offline', capacity: 0, most: 0, lostAt: null, why: null };

  #root;
  #heardAt = Date.now();

  /** @param {HTMLElement} root @param {(wish: {status: string, capacity?: number}) => void} onWish */
  constructor(root, onWish) {
    this.#root = root;
    this.#status.addEventListener('change', () => onWish({ status: this.#status.value, capacity: this.#chosen }));
    this.#capacity.addEventListener('change', () => onWish({ status: this.state.status, capacity: this.#chosen }));
  }

  get isLapsed() {
    return this.state.status !== 'offline' && Date.now() - this.#heardAt > LEASE;
  }

  /** The server answered a call of ours, which renewed the lease. */
  heard() {
    this.#heardAt = Date.now();
  }

  /** @param {any} view what the server says of us, in whichever of its answers */
  take(view) {
    if (!view) return;
    const { status } = view;
    this.state = {
      status: status ?? this.state.status,
      capacity: view.capacity ?? this.state.capacity,
      most: view.mostCapacity ?? this.state.most,
      lostAt: 'lostAt' in view ? view.lostAt : this.state.lostAt,
      why: 'why' in view ? view.why : this.state.why,
    };
  }

  /** What was wished is settled: the choices say what is so. @param {any} view null when nothing came of it */
  settle(view) {
    this.take(view);
    this.#status.value = this.state.status;
    this.#capacity.value = String(this.state.capacity || Math.max(this.state.most, 1));
  }

  /** @param {number} load conversations that count against the capacity */
  show(load) {
    const { status, capacity, most, lostAt, why } = this.state;
    if (document.activeElement !== this.#status) this.#status.value = status;
    this.#status.dataset.status = status;
    this.#offer(Math.max(most, capacity, 1));
    if (document.activeElement !== this.#capacity) this.#capacity.value = String(capacity || Math.max(most, 1));
    this.#write('load', say('load', load, capacity));
    const age = Math.floor((Date.now() - this.#heardAt) / 1000);
    this.#write('lease', status === 'offline' ? '' : this.isLapsed ? say('lease.lapsed', age) : age < 3 ? say('lease.now') : say('lease.ago', age));
    this.#part('lease').classList.toggle('lapsed', this.isLapsed);
    const words = lostAt ? say('lost', clockTime(lostAt)) : why === 'missed-offer' ? say('missed-offer') : why === 'no-reply' ? say('no-reply') : why === 'supervisor' ? say('supervisor') : '';
    this.#part('lost').hidden = !words;
    this.#write('lost-words', words);
  }

  get #chosen() {
    return Number(this.#capacity.value) || undefined;
  }

  get #status() {
    return /** @type {HTMLSelectElement} */ (this.#root.querySelector('#presence'));
  }

  get #capacity() {
    return /** @type {HTMLSelectElement} */ (this.#root.querySelector('#capacity'));
  }

  /** @param {number} most */
  #offer(most) {
    const select = this.#capacity;
    if (select.options.length === most) return;
    select.replaceChildren(...Array.from({ length: most }, (_, at) => new Option(String(at + 1), String(at + 1))));
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#root.querySelector(`[data-part="${name}"]`));
  }

  /** @param {string} part @param {string} text */
  #write(part, text) {
    const element = this.#part(part);
    if (element.textContent !== text) element.textContent = text;
  }
}
