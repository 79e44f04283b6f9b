/** Keys of the console. All but F6 and ? carry Alt, all can be switched off, and ? lists them. */
export class Shortcuts {
  isOn;
  #keep;
  #dialog;

  /**
   * @param {import('../live/keep.js').Keep} keep @param {HTMLDialogElement} dialog
   * @param {{next: () => void, open: (number: number) => void, step: (by: number) => void, mode: (mode: 'reply' | 'note') => void}} acts
   */
  constructor(keep, dialog, acts) {
    this.#keep = keep;
    this.#dialog = dialog;
    this.isOn = keep.get('shortcuts') !== false;
    const tick = /** @type {HTMLInputElement} */ (dialog.querySelector('[data-part="shortcuts-on"]'));
    tick.checked = this.isOn;
    tick.addEventListener('change', () => {
      this.isOn = tick.checked;
      this.#keep.set('shortcuts', this.isOn);
    });
    this.acts = acts;
  }

  start() {
    addEventListener('keydown', this.#key);
  }

  stop() {
    removeEventListener('keydown', this.#key);
  }

  list() {
    this.#dialog.showModal();
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    if (!this.isOn || event.isComposing || document.querySelector('dialog[open]')) return;
    const done = event.key === 'F6' ? cycle(event.shiftKey ? -1 : 1)
      : event.altKey && !event.ctrlKey && !event.metaKey ? this.#withAlt(event)
      : event.key === '?' && !isTyping(event.target) ? (this.list(), true)
      : false;
    if (done) event.preventDefault();
  };

  /** @param {KeyboardEvent} event by place of the key: Alt makes other letters on some keyboards */
  #withAlt(event) {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (digit) this.acts.open(Number(digit));
    else if (event.code === 'ArrowUp') this.acts.step(-1);
    else if (event.code === 'ArrowDown') this.acts.step(1);
    else if (event.code === 'KeyN') this.acts.next();
    else if (event.code === 'KeyR') this.acts.mode('reply');
    else if (event.code === 'KeyP') this.acts.mode('note');
    else return false;
    return true;
  }
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && target.matches('input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select');
}

/** @param {1 | -1} by */
function cycle(by) {
  const regions = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.region')]);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[at < 0 ? 0 : (at + by + regions.length) % regions.length];
  const first = next?.querySelector('[aria-current="true"], textarea:not([hidden])');
  const target = first instanceof HTMLElement && first.offsetParent ? first : next;
  target?.focus();
  return true;
}
