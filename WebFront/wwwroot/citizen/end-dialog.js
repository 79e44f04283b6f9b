/** Asks before a chat ends. Cancel has the focus, Escape cancels, and no network is needed for either answer. */
export class EndDialog {
  #dialog;

  /** @param {HTMLElement} dialog @param {() => void} onEnd */
  constructor(dialog, onEnd) {
    this.#dialog = /** @type {HTMLDialogElement} */ (dialog);
    this.#dialog.addEventListener('close', () => this.#dialog.returnValue === 'end' && onEnd());
  }

  ask() {
    this.#dialog.returnValue = '';
    this.#dialog.showModal();
    /** @type {HTMLElement} */ (this.#dialog.querySelector('[value="cancel"]')).focus();
  }
}
