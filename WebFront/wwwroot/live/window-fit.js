/** Lower than this, in the reader's own size of type, a layout that never scrolls has no room left for its middle. */
const SHORT = 30;

/**
 * Tells the styles how much of the window can be seen: an on-screen keyboard takes what it needs, and some browsers move the page
 * under it besides. Who zooms in with two fingers wants the page to stay as it is.
 * @param {() => void} [onFitted]
 */
export function fitWindow(onFitted = () => {}) {
  const root = document.documentElement;
  const seen = window.visualViewport;
  const fit = () => {
    const isAsIs = !seen || seen.scale !== 1;
    root.style.setProperty('--visible-height', isAsIs ? '100dvh' : `${seen.height}px`);
    root.style.setProperty('--visible-top', isAsIs ? '0px' : `${seen.offsetTop}px`);
    const line = parseFloat(getComputedStyle(root).fontSize);
    root.classList.toggle('short', (isAsIs ? innerHeight : seen.height) < SHORT * line);
    onFitted();
  };
  addEventListener('resize', fit);
  seen?.addEventListener('resize', fit);
  seen?.addEventListener('scroll', fit);
  fit();
}
