import { count } from '../live/wording.js';

/**
 * Taking chats, and ceasing to. Whoever would leave chats behind is asked first; whoever leaves is offline at once, not only when
 * the lease lapses, so that nobody is given to an empty chair.
 */
export class Duty {
  #api;
  #attempts;
  #load;
  #onView;
  #dialog = /** @type {HTMLDialogElement} */ (document.getElementById('leave-dialog'));

  /**
   * @param {import('../live/api.js').Api} api @param {import('./attempts.js').Attempts} attempts
   * @param {() => number} load how many chats the agent holds @param {(view: any) => void} onView what is so now; null when nothing has changed
   */
  constructor(api, attempts, load, onView) {
    this.#api = api;
    this.#attempts = attempts;
    this.#load = load;
    this.#onView = onView;
  }

  /** @param {{status: string, capacity?: number}} wish @returns {Promise<boolean>} whether it is so */
  async wish(wish) {
    const isMeant = wish.status !== 'offline' || (await this.#mayLeave());
    const done = isMeant ? await this.#attempts.make(() => this.#api.send('/api/v1/agents/me/presence', wish, 'PUT')) : null;
    this.#onView(done?.answer ?? null);
    return done !== null;
  }

  /** @returns {Promise<boolean>} whether nobody is signed in any more */
  async signOut() {
    if (!(await this.wish({ status: 'offline' }))) return false;
    return (await this.#attempts.make(() => this.#api.send('/api/v1/session', undefined, 'DELETE'))) !== null;
  }

  /** @returns {Promise<boolean>} */
  async #mayLeave() {
    const load = this.#load();
    if (load === 0) return true;
    /** @type {HTMLElement} */ (this.#dialog.querySelector('[data-part="leave-words"]')).textContent = count('leave.words', load);
    this.#dialog.returnValue = '';
    this.#dialog.showModal();
    /** @type {HTMLElement} */ (this.#dialog.querySelector('[value="cancel"]')).focus();
    await new Promise((resolve) => this.#dialog.addEventListener('close', resolve, { once: true }));
    return this.#dialog.returnValue === 'go';
  }
}
