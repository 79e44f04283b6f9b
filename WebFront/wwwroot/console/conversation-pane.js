import '../live/composer.js';
import '../live/transcript.js';
import { agreedTime, clockTime, count, fullTime, say } from '../live/wording.js';

/** @typedef {import('./chat.js').Chat} Chat */
/** @typedef {import('../live/composer.js').Composer} Composer */
/** @typedef {import('../live/transcript.js').Transcript} Transcript */
/** @typedef {'reply' | 'note'} Mode */

/** The open chat: its words, what is known of it, and one composer that cannot be mistaken for another chat's. */
export class ConversationPane {
  /** @type {Chat | null} */
  open = null;
  /** @type {Mode} */
  mode = 'reply';

  #root;
  #drafts;
  /** @type {Map<string, Transcript>} */
  #transcripts = new Map();
  /** Where each chat's writer was, in the reply and in the note. @type {Map<string, [number, number]>} */
  #carets = new Map();

  /**
   * @param {HTMLElement} root @param {import('./drafts.js').Drafts} drafts
   * @param {{send: (chat: Chat, text: string) => void, note: (chat: Chat, text: string) => void, typing: (chat: Chat) => void,
   *   remedy: (chat: Chat, act: string, letter: any) => void, isMine: (entry: any) => boolean, queueName: (id: string) => string,
   *   stepsAtRisk: () => string[]}} wishes
   */
  constructor(root, drafts, wishes) {
    this.#root = root;
    this.#drafts = drafts;
    this.wishes = wishes;
    this.composer.addEventListener('muster-send', (event) => this.#send(/** @type {CustomEvent} */ (event).detail));
    this.composer.addEventListener('muster-draft', (event) => this.#draft(/** @type {CustomEvent} */ (event).detail));
    this.composer.querySelectorAll('[name="mode"]').forEach((radio) => {
      radio.addEventListener('change', () => this.setMode(/** @type {Mode} */ (/** @type {HTMLInputElement} */ (radio).value)));
    });
  }

  get composer() {
    return /** @type {Composer} */ (this.#root.querySelector('muster-composer'));
  }

  /** @param {string} name @returns {HTMLElement} */
  part(name) {
    return /** @type {HTMLElement} */ (this.#root.querySelector(`[data-part="${name}"]`));
  }

  /** @param {Chat} chat */
  transcript(chat) {
    const known = this.#transcripts.get(chat.id);
    if (known) return known;
    const transcript = /** @type {Transcript} */ (document.createElement('muster-transcript'));
    transcript.hidden = chat !== this.open;
    transcript.queueName = this.wishes.queueName;
    transcript.isMine = this.wishes.isMine;
    transcript.addEventListener('remedy', (event) => {
      const { act, letter } = /** @type {CustomEvent} */ (event).detail;
      this.wishes.remedy(chat, act, letter);
    });
    this.#transcripts.set(chat.id, transcript);
    this.part('transcripts').append(transcript);
    return transcript;
  }

  /** @param {Chat | null} chat */
  show(chat) {
    if (this.open !== chat) {
      this.#leave();
      if (this.open) this.#transcripts.get(this.open.id)?.putAway();
      this.open = chat;
      if (chat) {
        this.transcript(chat).takeOut();
        this.#fill(chat);
      }
    }
    this.refresh();
    if (!chat) this.recover();
  }

  /** What changes while a chat is open. */
  refresh() {
    const chat = this.open;
    this.part('composer').hidden = !chat || chat.status === 'closed';
    this.part('actions').hidden = !chat || chat.status === 'closed' || chat.consultOf !== null;
    this.#write('heading', chat ? chat.name : say('heading.none'));
    this.#write('subheading', chat ? [chat.topic, chat.reference].filter(Boolean).join(' · ') : '');
    this.#write('typing', chat?.isTyping ? say('typing', chat.name) : '');
    const state = chat?.status === 'wrap-up' ? say('citizen.wrap-up') : chat?.offlineSince ? say('citizen.offline', clockTime(chat.offlineSince)) : '';
    this.#write('citizen-state', state);
    this.part('citizen-state').hidden = !state;
    const ask = /** @type {HTMLElement} */ (this.#root.querySelector('[data-act="ask-closing"]'));
    ask.hidden = chat?.status !== 'active';
    this.#protocol(chat);
    this.#contact(chat);
    this.#consult(chat);
    this.#labels();
    this.#context(chat);
  }

  /** @param {Chat} chat it is no longer ours */
  drop(chat) {
    if (this.open === chat) this.show(null);
    this.#transcripts.get(chat.id)?.remove();
    this.#transcripts.delete(chat.id);
    for (const mode of ['reply', 'note']) this.#carets.delete(`${chat.id}/${mode}`);
    this.#drafts.drop(chat.id);
  }

  /** Advice is given in notes alone. @param {Mode} wanted */
  setMode(wanted) {
    const mode = this.open && this.open.consultOf !== null ? 'note' : wanted;
    if (mode === this.mode) return;
    this.#leave();
    this.mode = mode;
    const radio = /** @type {HTMLInputElement} */ (this.composer.querySelector(`[value="${mode}"]`));
    radio.checked = true;
    if (this.open) this.#fill(this.open);
    this.#labels();
  }

  /** Whoever had the focus in what is gone goes on at the heading, which says what is open now. */
  recover() {
    const here = document.activeElement;
    if (!here || here === document.body || (here instanceof HTMLElement && !here.checkVisibility())) this.part('heading').focus();
  }

  focus() {
    if (!this.part('composer').hidden) this.composer.field.focus();
  }

  #leave() {
    const { selectionStart, selectionEnd } = this.composer.field;
    if (this.open) this.#carets.set(`${this.open.id}/${this.mode}`, [selectionStart, selectionEnd]);
  }

  /** @param {Chat} chat */
  #fill(chat) {
    this.composer.value = this.#drafts.of(chat.id, this.mode);
    const [from, to] = this.#carets.get(`${chat.id}/${this.mode}`) ?? [this.composer.value.length, this.composer.value.length];
    this.composer.field.setSelectionRange(from, to);
  }

  /** What to do where a life is in danger. @param {Chat | null} chat */
  #protocol(chat) {
    const steps = this.wishes.stepsAtRisk();
    this.part('protocol').hidden = !chat?.isAtRisk || chat.status === 'closed' || steps.length === 0;
    const list = this.part('protocol-steps');
    const print = JSON.stringify(steps);
    if (list.dataset.print === print) return;
    list.dataset.print = print;
    list.replaceChildren(...steps.map((step) => {
      const item = document.createElement('li');
      item.textContent = step;
      return item;
    }));
  }

  /** Where and when to reach a citizen who does not sit at the screen. @param {Chat | null} chat */
  #contact(chat) {
    const contact = chat && chat.status !== 'closed' ? chat.contact : null;
    this.part('contact').hidden = !contact;
    if (!chat || !contact) return;
    this.#write('contact-heading', say(contact.callBack ? 'contact.call' : `contact.answer.${contact.channel}`));
    this.#facts('contact-facts', [
      [`contact.address.${contact.channel}`, contact.address], ['contact.best-time', contact.bestTime], ['contact.not-before', contact.notBefore && agreedTime(contact.notBefore)],
      ['contact.tries', chat.tries ? count('contact.tried', chat.tries) : ''],
    ]);
  }

  /** What a colleague asks, or what became of what we asked. @param {Chat | null} chat */
  #consult(chat) {
    const consult = chat && chat.status !== 'closed' ? chat.consult : null;
    this.part('consult').hidden = !consult;
    if (!chat || !consult) return;
    const isOurs = chat.consultOf === null;
    const state = consult.expert ? say('consult.advises', consult.expert) : say('consult.waits');
    this.#write('consult-heading', isOurs ? say('consult.asked', this.wishes.queueName(consult.to)) : say('consult.asks', consult.asker));
    this.#write('consult-state', isOurs ? state : '');
    this.#write('consult-question', consult.question);
  }

  #labels() {
    const chat = this.open;
    this.part('composer').classList.toggle('is-note', this.mode === 'note');
    if (!chat) return;
    this.part('composer-mode').hidden = chat.consultOf !== null;
    this.#write('message-label', chat.consultOf !== null ? say('composer.advice', chat.consult?.asker ?? '') : this.mode === 'note' ? say('composer.note', chat.name) : say('composer.reply', chat.name, chat.topic));
    this.#write('send', say(this.mode === 'note' ? 'composer.save-note' : 'composer.send'));
  }

  /** @param {string} text */
  #send(text) {
    if (!this.open) return;
    if (this.mode === 'note') this.wishes.note(this.open, text);
    else this.wishes.send(this.open, text);
    if (this.mode === 'note') this.setMode('reply');
  }

  /** @param {string} text */
  #draft(text) {
    if (!this.open) return;
    this.#drafts.set(this.open.id, this.mode, text);
    // A note is nobody's business but the staff's: it shows as no typing.
    if (text && this.mode === 'reply') this.wishes.typing(this.open);
  }

  /** @param {Chat | null} chat */
  #context(chat) {
    this.part('context-empty').hidden = Boolean(chat);
    this.part('context-body').hidden = !chat;
    if (!chat) return;
    this.part('tags-form').hidden = chat.consultOf !== null;
    this.#facts('context-facts', [
      ['context.reference', chat.reference], ['context.queue', chat.topic], ['context.started', chat.startedAt && fullTime(chat.startedAt)],
      ['context.page', chat.start?.page], ['context.language', chat.start?.language], ['context.contact', chat.start?.contact],
      ...Object.entries(chat.start?.answers ?? {}), ['context.tags', chat.tags.join(', ')],
    ], () => (/** @type {HTMLInputElement} */ (this.#root.querySelector('#tags')).value = chat.tags.join(', ')));
  }

  /** @param {string} part @param {(string | null | undefined)[][]} all terms and values, of which empty ones are left out @param {() => void} [onNew] */
  #facts(part, all, onNew) {
    const facts = all.filter(([, value]) => value);
    const list = this.part(part);
    const print = JSON.stringify(facts);
    if (list.dataset.print === print) return;
    list.dataset.print = print;
    list.replaceChildren(...facts.map(([term, value]) => {
      const row = document.createElement('div');
      const dt = document.createElement('dt');
      const dd = document.createElement('dd');
      dt.textContent = say(String(term));
      dd.textContent = String(value);
      row.append(dt, dd);
      return row;
    }));
    onNew?.();
  }

  /** @param {string} part @param {string} text */
  #write(part, text) {
    const element = this.part(part);
    if (element.textContent !== text) element.textContent = text;
  }
}
