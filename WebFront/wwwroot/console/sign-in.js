import { Api, Refused } from '../live/api.js';
import { say } from '../live/wording.js';

/** The sign-in form: who, and where an account wants them the name of one of those who share it and the code as further steps. It keeps what was typed, the password aside, and says what was wrong. */
export class SignIn {
  #form;
  #error;
  #onSignedIn;

  /** @param {HTMLElement} root @param {(me: any) => void} onSignedIn */
  constructor(root, onSignedIn) {
    this.#form = /** @type {HTMLFormElement} */ (root.querySelector('#sign-in'));
    this.#error = /** @type {HTMLElement} */ (root.querySelector('[data-part="sign-in-error"]'));
    this.#onSignedIn = onSignedIn;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    for (const name of ['agency', 'username']) this.#field(name).addEventListener('input', () => this.#askForNothing());
  }

  /** @param {string} words */
  complain(words) {
    if (this.#error.textContent === words) return;
    this.#error.textContent = words;
    this.#error.hidden = !words;
  }

  focus() {
    const empty = [...this.#form.querySelectorAll('input')].find((input) => !input.value && input.checkVisibility());
    empty?.focus();
  }

  /** A proxy in front has vouched for whoever opened the page: no password is asked for unless that fails. */
  async vouched() {
    const agency = this.#form.dataset.vouched;
    if (agency) await this.#attempt(() => new Api().send('/api/v1/session/assertion', { agency, idleLock: true }));
  }

  async #submit() {
    const { agency, username, password, code, person, trust } = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(this.#form)));
    this.complain(agency.trim() && username.trim() && password ? '' : say('signin.empty'));
    if (!this.#error.hidden) return this.focus();
    const who = { agency: agency.trim(), username: username.trim(), password, code: code.trim() || undefined, person: person.trim() || undefined };
    await this.#attempt(() => new Api().send('/api/v1/session', { ...who, trustDevice: Boolean(trust), idleLock: true }));
  }

  /** @param {() => Promise<any>} signIn */
  async #attempt(signIn) {
    try {
      const me = await signIn();
      for (const name of ['password', 'code']) this.#field(name).value = '';
      this.#askForNothing();
      this.#onSignedIn(me);
    } catch (error) {
      this.#failed(error instanceof Refused ? error : null);
    }
  }

  /** @param {Refused | null} refused */
  #failed(refused) {
    const step = { 'code-needed': 'code', 'person-needed': 'person' }[refused?.needs ?? ''];
    if (step) {
      const isAgain = !this.#step(step).hidden;
      this.#askFor(step, true);
      this.complain(isAgain ? say(`signin.${step}.wrong`) : '');
      return this.#field(step).select();
    }
    const status = refused?.status ?? 0;
    this.complain(say(status === 401 || status === 400 ? 'signin.wrong' : status === 429 ? 'signin.slow' : 'signin.unreachable'));
    this.#field('password').select();
  }

  #askForNothing() {
    for (const step of ['code', 'person']) this.#askFor(step, false);
  }

  /** @param {string} step @param {boolean} isWanted */
  #askFor(step, isWanted) {
    if (isWanted !== this.#step(step).hidden) return;
    this.#step(step).hidden = !isWanted;
    if (isWanted) this.#field(step).focus();
    else this.#field(step).value = '';
  }

  /** @param {string} step */
  #step(step) {
    return /** @type {HTMLElement} */ (this.#form.querySelector(`[data-part="${step}-step"]`));
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(name));
  }
}
