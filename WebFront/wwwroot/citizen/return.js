import { Api, Refused } from '../live/api.js';
import { Keep } from '../live/keep.js';
import { say } from '../live/wording.js';
import { mark, summarise, unmark } from './field-errors.js';

/** The page where a code from another device is typed: the chat comes to where this browser keeps its own. */

const form = /** @type {HTMLFormElement} */ (document.getElementById('return'));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('code'));
const agency = form.dataset.agency ?? '';
const keep = new Keep(agency);
let isTrying = false;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!isTrying) go();
});
const open = /** @type {HTMLElement} */ (document.querySelector('[data-part="open"]'));
if (keep.get('chat')) open.hidden = false;
field.focus();

async function go() {
  isTrying = true;
  document.querySelector('.error-summary')?.remove();
  unmark(form);
  busy(say('return.trying'));
  try {
    const chat = await new Api().send(`/api/v1/agencies/${agency}/return`, { code: field.value });
    // What belongs to the chat before would be taken for this one's.
    if (keep.get('chat')?.id !== chat.id) keep.removeAll('');
    keep.set('chat', { id: chat.id, token: chat.token, reference: chat.reference, queue: chat.queue });
    location.assign(`/chat/${agency}${form.elements.namedItem('panel') ? '?panel=1' : ''}`);
  } catch (error) {
    busy('');
    complain(say(!(error instanceof Refused) ? 'return.offline' : error.isPassing ? 'return.busy' : 'return.wrong'));
    isTrying = false;
  }
}

/** @param {string} words */
function complain(words) {
  mark(field, words);
  document.title = say('title.error', document.title.replace(/^.*?: /, ''));
  const section = form.closest('section');
  if (section) summarise(section, [{ field, words }]);
}

/** @param {string} words */
function busy(words) {
  const line = document.querySelector('[data-part="busy"]');
  if (line) line.textContent = words;
}
