// @ts-check
/** Asks for the page of the board again and again, and puts what has changed in the place of what was there. */

const EVERY = 2_000;
const STALE_AFTER = 10_000;
const REGIONS = ['as-of', 'alarms', 'queues', 'at-once', 'agents', 'charts', 'held', 'waiting', 'later', 'notice', 'state', 'entries', 'why'];

/** The forms: they change with what can be done, and not under somebody's hands. */
const ACTS = 'acts';

let last = Date.now();

/** The page as it would be loaded now. A request knows how to read a page; we make no markup of texts. @returns {Promise<Document>} */
function ask() {
  return new Promise((answered, failed) => {
    const request = new XMLHttpRequest();
    request.open('GET', location.href);
    request.responseType = 'document';
    request.timeout = STALE_AFTER;
    request.setRequestHeader('Muster-By-Itself', 'yes');
    request.onload = () => {
      if (request.status === 403 || request.status === 404) return location.reload(); // it is no longer ours to watch
      if (request.status === 200 && request.response) answered(request.response);
      else failed(new Error(`${request.status}`));
    };
    request.onerror = request.ontimeout = () => failed(new Error('no answer'));
    request.send();
  });
}

/** @param {Document} now */
function show(now) {
  document.title = now.title;
  for (const id of REGIONS) {
    const [old, fresh] = [document.getElementById(id), now.getElementById(id)];
    if (old && fresh) replace(old, document.importNode(fresh, true));
  }
  const [old, fresh] = [document.getElementById(ACTS), now.getElementById(ACTS)];
  if (old && fresh && old.dataset.status !== fresh.dataset.status && !isBeingFilledIn(old)) replace(old, document.importNode(fresh, true));
}

/** @param {HTMLElement} forms */
function isBeingFilledIn(forms) {
  const typed = [.../** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (forms.querySelectorAll('textarea, input:not([type=hidden])'))];
  return forms.contains(document.activeElement) || typed.some((field) => field.value !== '');
}

/** Whoever is at a link or has opened a table stays there. @param {HTMLElement} old @param {HTMLElement} fresh */
function replace(old, fresh) {
  for (const open of old.querySelectorAll('details[open]')) fresh.querySelector(`#${open.id}`)?.setAttribute('open', '');
  if (old.isEqualNode(fresh)) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const inside = focused?.id ? focused.id : focused?.closest('details')?.id;
  old.replaceWith(fresh);
  const again = inside ? document.getElementById(inside) : null;
  if (!focused) return;
  const place = /** @type {HTMLElement | null} */ (again?.matches('details') ? again.querySelector('summary') : again);
  (place ?? document.getElementById('main'))?.focus({ preventScroll: true });
}

async function look() {
  try {
    const now = await ask();
    if (!now.getElementById('as-of')) return location.reload();
    show(now);
    last = Date.now();
  } catch {
    // The age below says it.
  }
  setTimeout(look, EVERY);
}

setInterval(() => {
  const isStale = Date.now() - last > STALE_AFTER;
  if (document.body.classList.toggle('stale', isStale)) {
    const asOf = /** @type {HTMLElement} */ (document.getElementById('as-of'));
    asOf.setAttribute('role', 'alert');
    if (!asOf.querySelector('.warn')) asOf.append(Object.assign(document.createElement('strong'), { className: 'warn', textContent: asOf.dataset.stale }));
  }
}, 1_000);
setTimeout(look, EVERY);
