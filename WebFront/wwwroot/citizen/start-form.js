import { Api, Refused } from '../live/api.js';
import { LONGEST, warningOf } from '../live/composer.js';
import { freshId, Keep } from '../live/keep.js';
import { Pause } from '../live/patience.js';
import { count, fullTime, say, waitWords } from '../live/wording.js';
import { Emergency } from './emergency.js';
import { mark, summarise, unmark } from './field-errors.js';

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
  #emergency;
  /** How to reach whoever leaves a message; loaded where that is asked. @type {import('./contact-fields.js').ContactFields | null} */
  #reply = null;

  /**
   * @param {HTMLFormElement} form @param {string} agency
   * @param {import('../live/keep.js').Keep} keep @param {() => void} onStarted
   */
  constructor(form, agency, keep, onStarted) {
    this.#form = form;
    this.#agency = agency;
    this.#keep = keep;
    this.#onStarted = onStarted;
    this.#emergency = new Emergency(this.#text.closest('.field') ?? this.#text, 'alert');
    if (form.elements.namedItem('address')) import('./contact-fields.js').then(({ ContactFields }) => (this.#reply = new ContactFields(form)), () => {});
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener('input', () => {
      this.#emergency.heed(this.#text.value);
      this.#count();
    });
    addEventListener('online', () => this.#pause.cut());
    this.#refreshWait();
  }

  get #text() {
    return /** @type {HTMLTextAreaElement} */ (this.#form.elements.namedItem('text'));
  }

  async #submit() {
    const text = this.#text.value;
    this.#emergency.heed(text);
    const error = !text.trim() ? say('start.empty') : text.length > LONGEST ? say('composer.long', LONGEST, text.length - LONGEST) : null;
    const faults = [...(error ? [{ field: this.#text, words: error }] : []), ...(this.#reply?.isEmpty === false ? this.#reply.faults : [])];
    if (faults.length) return this.#complain(faults);
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
      ...this.#reach(), leaveMessage: fields.get('leaveMessage') === 'true' || undefined,
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
          return this.#complain([{ field: this.#text, words: refusal(error) }]);
        }
        this.#busy(say(error instanceof Refused && error.isBusy ? 'start.busy' : 'start.retrying'));
        await this.#pause.after(failures, error instanceof Refused ? error.retryAfter : null);
        if (this.#keep.get('chat')) return this.#onStarted();
      }
    }
  }

  /** The address alone, in words for staff, where what reads the fields could not be loaded. */
  #reach() {
    if (!this.#reply) return { contact: new FormData(this.#form).get('address') || undefined };
    return { reply: this.#reply.isEmpty ? undefined : this.#reply.contact };
  }

  /**
   * Far more chats are started than people start: we show that we are no flood, or wait a little.
   * @param {{token: string, difficulty: number, waitSeconds: number}} challenge @param {number} failures in a row, from 1
   * @returns {Promise<any>} what the start is sent again with
   */
  async #answer(challenge, failures) {
    if (failures <= 3) {
      this.#busy(say('start.proving'));
      const nonce = await import('./proof.js').then(({ prove }) => prove(challenge.token, challenge.difficulty, PATIENCE)).catch(() => null);
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

  /** @param {{field: HTMLInputElement | HTMLTextAreaElement, words: string}[]} faults */
  #complain(faults) {
    this.#clear();
    for (const { field, words } of faults) mark(field, words);
    document.title = say('title.error', document.title.replace(/^.*?: /, ''));
    const section = this.#form.closest('section');
    if (section) summarise(section, faults);
  }

  #clear() {
    document.querySelectorAll('.error-summary').forEach((old) => old.remove());
    unmark(this.#form);
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
