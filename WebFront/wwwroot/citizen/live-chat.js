import { Announcer } from '../live/announcer.js';
import { Api, Refused } from '../live/api.js';
import { download } from '../live/download.js';
import { Errands } from '../live/errands.js';
import { isSpoken, nameOf, sentence } from '../live/entries.js';
import { Feed } from '../live/feed.js';
import { freshId } from '../live/keep.js';
import { Outbox } from '../live/outbox.js';
import { say } from '../live/wording.js';
import { ChatView } from './chat-view.js';
import { after, unopened } from './conversation.js';
import { Idle } from './idle.js';

/** @typedef {import('../live/entries.js').Entry} Entry */
/** @typedef {{id: string, token: string, reference: string, queue: string}} StartedChat */

const announcer = new Announcer();
/** Not more often than this does anybody learn that we type, or that we have read. */
const SPARING = 3_000;
const ANNOUNCE_WAIT = 60_000;

/** One chat that goes on: what arrives, what goes out, and what the citizen sees of both. */
export class LiveChat {
  #conversation = unopened;
  #keep;
  #panel;
  #api;
  #view;
  #feed;
  #outbox;
  #errands;
  #idle;
  /** The newest entry asked for: beyond the last one shown where the rest is for staff. */
  #next = 0;
  #isLoaded = false;
  #wait = /** @type {any} */ (null);
  /** What everybody in the line is told, and which of it is answered here. */
  #notice = /** @type {any} */ (null);
  #noticeAnswered = '';
  #lastWait = 0;
  #lastTyping = 0;
  #lastRead = 0;

  /**
   * @param {HTMLElement} place @param {StartedChat} chat @param {import('../live/keep.js').Keep} keep
   * @param {import('./panel.js').Panel} panel @param {() => void} onFinished the citizen wants to start anew
   */
  constructor(place, chat, keep, panel, onFinished) {
    this.chat = chat;
    this.#keep = keep;
    this.#panel = panel;
    this.#api = new Api(chat.token);
    const path = this.#path('events');
    this.#feed = new Feed(this.#api, {
      stream: path,
      pull: () => this.#pull(),
      poll: (wait) => this.#pull(wait),
      isBehind: (heartbeat) => heartbeat?.seq > this.#next,
      onEvent: (event) => this.#take(event),
      onLost: (isBusy) => this.#lost(isBusy),
      onBack: () => this.#back(),
      onRefused: () => this.#gone(),
    });
    this.#outbox = new Outbox(keep, (letter) => this.#post(letter), (letter, state) => this.#letter(letter, state), () => this.#feed.isLost);
    this.#errands = new Errands(keep, this.#outbox, (errand) => this.#send(errand), (errand, refused) => this.#refused(errand, refused));
    this.#view = new ChatView(place, chat, keep, {
      send: (text) => this.#outbox.add(text),
      typing: () => this.#typing(),
      remedy: (act, letter) => this.#remedy(act, letter),
      answer: (moreHelp) => this.#answer(moreHelp),
      end: () => this.#end(),
      rate: (rating) => this.#rate(rating),
      save: (format) => this.#save(format),
      tryNow: () => this.#feed.nudge(),
      stay: () => this.#idle.stay(),
      finish: onFinished,
      alarm: (words) => announcer.interrupt(words),
      tell: (words) => announcer.say(words),
      hasUnsent: () => this.#outbox.letters.length > 0,
      ask: (contact) => this.#ask(contact),
      asked: () => this.#asked(),
      code: () => this.#code(),
      answerNotice: (helped) => this.#answerNotice(helped),
    });
    this.#idle = new Idle(this.#view.idleMinutes, {
      warn: () => {
        this.#view.idle('asking');
        announcer.interrupt(say('idle.warning'));
      },
      pause: () => this.#pause(),
      stay: () => this.#resume(),
    });
  }

  async start() {
    for (const letter of this.#outbox.letters) {
      this.#view.transcript.letter(letter, letter.state);
      this.#view.heed(letter.text, false);
    }
    this.#show();
    this.#feed.start();
    this.#outbox.revive();
    this.#errands.run();
    this.#idle.start();
    this.#view.focus();
  }

  stop() {
    this.#feed.stop();
    this.#outbox.stop();
    this.#errands.stop();
    this.#idle.stop();
  }

  /** The window has become larger or smaller. */
  fit() {
    this.#view.fit();
  }

  /** Somebody looks at the chat now. */
  wasSeen() {
    const seq = this.#conversation.seq;
    if (!this.#panel.isWatched || seq <= this.#lastRead || this.#conversation.status !== 'active') return;
    this.#lastRead = seq;
    this.#api.send(this.#path('read'), { seq }).catch(() => {});
  }

  /** @param {string} what */
  #path(what) {
    return `/api/v1/conversations/${this.chat.id}/${what}`;
  }

  async #pull(wait = 0) {
    for (;;) {
      const page = await this.#api.get(`${this.#path('events')}?after=${this.#next}${wait ? `&wait=${wait}` : ''}`, { wait });
      for (const entry of page.events) this.#entry(entry);
      this.#next = Math.max(this.#next, page.next ?? 0);
      this.#feed.cursor = String(this.#next);
      if (page.events.length < 500) break;
    }
    this.#loaded();
  }

  /** @param {import('../live/event-stream.js').StreamEvent} event */
  #take({ id, kind, data }) {
    if (id) {
      this.#entry(data);
      this.#next = Math.max(this.#next, Number(id));
    } else if (kind === 'heartbeat') {
      if (!(data?.seq > this.#next)) this.#loaded();
    } else if (kind === 'position') {
      this.#position(data);
    } else if (kind === 'typing') {
      if (data.author?.role !== 'citizen') this.#view.typing(nameOf(data));
    } else if (kind === 'read') {
      if (data.author?.role !== 'citizen') this.#view.transcript.delivered(data.seq);
    } else if (kind === 'notice') {
      this.#notice = data?.id ? data : null;
      this.#show();
      this.#tellNotice();
    }
  }

  /** From here on, what arrives is news. */
  #loaded() {
    this.#isLoaded = true;
    this.#view.transcript.isLive = true;
    this.#tellNotice();
    this.wasSeen();
  }

  /** @param {Entry} entry */
  #entry(entry) {
    if (entry.messageId) this.#outbox.settle(entry.messageId);
    const isNew = this.#view.transcript.show(entry);
    this.#conversation = after(this.#conversation, entry);
    this.#show();
    if (entry.kind === 'message' && entry.author?.role === 'citizen') this.#view.heed(entry.text ?? '', this.#isLoaded);
    if (isNew && this.#isLoaded) this.#tell(entry);
    if (isNew && this.#isLoaded && entry.kind === 'contact-asked') announcer.say(this.#view.state);
  }

  /** @param {Entry} entry */
  #tell(entry) {
    if (entry.author?.role === 'citizen') return;
    if (entry.kind === 'joined') this.#view.joined();
    const words = isSpoken(entry) ? say('announce.message', nameOf(entry), entry.text ?? '') : sentence(entry, this.#view.queueName);
    if (words) announcer.say(words);
    this.#view.typing(null);
    if (entry.kind === 'joined' || (words && !this.#panel.isWatched)) this.#view.ring();
    if (this.#panel.isWatched) this.wasSeen();
    else if (words) this.#panel.unread += 1;
  }

  #show() {
    const ended = this.#conversation.status === 'ended' || this.#errands.has('close') || this.#keep.get('ended');
    if (ended) this.#idle.stop();
    this.#view.show(this.#conversation, {
      ended: Boolean(ended), isRecorded: !this.#errands.has('close'), wait: this.#wait,
      isRated: this.#conversation.isRated || Boolean(this.#keep.get('rated')), notice: ended ? null : this.#noticeNow, isAsking: this.#errands.has('contact'),
    });
    this.#panel.title = this.#view.title;
  }

  /** What is told to who waits, for as long as they have not answered it. */
  get #noticeNow() {
    const { status, noticeAnswered } = this.#conversation;
    const isOpen = this.#notice && status === 'waiting' && ![this.#noticeAnswered, noticeAnswered].includes(this.#notice.id);
    return isOpen ? this.#notice : null;
  }

  /** Once, however often the page is loaded. */
  #tellNotice() {
    const notice = this.#noticeNow;
    if (!notice || !this.#isLoaded || this.#keep.get('notice') === notice.id) return;
    this.#keep.set('notice', notice.id);
    announcer.say(say('notice.announce', notice.text));
  }

  /** @param {any} wait */
  #position(wait) {
    const before = this.#view.state;
    this.#wait = wait;
    this.#show();
    if (this.#view.state !== before && this.#conversation.status === 'waiting' && Date.now() - this.#lastWait > ANNOUNCE_WAIT) {
      this.#lastWait = Date.now();
      announcer.say(this.#view.state);
    }
  }

  /** @param {boolean} isBusy */
  #lost(isBusy) {
    const words = say(isBusy ? 'busy' : 'offline');
    this.#view.offline(words);
    announcer.interrupt(words);
  }

  #back() {
    this.#view.offline('');
    announcer.say(say('online'));
    this.#outbox.revive();
    this.#errands.run();
  }

  #gone() {
    this.stop();
    this.#view.gone();
    announcer.interrupt(say('gone'));
    return false;
  }

  #pause() {
    this.#feed.stop();
    this.#view.idle('paused');
    announcer.interrupt(say('idle.paused'));
  }

  #resume() {
    if (this.#view.isPaused) this.#feed = this.#feed.again();
    this.#view.idle('here');
  }

  /** @param {import('../live/outbox.js').Letter} letter */
  async #post(letter) {
    const receipt = await this.#api.send(this.#path('messages'), { messageId: letter.messageId, text: letter.text });
    // The answer names the newest number we know of: entries before it that we miss are pulled.
    if (receipt.seq > this.#next + 1) this.#feed.pull();
  }

  /** @param {import('../live/outbox.js').Letter} letter @param {'sending' | 'failed' | 'sent' | 'dropped'} state */
  #letter(letter, state) {
    this.#view?.transcript.letter(letter, state);
    if (state === 'sent') announcer.say(say('letter.sent'));
    if (state === 'failed') announcer.interrupt(say('letter.failed.announce'));
    if (state === 'sending' && letter.reason === 'busy') announcer.say(say('letter.busy'));
  }

  /** @param {{what: string, body: any}} errand */
  async #send(errand) {
    const receipt = await this.#api.send(this.#path(errand.what), errand.body);
    if (receipt?.seq > this.#next) this.#feed.pull();
  }

  /** @param {{what: string, body: any}} errand @param {Refused} refused */
  #refused({ what, body }, refused) {
    this.#show();
    // Where an adviser has come meanwhile, or the chat is over, the page says so by itself.
    if (what !== 'contact' || ['not-allowed', 'conversation-closed'].includes(refused.reason)) return;
    this.#view.refused(body, say(refused.reason === 'invalid-request' ? `contact.wrong.${body.channel}` : 'contact.refused'));
  }

  /** @param {string} act @param {import('../live/outbox.js').Letter} letter */
  #remedy(act, letter) {
    if (act === 'copied') return announcer.say(say('copied'));
    if (act === 'resend') this.#outbox.resend(letter.messageId);
    else this.#outbox.settle(letter.messageId, 'dropped');
    this.#view.composer.field.focus();
  }

  #typing() {
    if (Date.now() - this.#lastTyping < SPARING || this.#conversation.status !== 'active' || /** @type {any} */ (navigator).connection?.saveData) return;
    this.#lastTyping = Date.now();
    this.#api.send(this.#path('typing')).catch(() => {});
  }

  /** @param {boolean} moreHelp */
  #answer(moreHelp) {
    this.#conversation = { ...this.#conversation, asksForMore: false };
    this.#errands.add('closing-answer', { moreHelp });
    this.#show();
    if (moreHelp) this.#view.composer.field.focus();
    else this.#view.focus();
  }

  /** @param {import('./contact-fields.js').Contact} contact */
  #ask(contact) {
    this.#errands.add('contact', { ...contact, messageId: freshId() }).then(() => this.#show());
    this.#show();
    this.#view.focus();
  }

  /** How they asked to be reached, as the server has it. @returns {Promise<any>} */
  async #asked() {
    const chat = await this.#api.get(`/api/v1/conversations/${this.chat.id}`).catch(() => null);
    return chat?.contact ?? null;
  }

  async #code() {
    try {
      const { code, until } = await this.#api.send(this.#path('return-code'));
      this.#view.trouble('');
      this.#view.code(code, until);
    } catch {
      this.#view.trouble(say('code.failed'));
      announcer.interrupt(say('code.failed'));
    }
  }

  /** @param {boolean} helped */
  #answerNotice(helped) {
    const notice = this.#noticeNow;
    if (!notice) return;
    this.#noticeAnswered = notice.id;
    this.#errands.add('notice-answer', { notice: notice.id, helped }).then(() => this.#show());
    this.#show();
    this.#view.focus();
  }

  /** Ends here and now; the server learns it as soon as there is a line. */
  #end() {
    this.#keep.set('ended', true);
    this.#errands.add('close').then(() => this.#show());
    this.#show();
    this.#view.focus();
  }

  /** @param {{resolved: boolean, satisfaction: number, comment?: string}} rating */
  #rate(rating) {
    this.#keep.set('rated', true);
    this.#errands.add('rating', rating);
    this.#show();
    announcer.say(say('rated.thanks'));
  }

  /** @param {'txt' | 'html'} format */
  async #save(format) {
    try {
      const copy = await this.#api.text(`${this.#path('transcript')}?format=${format}`);
      download(`${this.chat.reference}.${format}`, copy, format === 'txt' ? 'text/plain' : 'text/html');
      this.#view.trouble('');
      announcer.say(say('saved'));
    } catch (error) {
      const words = say(!(error instanceof Refused) ? 'save.offline' : error.isPassing ? 'save.busy' : 'save.refused');
      this.#view.trouble(words);
      announcer.interrupt(words);
    }
  }
}
