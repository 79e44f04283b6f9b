import { Api, Refused } from '../live/api.js';
import { Pause } from '../live/patience.js';
import { fitWindow } from '../live/window-fit.js';
import { say } from '../live/wording.js';
import { Desk } from './desk.js';
import { SignIn } from './sign-in.js';

/** The console: the sign-in form, or the desk of whoever is signed in. */
class Console extends HTMLElement {
  #signIn = [...this.childNodes];
  #form = new SignIn(this, (me) => this.#open(me));
  /** @type {Desk | null} */
  #desk = null;

  async connectedCallback() {
    fitWindow();
    const me = await this.#whoIsThere();
    if (this.#desk) return;
    if (me) return this.#open(me);
    this.#form.focus();
    await this.#form.vouched();
  }

  /** Whoever is signed in stays so through a restart: a server that does not answer is asked again. @returns {Promise<any>} null for nobody */
  async #whoIsThere() {
    const pause = new Pause();
    addEventListener('online', () => pause.cut(), { once: true });
    for (let failures = 1; !this.#desk; failures += 1) {
      try {
        const me = await new Api().get('/api/v1/session');
        this.#form.complain('');
        return me;
      } catch (error) {
        const refused = error instanceof Refused ? error : null;
        if (refused && !refused.isPassing) return null;
        this.#form.complain(say('signin.waiting'));
        await pause.after(failures, refused?.retryAfter);
      }
    }
    return null;
  }

  /** @param {any} me */
  #open(me) {
    // A password or a second factor comes first, and only a desk has a lock of its own: that page needs no script.
    const hasDesk = me.role === 'agent' || me.role === 'supervisor';
    if (me.state !== 'open' && !(me.state === 'locked' && hasDesk)) return location.assign('/console/account');
    if (me.role === 'administrator' || me.role === 'auditor') return location.assign('/admin');
    if (!hasDesk) return this.#explain(me);
    const desk = /** @type {HTMLTemplateElement} */ (document.getElementById('desk'));
    const dialogs = /** @type {HTMLTemplateElement} */ (document.getElementById('dialogs'));
    this.replaceChildren(desk.content.cloneNode(true), dialogs.content.cloneNode(true));
    for (const link of this.querySelectorAll('[data-for-role]')) /** @type {HTMLElement} */ (link).hidden = /** @type {HTMLElement} */ (link).dataset.forRole !== me.role;
    document.body.classList.add('working');
    this.#desk = new Desk(this, me, (hasExpired) => this.#close(hasExpired));
    this.#desk.start();
  }

  /** What somebody finds here whose role answers no chats. @param {any} me */
  #explain(me) {
    const words = /** @type {HTMLTemplateElement} */ (document.getElementById('no-desk'));
    this.replaceChildren(words.content.cloneNode(true));
    /** @type {HTMLElement} */ (this.querySelector('[data-part="alias"]')).textContent = me.alias;
    /** @type {HTMLElement} */ (this.querySelector('[data-part="board-link"]')).hidden = me.role !== 'viewer';
    /** @type {HTMLElement} */ (this.querySelector('[data-act="sign-out"]')).addEventListener('click', async () => {
      await new Api().send('/api/v1/session', undefined, 'DELETE').catch(() => null);
      location.reload();
    });
    /** @type {HTMLElement} */ (this.querySelector('h1')).focus();
  }

  /** @param {boolean} hasExpired rather than signed out by hand */
  #close(hasExpired) {
    this.#desk?.stop();
    this.#desk = null;
    document.body.classList.remove('working');
    document.title = say('title');
    this.replaceChildren(...this.#signIn);
    this.#form.complain(hasExpired ? say('signin.expired') : '');
    this.#form.focus();
  }
}

customElements.define('muster-console', Console);
