import '../live/composer.js';
import { wireMenu } from '../live/menu.js';
import '../live/transcript.js';
import { count, dateOf, say, waitWords } from '../live/wording.js';
import { EndDialog } from './end-dialog.js';
import { Survey } from './survey.js';

/** @typedef {import('../live/composer.js').Composer} Composer */
/** @typedef {import('../live/transcript.js').Transcript} Transcript */
/** @typedef {import('./conversation.js').Conversation} Conversation */
/**
 * @typedef {{
 *   send: (text: string) => void, typing: () => void, remedy: (act: string, letter: any) => void, answer: (moreHelp: boolean) => void,
 *   end: () => void, rate: (rating: any) => void, save: (format: 'txt' | 'html') => void, tryNow: () => void, stay: () => void, finish: () => void,
 * }} Wishes
 */

const TYPING_LASTS = 6_000;

/** What the citizen sees of a chat: the server's template, filled in. It knows no network. */
export class ChatView {
  state = '';
  title = '';
  isPaused = false;

  #root;
  #wishes;
  #end;
  #survey;
  /** @type {Conversation | null} */
  #shown = null;
  #hasEnded = false;
  /** @type {boolean | null} */
  #isOver = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typingTimer;
  #agency = JSON.parse(document.getElementById('agency')?.textContent || '{}');

  /** @param {HTMLElement} place @param {{reference: string}} chat @param {import('../live/keep.js').Keep} keep @param {Wishes} wishes */
  constructor(place, chat, keep, wishes) {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById('live-chat'));
    place.replaceChildren(template.content.cloneNode(true));
    this.#root = place;
    this.#wishes = wishes;
    this.#end = new EndDialog(this.part('end-dialog'), wishes.end);
    this.#survey = new Survey(this.part('survey'), wishes.rate);
    for (const part of ['reference', 'left-reference', 'menu-reference', 'paper-reference']) this.part(part).textContent = chat.reference;
    this.transcript.queueName = this.queueName;
    this.transcript.isMine = (entry) => entry.author?.role === 'citizen';
    this.transcript.addEventListener('remedy', (event) => wishes.remedy(/** @type {any} */ (event).detail.act, /** @type {any} */ (event).detail.letter));
    this.#wireActs();
    this.#wireComposer(keep);
  }

  get transcript() {
    return /** @type {Transcript} */ (this.#root.querySelector('muster-transcript'));
  }

  get composer() {
    return /** @type {Composer} */ (this.#root.querySelector('muster-composer'));
  }

  get idleMinutes() {
    return Number(this.#agency.idleMinutes ?? 15);
  }

  queueName = (/** @type {string} */ id) => this.#agency.queues?.[id] ?? id;

  /** @param {string} name @returns {HTMLElement} */
  part(name) {
    return /** @type {HTMLElement} */ (this.#root.querySelector(`[data-part="${name}"]`));
  }

  /**
   * @param {Conversation} conversation
   * @param {{ended: boolean, isRecorded: boolean, wait: any, isRated: boolean}} more
   */
  show(conversation, { ended, isRecorded, wait, isRated }) {
    this.#shown = conversation;
    // A message left outside the hours: nobody comes for it now, so nothing speaks of a wait.
    const isLeft = !ended && conversation.isLeft;
    const status = ended ? 'ended' : conversation.status;
    this.#root.dataset.status = status;
    const heading = ended ? say('heading.ended')
      : status === 'active' ? say('heading.active', conversation.agent ?? say('role.agent'))
      : say(isLeft ? 'heading.left' : conversation.wasLost ? 'heading.lost' : 'heading.waiting');
    this.state = ended ? say(isRecorded ? 'state.ended' : 'state.ended.unrecorded') : isLeft ? say('state.left') : status === 'waiting' ? this.#waiting(conversation, wait) : '';
    this.#text('heading', heading);
    this.#text('state', this.state);
    this.title = say('title', heading, this.#agency.name ?? '');
    this.#ask(!ended && conversation.asksForMore);
    this.part('talk').hidden = ended;
    this.part('end').hidden = ended || isLeft;
    this.part('left').hidden = !isLeft;
    // What stands above the transcript may be longer than the window: then the page scrolls as a whole.
    this.#layOut(isLeft || ended || this.#hasEnded);
    this.part('ended').hidden = !ended;
    this.part('next').hidden = !conversation.nextAction;
    this.#text('next-action', [conversation.nextAction, conversation.nextActionBy && dateOf(conversation.nextActionBy)].filter(Boolean).join(', '));
    this.#survey.show(isRated);
    if (ended && !this.#hasEnded) this.#over();
  }

  focus() {
    this.part('heading').focus({ preventScroll: true });
  }

  /** Somebody has come: whoever is here and not busy elsewhere may write. */
  joined() {
    const here = document.activeElement;
    const isBusy = here instanceof HTMLElement && here.closest('dialog, details, a, button');
    if (document.hasFocus() && this.#root.contains(here) && !isBusy) this.composer.field.focus({ preventScroll: true });
  }

  /** Where there is no room for everything, whoever writes sees the newest above. */
  fit() {
    const isShort = document.documentElement.classList.contains('short');
    if (isShort && this.composer.contains(document.activeElement)) this.transcript.scrollIntoView({ block: 'end' });
  }

  /** @param {string | null} name null when they stopped */
  typing(name) {
    clearTimeout(this.#typingTimer);
    this.#text('typing', name ? say('typing', name) : '');
    if (name) this.#typingTimer = setTimeout(() => this.typing(null), TYPING_LASTS);
  }

  /** @param {string} words why nothing goes in or out at the moment; empty when it does */
  offline(words) {
    if (words) this.#text('offline-words', words);
    this.part('offline').hidden = !words;
  }

  /** @param {string} words */
  notice(words) {
    this.#text('notice', words);
    this.part('notice').hidden = false;
  }

  /** @param {string} words what did not work; empty when it has worked since */
  trouble(words) {
    this.#text('trouble', words);
    this.part('trouble').hidden = !words;
  }

  /** @param {'asking' | 'paused' | 'here'} what */
  idle(what) {
    this.isPaused = what === 'paused';
    this.part('idle').hidden = what === 'here';
    this.#text('idle-words', what === 'here' ? '' : say(what === 'paused' ? 'idle.paused' : 'idle.warning'));
    this.#text('idle-act', what === 'here' ? '' : say(what === 'paused' ? 'idle.resume' : 'idle.stay'));
    this.#root.classList.toggle('paused', this.isPaused);
  }

  /** The token is no longer good for anything. */
  gone() {
    this.notice(say('gone'));
    this.part('talk').hidden = true;
    this.part('end').hidden = true;
    this.part('ended').hidden = false;
    this.#over();
  }

  /** @param {Conversation} conversation @param {any} wait */
  #waiting(conversation, wait) {
    const where = conversation.wasLost ? `${say('state.lost')} ` : '';
    const ahead = wait?.ahead == null ? '' : `${wait.ahead ? count('ahead', wait.ahead) : say('ahead.zero')}. `;
    const closed = wait?.closed ? `${say('state.closed')} ` : '';
    return `${where}${closed}${ahead}${waitWords(wait)}. ${say('state.waiting')}`;
  }

  /** @param {boolean} isAsked whether there is a question to answer: it shows itself where the page scrolls */
  #ask(isAsked) {
    const question = this.part('closing');
    const isNew = question.hidden && isAsked;
    question.hidden = !isAsked;
    if (isNew && document.documentElement.classList.contains('short')) question.scrollIntoView({ block: 'end' });
  }

  /** @param {boolean} isOver whether there is room for what matters besides the chat */
  #layOut(isOver) {
    if (isOver === this.#isOver) return;
    this.#isOver = isOver;
    document.body.classList.toggle('over', isOver);
    document.querySelector('.ways')?.toggleAttribute('open', isOver);
  }

  #over() {
    this.#hasEnded = true;
    this.#layOut(true);
    this.transcript.toEnd();
    if (document.hasFocus()) this.focus();
  }

  #wireActs() {
    /** @type {Record<string, () => void>} */
    const acts = {
      end: () => (this.#shown?.status === 'ended' ? undefined : this.#end.ask()),
      yes: () => this.#wishes.answer(true),
      no: () => this.#wishes.answer(false),
      'try-now': this.#wishes.tryNow,
      stay: this.#wishes.stay,
      'save-txt': () => this.#wishes.save('txt'),
      'save-html': () => this.#wishes.save('html'),
      print: () => print(),
      finish: this.#wishes.finish,
    };
    this.#root.addEventListener('click', (event) => {
      const button = /** @type {Element} */ (event.target).closest('button[data-act]');
      if (button instanceof HTMLElement) acts[button.dataset.act ?? '']?.();
    });
    wireMenu(this.part('menu'));
  }

  /** @param {import('../live/keep.js').Keep} keep */
  #wireComposer(keep) {
    const composer = this.composer;
    composer.value = keep.get('draft') ?? '';
    composer.addEventListener('muster-send', (event) => this.#wishes.send(/** @type {CustomEvent} */ (event).detail));
    composer.addEventListener('muster-draft', (event) => {
      const draft = /** @type {CustomEvent} */ (event).detail;
      keep.set('draft', draft);
      if (draft) this.#wishes.typing();
    });
    composer.addEventListener('focusin', () => this.fit());
    const enter = /** @type {HTMLInputElement} */ (this.part('enter-sends'));
    composer.enterSends = keep.get('enter-sends') ?? composer.enterSends;
    enter.checked = composer.enterSends;
    enter.addEventListener('change', () => {
      composer.enterSends = enter.checked;
      keep.set('enter-sends', enter.checked);
    });
    const full = /** @type {HTMLInputElement} */ (this.part('full-times'));
    full.addEventListener('change', () => (this.transcript.fullTimes = full.checked));
  }

  /** @param {string} part @param {string} text */
  #text(part, text) {
    const element = this.part(part);
    if (element.textContent !== text) element.textContent = text;
  }
}

