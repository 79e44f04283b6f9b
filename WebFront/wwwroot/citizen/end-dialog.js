/** Asks before a chat ends. Cancel has the focus, Escape cancels, and no network is needed for either answer. */
export class EndDialog {
  #dialog;
  #words;

  /** @param {HTMLElement} dialog @param {() => void} onEnd */
  constructor(dialog, onEnd) {
    this.#dialog = /** @type {HTMLDialogElement} */ (dialog);
    this.#words = this.#line.textContent;
    this.#dialog.addEventListener('close', () => this.#dialog.returnValue === 'end' && onEnd());
  }

  get #line() {
    return /** @type {HTMLElement} */ (this.#dialog.querySelector('p'));
  }

  /** @param {string} [words] what is lost, where it is something else than a talk */
  ask(words) {
    this.#line.textContent = words ?? this.#words;
    this.#dialog.returnValue = '';
    this.#dialog.showModal();
    /** @type {HTMLElement} */ (this.#dialog.querySelector('[value="cancel"]')).focus();
  }
}
