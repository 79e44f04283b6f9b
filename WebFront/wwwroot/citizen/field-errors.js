/** What is wrong stands next to its field, as on the pages without script (W11). */

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} words */
export function mark(field, words) {
  const line = document.createElement('p');
  line.className = 'field-error';
  line.id = `${field.id}-error`;
  line.textContent = words;
  field.before(line);
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', `${field.id}-hint ${line.id}`);
}

/**
 * What is wrong with a whole page, first on it, each line leading to its field.
 * @param {HTMLElement} section where it stands @param {{field: HTMLElement, words: string}[]} faults
 */
export function summarise(section, faults) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('error-template'));
  const summary = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  summary.querySelector('ul')?.append(...faults.map(({ field, words }) => {
    const link = document.createElement('a');
    link.href = `#${field.id}`;
    link.textContent = words;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      field.focus();
    });
    const item = document.createElement('li');
    item.append(link);
    return item;
  }));
  section.prepend(summary);
  summary.focus();
}

/** @param {HTMLElement} form */
export function unmark(form) {
  form.querySelectorAll('.field-error').forEach((old) => old.remove());
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    field.setAttribute('aria-describedby', `${field.id}-hint`);
  }
}
