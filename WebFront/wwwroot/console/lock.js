import { Refused } from '../live/api.js';
import { say } from '../live/wording.js';

const SIGNS = ['keydown', 'pointerdown', 'input'];
/** The server hears of its user so often at most, and other tabs too. */
const TELL = 60_000;
const SHARE = 5_000;
/** A locked page says so often that it is still there: what its agent holds stays theirs. */
const STAY = 10_000;

/**
 * Locks the desk when nobody is at it: after the agency's time without a sign in any tab, by hand, or because the server says so. Behind
 * the lock everything stays as it was; nothing of it can be read, and nothing arrives.
 */
export class Lock {
  isLocked = false;

  #api;
  #keep;
  #on;
  #limit;
  #dialog = /** @type {HTMLDialogElement} */ (document.getElementById('lock-dialog'));
  #form = /** @type {HTMLFormElement} */ (this.#dialog.querySelector('form'));
  #error = /** @type {HTMLElement} */ (this.#dialog.querySelector('[data-part="lock-error"]'));
  #signAt = Date.now();
  #toldAt = Date.now();
  #stayedAt = 0;
  #sign = () => this.#heard();
  #submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    this.#unlock();
  };
  #stayShut = (/** @type {Event} */ event) => event.preventDefault();
  #leave = async () => {
    await this.#api.send('/api/v1/session', undefined, 'DELETE').catch(() => {});
    this.#on.signedOut();
  };

  /**
   * @param {import('../live/api.js').Api} api @param {import('../live/keep.js').Keep} keep the agent's own
   * @param {number | null} minutes without a sign until it locks; null for never
   * @param {{locked: () => void, unlocked: () => void, signedOut: () => void}} on
   */
  constructor(api, keep, minutes, on) {
    this.#api = api;
    this.#keep = keep;
    this.#limit = minutes ? minutes * 60_000 : Infinity;
    this.#on = on;
  }

  start() {
    for (const sign of SIGNS) addEventListener(sign, this.#sign, { passive: true, capture: true });
    this.#form.addEventListener('submit', this.#submit);
    this.#dialog.addEventListener('cancel', this.#stayShut);
    this.#dialog.querySelector('[data-act="lock-leave"]')?.addEventListener('click', this.#leave);
  }

  stop() {
    for (const sign of SIGNS) removeEventListener(sign, this.#sign, { capture: true });
    this.#form.removeEventListener('submit', this.#submit);
    this.#dialog.removeEventListener('cancel', this.#stayShut);
    this.#dialog.querySelector('[data-act="lock-leave"]')?.removeEventListener('click', this.#leave);
    this.#open();
  }

  /** A second has passed. */
  tick() {
    if (this.isLocked) return this.#stay();
    const lastAt = Math.max(this.#signAt, Number(this.#keep.get('sign-at') ?? 0));
    if (Date.now() - lastAt >= this.#limit) this.lock();
  }

  /** By hand, or because nobody is there. */
  lock() {
    this.shut();
    this.#api.send('/api/v1/session/lock').catch(() => {});
  }

  /** The server's session is locked, whoever did it. */
  shut() {
    if (this.isLocked) return;
    this.isLocked = true;
    this.#complain('');
    this.#form.reset();
    document.body.classList.add('locked');
    document.title = say('lock.title');
    this.#dialog.showModal();
    this.#field('password').focus();
    this.#on.locked();
  }

  #open() {
    if (!this.isLocked) return;
    this.isLocked = false;
    this.#signAt = Date.now();
    this.#form.reset();
    document.body.classList.remove('locked');
    this.#dialog.close();
  }

  #heard() {
    if (this.isLocked || this.#limit === Infinity) return;
    const now = Date.now();
    if (now - this.#signAt >= SHARE) this.#keep.set('sign-at', now);
    this.#signAt = now;
    if (now - this.#toldAt < TELL) return;
    this.#toldAt = now;
    this.#api.send('/api/v1/session/activity').catch((error) => error instanceof Refused && error.needs === 'locked' && this.shut());
  }

  async #stay() {
    if (Date.now() - this.#stayedAt < STAY) return;
    this.#stayedAt = Date.now();
    try {
      const me = await this.#api.get('/api/v1/session');
      if (me.state === 'open') this.#unlocked(); // in another tab
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.#on.signedOut();
    }
  }

  async #unlock() {
    const { password, code } = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(this.#form)));
    if (!password && !code.trim()) return this.#complain(say('lock.empty'));
    try {
      await this.#api.send('/api/v1/session/unlock', password ? { password } : { code: code.trim() });
      this.#unlocked();
    } catch (error) {
      const refused = error instanceof Refused ? error : null;
      if (refused?.status === 401) return this.#on.signedOut();
      this.#complain(say(refused && !refused.isPassing ? 'lock.wrong' : 'signin.unreachable'));
      this.#field(password ? 'password' : 'code').select();
    }
  }

  #unlocked() {
    if (!this.isLocked) return;
    this.#open();
    this.#toldAt = Date.now();
    this.#on.unlocked();
  }

  /** @param {string} words */
  #complain(words) {
    this.#error.textContent = words;
    this.#error.hidden = !words;
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(name));
  }
}
