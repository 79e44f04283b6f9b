import { agreedTime, say } from '../live/wording.js';
import { ContactFields } from './contact-fields.js';
import { mark, unmark } from './field-errors.js';

/** @typedef {import('./contact-fields.js').Contact} Contact */
/** @typedef {import('./contact-fields.js').Fault} Fault */
/**
 * @typedef {{
 *   ask: (contact: Contact) => void, asked: () => Promise<Contact | null>, code: () => void, tell: (words: string) => void, onChange: () => void,
 * }} OptionWishes `asked` answers what stands on the server
 */

/** @typedef {{isShown: boolean, contact: {callBack: boolean} | null, timesAsked: number, isSending: boolean}} OptionsState */

/** The server takes no more changes than this. */
const MOST_TIMES_ASKED = 10;

/** What somebody can do instead of waiting at the screen (W15): be called, be answered later, or take a code along to another device. */
export class WaitingOptions {
  #root;
  #wishes;
  /** @type {Record<string, {form: HTMLFormElement, fields: ContactFields}>} */
  #forms = {};
  /** The form that is open, and the button it came from. */
  #open = '';
  #opener = '';
  #hasCode = false;
  #isCallBack = false;

  /** @param {HTMLElement} root @param {OptionWishes} wishes */
  constructor(root, wishes) {
    this.#root = root;
    this.#wishes = wishes;
    for (const name of ['call', 'message']) {
      const form = /** @type {HTMLFormElement} */ (this.#part(name));
      this.#forms[name] = { form, fields: new ContactFields(form) };
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.#submit(name);
      });
    }
  }

  /** Whether it takes more room than its buttons. */
  get isOpen() {
    return !this.#root.hidden && (this.#open !== '' || this.#hasCode);
  }

  /** By the buttons' data-act. @returns {Record<string, () => void>} */
  acts() {
    return {
      call: () => this.#toggle('call', 'call'),
      message: () => this.#toggle('message', 'message'),
      change: () => this.#change(),
      code: this.#wishes.code,
      'not-now': () => this.#close(),
      'copy-code': () => this.#copy(),
      'hide-code': () => this.#hideCode(),
    };
  }

  /** @param {OptionsState} state */
  show({ isShown, contact, timesAsked, isSending }) {
    this.#root.hidden = !isShown;
    this.#isCallBack = contact?.callBack ?? false;
    if (!isShown || isSending) this.#open = '';
    if (!isShown) this.#hasCode = false;
    for (const name of ['call', 'message']) this.#part(`open-${name}`).hidden = Boolean(contact) || isSending;
    this.#part('open-change').hidden = !contact || isSending || timesAsked >= MOST_TIMES_ASKED;
    this.#part('contact-sending').hidden = !isSending;
    this.#refresh();
  }

  /** The server did not take it: what was typed is there to be put right. @param {Contact} contact @param {string} words */
  refused(contact, words) {
    if (this.#root.hidden) return;
    const name = contact.callBack ? 'call' : 'message';
    this.#forms[name].fields.fill(contact);
    this.#begin(name, name);
    this.#complain(name, [{ field: this.#forms[name].fields.address, words }]);
  }

  /** @param {string} code @param {string} until */
  showCode(code, until) {
    this.#hasCode = true;
    this.#part('code-signs').textContent = code;
    this.#part('code-until').textContent = say('code.until', agreedTime(until));
    this.#refresh();
    this.#wishes.tell(say('code.announce', code, agreedTime(until)));
  }

  /** @param {string} name @param {string} opener */
  #toggle(name, opener) {
    if (this.#open === name) this.#close();
    else this.#begin(name, opener);
  }

  /** @param {string} name @param {string} opener */
  #begin(name, opener) {
    this.#open = name;
    this.#opener = opener;
    this.#refresh();
    this.#forms[name].fields.focus();
  }

  /** Another number, another time: what stands is there to begin from. */
  async #change() {
    const name = this.#isCallBack ? 'call' : 'message';
    const { fields } = this.#forms[name];
    this.#toggle(name, 'change');
    if (!this.#open || !fields.isEmpty) return;
    const known = await this.#wishes.asked();
    if (known && fields.isEmpty) fields.fill(known);
  }

  /** @param {string} name */
  #submit(name) {
    const { form, fields } = this.#forms[name];
    unmark(form);
    if (fields.faults.length) return this.#complain(name, fields.faults);
    this.#open = '';
    this.#wishes.ask(fields.contact);
  }

  /** @param {string} name @param {Fault[]} faults */
  #complain(name, faults) {
    unmark(this.#forms[name].form);
    for (const { field, words } of faults) mark(field, words);
    faults[0].field.focus();
  }

  #close() {
    this.#open = '';
    this.#refresh();
    this.#part(`open-${this.#opener}`).focus();
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#part('code-signs').textContent ?? '');
      this.#part('copy-code').textContent = say('copied');
      this.#wishes.tell(say('copied'));
    } catch {
      // The browser does not let us: marked, it is one key away.
      getSelection()?.selectAllChildren(this.#part('code-signs'));
    }
  }

  #hideCode() {
    this.#hasCode = false;
    this.#part('copy-code').textContent = say('letter.copy');
    this.#refresh();
    this.#part('open-code').focus();
  }

  #refresh() {
    for (const [name, { form }] of Object.entries(this.#forms)) form.hidden = name !== this.#open;
    this.#part('code').hidden = !this.#hasCode;
    for (const name of ['call', 'message', 'change']) this.#part(`open-${name}`).setAttribute('aria-expanded', String(Boolean(this.#open) && name === this.#opener));
    this.#part('open-code').setAttribute('aria-expanded', String(this.#hasCode));
    this.#wishes.onChange();
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#root.querySelector(`[data-part="${name}"]`));
  }
}
