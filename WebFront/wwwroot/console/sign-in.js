import { Api, Refused } from '../live/api.js';
import { say } from '../live/wording.js';

/** The sign-in form. It keeps what was typed, the password aside, and says what was wrong. */
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
  }

  /** @param {string} words */
  complain(words) {
    if (this.#error.textContent === words) return;
    this.#error.textContent = words;
    this.#error.hidden = !words;
  }

  focus() {
    const empty = [...this.#form.querySelectorAll('input')].find((input) => !input.value);
    empty?.focus();
  }

  async #submit() {
    const { agency, username, password } = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(this.#form)));
    this.complain(agency.trim() && username.trim() && password ? '' : say('signin.empty'));
    if (!this.#error.hidden) return this.focus();
    try {
      const api = new Api();
      await api.send('/api/v1/session', { agency: agency.trim(), username: username.trim(), password });
      const me = await api.get('/api/v1/session');
      /** @type {HTMLInputElement} */ (this.#form.elements.namedItem('password')).value = '';
      this.#onSignedIn(me);
    } catch (error) {
      const status = error instanceof Refused ? error.status : 0;
      this.complain(say(status === 401 || status === 400 ? 'signin.wrong' : status === 429 ? 'signin.slow' : 'signin.unreachable'));
      /** @type {HTMLInputElement} */ (this.#form.elements.namedItem('password')).select();
    }
  }
}
