import { Api, Refused } from '../live/api.js';
import { LONGEST, warningOf } from '../live/composer.js';
import { freshId, Keep } from '../live/keep.js';
import { Pause } from '../live/patience.js';
import { count, fullTime, say, waitWords } from '../live/wording.js';
import { prove } from './proof.js';

/** Longer than this no browser reckons: then it is let in by waiting, as those are that cannot reckon at all. */
const PATIENCE = 15_000;

/** The start form of the server's page, sent through the API: however often it is submitted, one conversation comes of it. */
export class StartForm {
  #form;
  #agency;
  #keep;
  #onStarted;
  #pause = new Pause();
  #isSending = false;

  /**
   * @param {HTMLFormElement} form @param {string} agency
   * @param {import('../live/keep.js').Keep} keep @param {() => void} onStarted
   */
  constructor(form, agency, keep, onStarted) {
    this.#form = form;
    this.#agency = agency;
    this.#keep = keep;
    this.#onStarted = onStarted;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener('input', () => this.#count());
    addEventListener('online', () => this.#pause.cut());
    this.#refreshWait();
  }

  get #text() {
    return /** @type {HTMLTextAreaElement} */ (this.#form.elements.namedItem('text'));
  }

  async #submit() {
    const text = this.#text.value;
    const error = !text.trim() ? say('start.empty') : text.length > LONGEST ? say('composer.long', LONGEST, text.length - LONGEST) : null;
    if (error) return this.#complain(error, 'text');
    this.#clear();
    if (this.#isSending) return this.#pause.cut();
    this.#isSending = true;
    try {
      await this.#send(text);
    } finally {
      this.#isSending = false;
    }
  }

  /** @param {string} text */
  async #send(text) {
    const fields = new FormData(this.#form);
    // Another tab may have begun: the same secret makes it the same conversation.
    const secret = this.#keep.get('secret') ?? freshId();
    this.#keep.set('secret', secret);
    const request = {
      queue: fields.get('queue'), messageId: secret, text, name: fields.get('name') || undefined,
      contact: fields.get('contact') || undefined, leaveMessage: fields.get('leaveMessage') === 'true' || undefined,
      language: document.documentElement.lang, page: document.referrer || undefined, session: browser(), proof: undefined,
    };
    this.#busy(say('start.sending'));
    for (let failures = 1; ; failures += 1) {
      try {
        const started = await new Api().send(`/api/v1/agencies/${this.#agency}/conversations`, request);
        this.#keep.set('chat', { id: started.id, token: started.token, reference: started.reference, queue: request.queue });
        this.#keep.remove('secret');
        this.#busy('');
        this.#text.value = '';
        this.#count();
        return this.#onStarted();
      } catch (error) {
        if (error instanceof Refused && error.problem?.challenge) {
          request.proof = await this.#answer(error.problem.challenge, failures);
          continue;
        }
        if (error instanceof Refused && !error.isPassing) {
          this.#keep.remove('secret');
          this.#busy('');
          return this.#complain(refusal(error), 'text');
        }
        this.#busy(say(error instanceof Refused && error.isBusy ? 'start.busy' : 'start.retrying'));
        await this.#pause.after(failures, error instanceof Refused ? error.retryAfter : null);
        if (this.#keep.get('chat')) return this.#onStarted();
      }
    }
  }

  /**
   * Far more chats are started than people start: we show that we are no flood, or wait a little.
   * @param {{token: string, difficulty: number, waitSeconds: number}} challenge @param {number} failures in a row, from 1
   * @returns {Promise<any>} what the start is sent again with
   */
  async #answer(challenge, failures) {
    if (failures <= 3) {
      this.#busy(say('start.proving'));
      const nonce = await prove(challenge.token, challenge.difficulty, PATIENCE).catch(() => null);
      if (nonce !== null) return { challenge: challenge.token, nonce };
    }
    this.#busy(say('start.waiting', challenge.waitSeconds));
    await this.#pause.of(challenge.waitSeconds * 1_000);
    return { challenge: challenge.token };
  }

  /** The page may have been open for a while: ask how long it takes now. */
  async #refreshWait() {
    const place = document.querySelector('[data-part="wait"]');
    if (!place) return;
    const agency = await new Api().get(`/api/v1/agencies/${this.#agency}`).catch(() => null);
    const chosen = new FormData(this.#form).get('queue');
    const queue = agency?.queues?.find((/** @type {{id: string}} */ queue) => queue.id === chosen);
    if (queue) place.textContent = waitWords(queue.wait);
  }

  #count() {
    const left = LONGEST - this.#text.value.length;
    const counter = this.#form.querySelector('[data-part="counter"]');
    const warning = this.#form.querySelector('[data-part="warning"]');
    const words = warningOf(this.#text.value);
    if (warning && warning.textContent !== words) warning.textContent = words;
    if (counter) counter.textContent = left > 400 ? '' : left >= 0 ? count('composer.left', left) : count('composer.over', -left);
  }

  /** @param {string} words */
  #busy(words) {
    let line = this.#form.querySelector('[role="status"]');
    if (!line) {
      line = document.createElement('p');
      line.setAttribute('role', 'status');
      line.className = 'small';
      this.#form.append(line);
    }
    line.textContent = words;
  }

  /** @param {string} words @param {string} field */
  #complain(words, field) {
    this.#clear();
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById('error-template'));
    const summary = /** @type {HTMLElement} */ (template.content.cloneNode(true).firstChild?.parentNode?.querySelector('.error-summary'));
    const link = /** @type {HTMLAnchorElement} */ (summary.querySelector('a'));
    link.href = `#${field}`;
    link.textContent = words;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      this.#text.focus();
    });
    this.#form.closest('section')?.prepend(summary);
    const line = document.createElement('p');
    line.className = 'field-error';
    line.id = `${field}-error`;
    line.textContent = words;
    this.#text.before(line);
    this.#text.setAttribute('aria-invalid', 'true');
    this.#text.setAttribute('aria-describedby', `${field}-hint ${field}-error`);
    document.title = say('title.error', document.title.replace(/^.*?: /, ''));
    summary.focus();
  }

  #clear() {
    document.querySelectorAll('.error-summary, .field-error').forEach((old) => old.remove());
    this.#text.removeAttribute('aria-invalid');
  }
}

/** The id this browser goes by, made up when somebody first starts a chat; it says nothing of who they are. */
function browser() {
  const keep = new Keep('browser');
  const id = keep.get('id') ?? freshId();
  keep.set('id', id);
  return id;
}

/** @param {Refused} error */
function refusal(error) {
  const { bannedUntil, appeal } = error.problem ?? {};
  if (bannedUntil) return say('start.banned', fullTime(bannedUntil), appeal);
  return say(error.reason === 'queue-closed' ? 'start.closed' : 'start.refused');
}
