import { identifiersIn, masked } from './identifiers.js';
import { count, say } from './wording.js';

export const LONGEST = 4_000;
/** The counter appears this far from the limit. */
const NEAR = 400;

/**
 * A plain textarea with a visible Send button. It keeps what was typed until it was handed over, however often Send is refused.
 * Tells `muster-send` with the text, and `muster-draft` on each change. It warns of a number that the server will hide; with the attribute
 * `masks-paste` such a number does not get in by pasting.
 */
export class Composer extends HTMLElement {
  /** Whether Enter sends: on by default where there is a keyboard. */
  enterSends = matchMedia('(hover: hover) and (pointer: fine)').matches;

  connectedCallback() {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener('keydown', (event) => this.#key(event));
    this.field.addEventListener('input', () => {
      this.refresh();
      this.dispatchEvent(new CustomEvent('muster-draft', { detail: this.value }));
    });
    this.field.addEventListener('paste', (event) => this.#paste(event));
    this.refresh();
  }

  get form() {
    return /** @type {HTMLFormElement} */ (this.querySelector('form'));
  }

  get field() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea'));
  }

  get value() {
    return this.field.value;
  }

  set value(text) {
    this.field.value = text;
    this.refresh();
  }

  submit() {
    const text = this.value;
    const error = text.trim() === '' ? say('composer.empty') : text.length > LONGEST ? say('composer.long', LONGEST, text.length - LONGEST) : '';
    this.#complain(error);
    if (error) return this.field.focus();
    this.value = '';
    this.dispatchEvent(new CustomEvent('muster-send', { detail: text }));
    this.dispatchEvent(new CustomEvent('muster-draft', { detail: '' }));
    this.field.focus();
  }

  refresh() {
    const left = LONGEST - this.value.length;
    const counter = this.querySelector('[data-part="counter"]');
    if (counter) counter.textContent = left > NEAR ? '' : left >= 0 ? count('composer.left', left) : count('composer.over', -left);
    counter?.classList.toggle('over', left < 0);
    if (left >= 0 && this.value.trim()) this.#complain('');
    const warning = this.querySelector('[data-part="warning"]');
    const words = warningOf(this.value);
    if (warning && warning.textContent !== words) warning.textContent = words;
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const clean = masked(text);
    if (!this.hasAttribute('masks-paste') || clean === text) return;
    event.preventDefault();
    this.field.setRangeText(clean, this.field.selectionStart, this.field.selectionEnd, 'end');
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // 229 is what browsers report while an input method composes a character.
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    if (event.shiftKey || event.altKey || !(this.enterSends || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.submit();
  }

  /** @param {string} error */
  #complain(error) {
    const line = /** @type {HTMLElement} */ (this.querySelector('[data-part="error"]'));
    line.textContent = error;
    line.hidden = !error;
    if (error) this.field.setAttribute('aria-invalid', 'true');
    else this.field.removeAttribute('aria-invalid');
  }
}

/** What to say of a number that will be hidden; nothing where there is none. @param {string} text */
export function warningOf(text) {
  switch (identifiersIn(text)[0]?.name) {
    case 'card number': return say('identifier.card');
    case 'tax file number': return say('identifier.tax-file');
    case 'Medicare number': return say('identifier.medicare');
    default: return '';
  }
}

customElements.define('muster-composer', Composer);
