import { wireMenu } from '../live/menu.js';

/** The console's buttons and switches, each bound to what it does. */

/** @param {HTMLElement} root @param {Record<string, () => void>} acts by the buttons' data-act */
export function wireActs(root, acts) {
  root.querySelectorAll('.menu').forEach(wireMenu);
  root.addEventListener('click', (event) => {
    const button = /** @type {Element} */ (event.target).closest('button[data-act]');
    if (!(button instanceof HTMLElement) || button.getAttribute('aria-disabled') === 'true') return;
    button.closest('details.menu[open]')?.removeAttribute('open');
    acts[button.dataset.act ?? '']?.();
  });
}

/** @param {HTMLElement} root @param {(tags: string[]) => void} onTags */
export function wireTags(root, onTags) {
  root.querySelector('[data-part="tags-form"]')?.addEventListener('submit', (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (root.querySelector('#tags'));
    onTags(field.value.split(',').map((tag) => tag.trim()).filter(Boolean));
  });
}

/**
 * @param {HTMLElement} root @param {import('./chat-list.js').ChatList} list @param {import('../live/keep.js').Keep} keep
 * @param {() => void} onSettled pointer and focus have left the list
 */
export function wireOrder(root, list, keep, onSettled) {
  const fixed = /** @type {HTMLInputElement} */ (root.querySelector('[data-part="fixed-order"]'));
  fixed.checked = list.isFixed = keep.get('fixed-order') === true;
  fixed.addEventListener('change', () => {
    list.isFixed = fixed.checked;
    keep.set('fixed-order', fixed.checked);
  });
  root.addEventListener('settle', onSettled);
}

/**
 * Whether Enter sends, as this agent likes it.
 * @param {HTMLElement} root @param {import('../live/composer.js').Composer} composer @param {import('../live/keep.js').Keep} keep
 */
export function wireEnter(root, composer, keep) {
  const enter = /** @type {HTMLInputElement} */ (root.querySelector('[data-part="enter-sends"]'));
  composer.enterSends = keep.get('enter-sends') ?? composer.enterSends;
  enter.checked = composer.enterSends;
  enter.addEventListener('change', () => {
    composer.enterSends = enter.checked;
    keep.set('enter-sends', enter.checked);
  });
}
