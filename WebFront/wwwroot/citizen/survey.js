import { say } from '../live/wording.js';

/** Three questions at the end, none of them a must. */
export class Survey {
  #section;

  /** @param {HTMLElement} section @param {(rating: {resolved: boolean, satisfaction: number, comment?: string}) => void} onRated */
  constructor(section, onRated) {
    this.#section = section;
    const form = /** @type {HTMLFormElement} */ (section.querySelector('form'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const answers = new FormData(form);
      const resolved = answers.get('resolved');
      const satisfaction = Number(answers.get('satisfaction'));
      const comment = String(answers.get('comment') ?? '').trim();
      const line = /** @type {HTMLElement} */ (section.querySelector('[data-part="survey-error"]'));
      line.hidden = Boolean(resolved && satisfaction);
      line.textContent = line.hidden ? '' : say('survey.incomplete');
      if (line.hidden) onRated({ resolved: resolved === 'yes', satisfaction, ...(comment ? { comment } : {}) });
      else form.querySelector('input')?.focus();
    });
  }

  /** @param {boolean} isRated */
  show(isRated) {
    const form = /** @type {HTMLElement} */ (this.#section.querySelector('form'));
    const thanks = /** @type {HTMLElement} */ (this.#section.querySelector('[data-part="thanks"]'));
    const had = form.contains(document.activeElement);
    form.hidden = isRated;
    thanks.hidden = !isRated;
    if (had && isRated) thanks.focus();
  }
}
