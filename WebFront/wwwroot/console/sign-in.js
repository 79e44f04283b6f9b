import { Api, Refused } from '../live/api.js';
import { say } from '../live/wording.js';

/** The sign-in form: who, and where an account wants it the code as a second step. It keeps what was typed, the password aside, and says what was wrong. */
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
    for (const name of ['agency', 'username']) this.#field(name).addEventListener('input', () => this.#askForCode(false));
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
      this.#askForCode(false);
      this.#onSignedIn(me);
    } catch (error) {
      this.#failed(error instanceof Refused ? error : null);
    }
  }

  /** @param {Refused | null} refused */
  #failed(refused) {
    if (refused?.needs === 'code-needed') {
      const isSecond = this.#isAskingForCode;
      this.#askForCode(true);
      this.complain(isSecond ? say('signin.code.wrong') : '');
      return this.#field('code').select();
    }
    const status = refused?.status ?? 0;
    this.complain(say(status === 401 || status === 400 ? 'signin.wrong' : status === 429 ? 'signin.slow' : 'signin.unreachable'));
    this.#field('password').select();
  }

  get #isAskingForCode() {
    return !this.#codeStep.hidden;
  }

  /** @param {boolean} isWanted */
  #askForCode(isWanted) {
    if (isWanted === this.#isAskingForCode) return;
    this.#codeStep.hidden = !isWanted;
    if (isWanted) this.#field('code').focus();
    else this.#field('code').value = '';
  }

  get #codeStep() {
    return /** @type {HTMLElement} */ (this.#form.querySelector('[data-part="code-step"]'));
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(name));
  }
}
