/** A menu that closes as people expect: by Escape, which goes no further, and when the focus leaves it. @param {Element | null} element */
export function wireMenu(element) {
  const menu = /** @type {HTMLDetailsElement} */ (element);
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(/** @type {Node} */ (event.relatedTarget))) menu.open = false;
  });
}
