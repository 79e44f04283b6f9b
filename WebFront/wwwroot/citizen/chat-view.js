import '../live/composer.js';
import { wireMenu } from '../live/menu.js';
import { linkTo } from '../live/entries.js';
import '../live/transcript.js';
import { agreedTime, count, dateOf, say, waitWords } from '../live/wording.js';
import { Emergency } from './emergency.js';
import { EndDialog } from './end-dialog.js';
import { Survey } from './survey.js';

/** @typedef {import('../live/composer.js').Composer} Composer */
/** @typedef {import('../live/transcript.js').Transcript} Transcript */
/** @typedef {import('./conversation.js').Conversation} Conversation */
/**
 * @typedef {{
 *   send: (text: string) => void, typing: () => void, remedy: (act: string, letter: any) => void, answer: (moreHelp: boolean) => void,
 *   end: () => void, rate: (rating: any) => void, save: (format: 'txt' | 'html') => void, tryNow: () => void, stay: () => void, finish: () => void,
 *   alarm: (words: string) => void, answerNotice: (helped: boolean) => void, hasUnsent: () => boolean,
 * } & Omit<import('./waiting-options.js').OptionWishes, 'onChange'>} Wishes
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
  #emergency;
  /** Loaded once a chat is open: whoever only looks at the page before does without. @type {import('./waiting-options.js').WaitingOptions | null} */
  #options = null;
  #isLoading = false;
  /** @type {import('../live/chime.js').Chime | null} */
  #chime = null;
  /** @type {import('./waiting-options.js').OptionsState} */
  #optionsNow = { isShown: false, contact: null, timesAsked: 0, isSending: false };
  #reference;
  /** @type {Conversation | null} */
  #shown = null;
  #hasEnded = false;
  /** @type {boolean | null} */
  #isOver = null;
  /** What stands above the transcript may be longer than the window. */
  #isLong = false;
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
    this.#emergency = new Emergency(this.composer);
    this.#reference = chat.reference;
    for (const part of ['reference', 'left-reference', 'menu-reference', 'paper-reference']) this.part(part).textContent = chat.reference;
    this.transcript.queueName = this.queueName;
    this.transcript.isMine = (entry) => entry.author?.role === 'citizen';
    this.transcript.addEventListener('remedy', (event) => wishes.remedy(/** @type {any} */ (event).detail.act, /** @type {any} */ (event).detail.letter));
    this.#wireActs();
    this.#wireComposer(keep);
    this.#wireSounds(keep);
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
   * @param {{ended: boolean, isRecorded: boolean, wait: any, isRated: boolean, notice: any, isAsking: boolean}} more
   */
  show(conversation, { ended, isRecorded, wait, isRated, notice, isAsking }) {
    this.#shown = conversation;
    const isWaiting = !ended && conversation.status === 'waiting';
    // A message left outside the hours: nobody comes for it now, so nothing speaks of a wait.
    const isLeft = isWaiting && conversation.isLeft;
    const contact = isWaiting ? conversation.contact : null;
    const wasThere = this.#isAside();
    const status = ended ? 'ended' : conversation.status;
    this.#root.dataset.status = status;
    const heading = ended ? say('heading.ended')
      : status === 'active' ? say('heading.active', conversation.agent ?? say('role.agent'))
      : say(contact?.callBack ? 'heading.call' : contact || isLeft ? 'heading.left' : conversation.wasLost ? 'heading.lost' : 'heading.waiting');
    this.state = ended ? say(this.#howEnded(conversation, isRecorded))
      : contact ? this.#reached(contact, isLeft, wait)
      : isLeft ? say('state.left')
      : isWaiting ? this.#waiting(conversation, wait) : '';
    this.#text('heading', heading);
    this.#text('state', this.state);
    this.title = say('title', heading, this.#agency.name ?? '');
    this.#ask(!ended && conversation.asksForMore);
    this.part('talk').hidden = ended;
    this.part('end').hidden = ended || isLeft;
    this.#text('end', say(isWaiting ? 'leave-queue' : 'end'));
    this.part('left').hidden = !isLeft;
    this.part('left-here').hidden = contact !== null;
    this.#notice(notice);
    this.#isLong = isLeft || ended || Boolean(notice);
    this.#optionsNow = { isShown: isWaiting && (!isLeft || contact !== null), contact, timesAsked: conversation.timesAsked, isSending: isAsking };
    if (this.#options) this.#options.show(this.#optionsNow);
    else this.#loadOptions();
    this.#layOut();
    this.part('ended').hidden = !ended;
    this.part('next').hidden = !conversation.nextAction;
    this.#text('next-action', [conversation.nextAction, conversation.nextActionBy && dateOf(conversation.nextActionBy)].filter(Boolean).join(', '));
    this.#survey.show(isRated);
    if (ended && !this.#hasEnded) this.#over();
    else if (wasThere && !this.#isAside()) this.focus();
  }

  /** @param {Conversation} conversation @param {boolean} isRecorded */
  #howEnded(conversation, isRecorded) {
    if (conversation.outcome === 'answered-by-notice') return 'state.ended.notice';
    if (conversation.outcome === 'ended-in-line') return document.querySelector('.channels') ? 'state.ended.in-line.ways' : 'state.ended.in-line';
    return isRecorded ? 'state.ended' : 'state.ended.unrecorded';
  }

  /** What was asked for could not be: what was typed is there again. @param {import('./contact-fields.js').Contact} contact @param {string} words */
  refused(contact, words) {
    this.#options?.refused(contact, words);
  }

  /** @param {string} code @param {string} until */
  code(code, until) {
    this.#options?.showCode(code, until);
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

  /** Somebody has come, or has written while nobody looked. */
  async ring() {
    if (!(/** @type {HTMLInputElement} */ (this.part('sounds')).checked)) return;
    try {
      this.#chime ??= new (await import('../live/chime.js')).Chime();
      await this.#chime.ring(660, 880);
    } catch {
      // There is no line to fetch it over, or no sound here; the page says the same.
    }
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

  /** What the citizen writes, or has written. @param {string} text @param {boolean} isNews whether what it calls for is said aloud, too */
  heed(text, isNews) {
    const banner = this.#emergency.heed(text);
    if (!banner) return;
    if (document.documentElement.classList.contains('short')) banner.scrollIntoView({ block: 'end' });
    if (isNews) this.#wishes.alarm([...banner.querySelectorAll('p')].map((line) => (line.textContent ?? '').replace(/\s+/g, ' ').trim()).join(' '));
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
    for (const part of ['talk', 'end', 'options', 'line-notice']) this.part(part).hidden = true;
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

  /** Somebody who need not sit at the screen. @param {import('./conversation.js').Reach} contact @param {boolean} isLeft @param {any} wait */
  #reached(contact, isLeft, wait) {
    const words = [say(contact.callBack ? 'state.call' : `state.answer.${contact.channel}`)];
    if (contact.notBefore && Date.parse(contact.notBefore) > Date.now()) words.push(say('state.not-before', agreedTime(contact.notBefore)));
    else if (contact.callBack) words.push(`${waitWords(wait)}.`);
    if (!isLeft) words.push(say('state.reference', this.#reference));
    return words.join(' ');
  }

  /** @param {{text: string, url: string} | null} notice what everybody in the line is told */
  #notice(notice) {
    this.part('line-notice').hidden = !notice;
    if (!notice) return;
    this.#text('notice-text', notice.text);
    const place = this.part('notice-link');
    if (place.dataset.url === notice.url) return;
    place.dataset.url = notice.url;
    place.replaceChildren(linkTo(notice.url));
  }

  /** Whether somebody is at what stands above the transcript while they wait. */
  #isAside() {
    const here = document.activeElement;
    return here instanceof HTMLElement && here.closest('[data-part="options"], [data-part="line-notice"]') !== null && here.checkVisibility();
  }

  /** @param {boolean} isAsked whether there is a question to answer: it shows itself where the page scrolls */
  #ask(isAsked) {
    const question = this.part('closing');
    const isNew = question.hidden && isAsked;
    question.hidden = !isAsked;
    if (isNew && document.documentElement.classList.contains('short')) question.scrollIntoView({ block: 'end' });
  }

  /** Where what stands above the transcript may be longer than the window, the page scrolls as a whole; then there is room for what matters besides the chat, too. */
  #layOut() {
    const isOver = this.#isLong || this.#hasEnded || (this.#options?.isOpen ?? false);
    if (isOver === this.#isOver) return;
    this.#isOver = isOver;
    document.body.classList.toggle('over', isOver);
    document.querySelector('.ways')?.toggleAttribute('open', isOver);
    if (isOver && this.composer.contains(document.activeElement)) this.composer.scrollIntoView({ block: 'nearest' });
  }

  /** At once, where nothing is lost by it (W15). */
  #leave() {
    const shown = this.#shown;
    if (!shown || shown.status === 'ended') return;
    const isWaiting = shown.status === 'waiting';
    if (isWaiting && shown.contact) this.#end.ask(say('end.contact'));
    else if (isWaiting && !this.#optionsNow.isSending && !this.composer.value.trim() && !this.#wishes.hasUnsent()) this.#wishes.end();
    else this.#end.ask();
  }

  #over() {
    this.#hasEnded = true;
    this.#layOut();
    this.transcript.toEnd();
    if (document.hasFocus()) this.focus();
  }

  /** Where the line went just then, they come once it is back. */
  async #loadOptions() {
    if (this.#options || this.#isLoading) return;
    this.#isLoading = true;
    try {
      const { WaitingOptions } = await import('./waiting-options.js');
      this.#options = new WaitingOptions(this.part('options'), { ...this.#wishes, onChange: () => this.#layOut() });
      this.#options.show(this.#optionsNow);
    } catch {
      // The next word of the server asks for them again.
    } finally {
      this.#isLoading = false;
    }
  }

  #wireActs() {
    /** @type {Record<string, () => void>} */
    const acts = {
      end: () => this.#leave(),
      helped: () => this.#wishes.answerNotice(true),
      'more-help': () => this.#wishes.answerNotice(false),
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
      if (button instanceof HTMLElement) (acts[button.dataset.act ?? ''] ?? this.#options?.acts()[button.dataset.act ?? ''])?.();
    });
    wireMenu(this.part('menu'));
  }

  /** @param {import('../live/keep.js').Keep} keep */
  #wireComposer(keep) {
    const composer = this.composer;
    composer.value = keep.get('draft') ?? '';
    this.heed(composer.value, false);
    composer.addEventListener('muster-send', (event) => {
      const text = /** @type {CustomEvent} */ (event).detail;
      this.heed(text, true);
      this.#wishes.send(text);
    });
    composer.addEventListener('muster-draft', (event) => {
      const draft = /** @type {CustomEvent} */ (event).detail;
      this.heed(draft, true);
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

  /** Off until somebody wants it: whoever has a page read aloud would hear both. @param {import('../live/keep.js').Keep} keep */
  #wireSounds(keep) {
    const sounds = /** @type {HTMLInputElement} */ (this.part('sounds'));
    sounds.checked = keep.get('sounds') ?? false;
    sounds.addEventListener('change', () => {
      keep.set('sounds', sounds.checked);
      this.ring();
    });
  }

  /** @param {string} part @param {string} text */
  #text(part, text) {
    const element = this.part(part);
    if (element.textContent !== text) element.textContent = text;
  }
}

