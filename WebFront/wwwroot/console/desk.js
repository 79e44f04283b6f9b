import { Announcer } from '../live/announcer.js';
import { Api, Refused } from '../live/api.js';
import { isSpoken } from '../live/entries.js';
import { Feed } from '../live/feed.js';
import { Keep } from '../live/keep.js';
import { count, say } from '../live/wording.js';
import { Acts } from './acts.js';
import { isOfConsult, tellOfConsult } from './advice.js';
import { Alerts } from './alerts.js';
import { Attempts } from './attempts.js';
import { ChatList } from './chat-list.js';
import { Chats } from './chats.js';
import { wireActs, wireEnter, wireOrder, wireTags } from './controls.js';
import { ConversationPane } from './conversation-pane.js';
import { Drafts } from './drafts.js';
import { Duty } from './duty.js';
import { Lock } from './lock.js';
import { Offers } from './offers.js';
import { Presence } from './presence.js';
import { Shortcuts } from './shortcuts.js';

/** @typedef {import('./chat.js').Chat} Chat */

/** The server forgets us after 30 s; each call of ours counts, and a heartbeat of the stream is a reason to make one. */
const RENEW = 10_000;
const TICK = 1_000;
const ANNOUNCE = 5_000;

const announcer = new Announcer();

/** A signed-in agent's desk: what arrives from the one stream, what the agent does, and the regions that show it. */
export class Desk {
  #root;
  #me;
  #onSignedOut;
  #api = new Api();
  #keep;
  #chats;
  #list;
  #pane;
  #offers;
  #presence;
  #alerts;
  #attempts;
  #duty;
  #shortcuts;
  #acts;
  #lock;
  #feed;
  #agency = /** @type {any} */ ({ name: '', queues: [], dispositions: [] });
  #renewedAt = 0;
  #announcedAt = 0;
  #isOver = false;
  #statusBefore = '';
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;

  /** @param {HTMLElement} root @param {any} me @param {(hasExpired: boolean) => void} onSignedOut */
  constructor(root, me, onSignedOut) {
    this.#root = root;
    this.#me = me;
    this.#onSignedOut = onSignedOut;
    this.#keep = new Keep(`console/${me.agency}/${me.username}`);
    this.#presence = new Presence(root, (wish) => this.#duty.wish(wish));
    const drafts = new Drafts(this.#keep);
    this.#pane = new ConversationPane(root, drafts, {
      send: (chat, text) => this.#chats.outbox(chat).add(text),
      note: (chat, text) => this.#acts.note(chat, text),
      typing: (chat) => this.#acts.typing(chat),
      remedy: (chat, act, letter) => this.#acts.remedy(chat, act, letter),
      isMine: (entry) => entry.author?.role !== 'citizen' && entry.author?.name === me.alias,
      queueName: (id) => this.#queueName(id),
      stepsAtRisk: () => this.#agency.lifeAtRiskSteps ?? [],
    });
    this.#chats = new Chats(this.#api, this.#keep, {
      queueName: (id) => this.#queueName(id),
      transcript: (chat) => this.#pane.transcript(chat),
      isLost: () => this.#feed?.isLost ?? false,
      onLetterFailed: () => announcer.interrupt(say('letter.failed.announce')),
      onEntry: (chat, entry) => this.#told(chat, entry),
      onGone: (chat) => this.#pane.drop(chat),
      onNew: (chat) => this.#arrived(chat),
    });
    this.#list = new ChatList(this.#pane.part('chat-list'), (chat) => this.#open(chat), (chat) => drafts.of(chat.id, 'reply'));
    this.#offers = new Offers(this.#pane.part('offers'), (id, isAccepted) => this.#answer(id, isAccepted));
    this.#alerts = new Alerts(root, this.#keep);
    this.#attempts = new Attempts(root, announcer, (refused) => this.#refused(refused));
    this.#duty = new Duty(this.#api, this.#attempts, () => this.#chats.load, (view) => this.#settle(view));
    this.#acts = new Acts(this.#api, this.#chats, this.#pane, this.#attempts, {
      agency: () => this.#agency,
      announce: (words) => announcer.say(words),
      onReleased: (id) => this.#released(id),
      onDone: () => this.#show(),
    });
    this.#shortcuts = new Shortcuts(this.#keep, /** @type {HTMLDialogElement} */ (document.getElementById('shortcuts-dialog')), {
      next: () => this.#open(this.#chats.neediest()),
      open: (number) => this.#open(this.#list.shown[number - 1] ?? null),
      step: (by) => this.#step(by),
      mode: (mode) => {
        this.#pane.setMode(mode);
        this.#pane.focus();
      },
    });
    this.#lock = new Lock(this.#api, this.#keep, me.idleLockMinutes, {
      locked: () => this.#locked(),
      unlocked: () => this.#unlocked(),
      signedOut: () => this.#onSignedOut(true),
    });
    this.#feed = new Feed(this.#api, {
      stream: '/api/v1/agents/me/events',
      pull: () => this.#reconcile(true),
      poll: null,
      isBehind: (heartbeat) => this.#isBehind(heartbeat),
      onEvent: (event) => this.#take(event),
      onLost: (isBusy) => this.#line(say(isBusy ? 'busy' : 'offline')),
      onBack: () => this.#line(''),
      onRefused: (refused) => this.#refused(refused),
    });
    this.#wire();
  }

  async start() {
    this.#pane.part('alias').textContent = this.#me.alias;
    this.#presence.take({ capacity: this.#me.capacity, mostCapacity: this.#me.capacity });
    this.#lock.start();
    if (this.#me.state === 'locked') this.#lock.shut();
    await this.#learn();
    this.#presence.take(await this.#api.get('/api/v1/agents/me').catch(() => null));
    if (!this.#lock.isLocked) this.#feed.start();
    this.#shortcuts.start();
    this.#clock = setInterval(() => this.#tick(), TICK);
    addEventListener('focus', this.#look);
    document.addEventListener('visibilitychange', this.#look);
    this.#show();
    if (!this.#lock.isLocked) this.#pane.part('heading').focus({ preventScroll: true });
  }

  stop() {
    this.#isOver = true;
    clearInterval(this.#clock);
    removeEventListener('focus', this.#look);
    document.removeEventListener('visibilitychange', this.#look);
    this.#feed.stop();
    this.#lock.stop();
    this.#shortcuts.stop();
    this.#alerts.stop();
    this.#chats.stop();
  }

  /** The names of the agency's queues, and the outcomes a chat can have. */
  async #learn() {
    this.#agency = await this.#api.get('/api/v1/agencies/me').catch(() => this.#agency);
    this.#pane.part('agency-name').textContent = this.#agency.name;
  }

  /** @param {import('../live/event-stream.js').StreamEvent} event */
  #take({ id, kind, data }) {
    const chat = data?.conversation ? this.#chats.find(data.conversation) : null;
    if (kind === 'assigned') this.#assigned(data);
    else if (kind === 'released') this.#released(data.conversation);
    else if (kind === 'offered') this.#offered(data);
    else if (kind === 'queues') this.#lines(data);
    else if (kind === 'presence') this.#presence.take(data);
    else if (kind === 'citizen-presence') chat?.connection(data);
    else if (kind === 'typing') chat?.typing(data);
    else if (kind === 'no-reply') chat?.alert(data) && this.#alerts.remind(say('announce.no-reply', chat.name), announcer);
    else if (kind === 'read') chat && data.author?.role === 'citizen' && this.#pane.transcript(chat).delivered(data.seq);
    else if (id && data?.seq) this.#chats.take(data);
    this.#show();
  }

  /** @param {any} data */
  #assigned(data) {
    this.#offers.remove(data.conversation);
    const chat = this.#chats.add(data.conversation, data.queue, data.consultOf ?? null);
    if (data.status === 'wrap-up') chat.status = 'wrap-up';
  }

  /** @param {string} id */
  #released(id) {
    this.#offers.remove(id);
    this.#chats.remove(id);
  }

  /** @param {any} data */
  #offered(data) {
    const topic = this.#queueName(data.queue);
    const isConsult = data.consult === true;
    this.#offers.add({ id: data.conversation, topic, isConsult, until: Date.parse(data.until) || Date.now() + 30_000 });
    announcer.interrupt(say(isConsult ? 'announce.offer.consult' : 'announce.offer', topic));
    this.#alerts.newChat(topic);
  }

  /** @param {any} data how many wait in each line */
  #lines(data) {
    const lines = (data.queues ?? []).map((/** @type {any} */ line) => `${this.#queueName(line.id)} ${line.waiting}`);
    this.#pane.part('queues').textContent = lines.length ? say('queues', lines.join(', ')) : '';
  }

  /** @param {Chat} chat */
  #arrived(chat) {
    const isBack = chat.backTo === this.#me.alias;
    const words = say(isBack ? 'announce.back' : chat.consultOf === null ? 'announce.new' : 'announce.consult', chat.name, chat.topic);
    if (isBack) announcer.interrupt(words);
    else announcer.say(words);
    if (chat.isAtRisk) this.#alarm(chat);
    else this.#alerts.newChat(words);
    if (!this.#pane.open && document.activeElement?.closest('#conversation, body > :not(muster-console)') !== null) this.#open(chat, false);
  }

  /** @param {Chat} chat */
  #alarm(chat) {
    this.#alerts.alarm(say('announce.at-risk', chat.name), announcer);
  }

  /** @param {Chat} chat @param {import('../live/entries.js').Entry} entry */
  #told(chat, entry) {
    if (entry.kind === 'life-at-risk') return this.#alarm(chat);
    if (isOfConsult(entry)) return tellOfConsult(chat, entry, this.#me.alias, this.#alerts, announcer);
    const byColleague = entry.author?.role === 'supervisor' || (entry.kind === 'note' && entry.author?.role === 'agent' && entry.author.name !== this.#me.alias);
    if (!isSpoken(entry) || (!byColleague && entry.author?.role !== 'citizen')) return;
    if (chat === this.#pane.open && this.#isWatched) {
      announcer.say(say('announce.message', byColleague ? (entry.author?.name ?? '') : chat.name, entry.text ?? ''));
      return this.#look();
    }
    chat.unread += 1;
    this.#alerts.newMessage();
    if (Date.now() - this.#announcedAt < ANNOUNCE) return;
    this.#announcedAt = Date.now();
    announcer.say(count('announce.waiting', this.#chats.waiting));
  }

  /** @param {Chat | null} chat */
  #open(chat, takesFocus = true) {
    if (!chat) return;
    this.#pane.show(chat);
    this.#pane.setMode('reply');
    this.#look();
    if (takesFocus) this.#pane.focus();
  }

  /** Whoever looks at the console has seen the open chat. */
  #look = () => {
    const { open } = this.#pane;
    if (open && this.#isWatched && (open.isNew || open.unread || open.seq > open.seenSeq)) {
      open.seen();
      if (open.seq && open.consultOf === null && !this.#feed.isLost) this.#acts.read(open);
    }
    this.#show();
  };

  get #isWatched() {
    return document.visibilityState === 'visible' && document.hasFocus();
  }

  /** @param {number} by */
  #step(by) {
    const { shown } = this.#list;
    const at = this.#pane.open ? shown.indexOf(this.#pane.open) : -1;
    this.#open(shown[(at + by + shown.length) % shown.length] ?? null);
  }

  /** @param {string} id @param {boolean} isAccepted */
  async #answer(id, isAccepted) {
    await this.#acts.answer(id, isAccepted);
    this.#offers.remove(id);
    this.#show();
  }

  /** @param {any} view what came of a wish; null when nothing did */
  #settle(view) {
    if (this.#isOver) return;
    if (view) this.#heard();
    this.#presence.settle(view);
    this.#show();
  }

  /** A hidden page's timers sleep; a heartbeat wakes it often enough to keep the lease. @param {any} heartbeat */
  #isBehind(heartbeat) {
    this.#renew();
    return (heartbeat?.conversations ?? []).some((/** @type {any} */ { conversation, seq }) => this.#chats.isBehind(conversation, seq));
  }

  /** A call of ours renews the lease, and tells which chats are ours in truth. */
  #renew() {
    if (this.#lock.isLocked || this.#feed.isLost || Date.now() - this.#renewedAt < RENEW) return;
    this.#renewedAt = Date.now();
    if (!this.#agency.name) this.#learn();
    this.#reconcile(false).catch((error) => {
      if (error instanceof Refused) this.#refused(error);
    });
  }

  /** @param {boolean} isThorough whether to look for entries we missed, too */
  async #reconcile(isThorough) {
    const { conversations } = await this.#api.get('/api/v1/agents/me/conversations');
    this.#heard();
    await this.#chats.reconcile(conversations.filter((/** @type {any} */ held) => held.status !== 'offered'), isThorough);
    this.#show();
  }

  #heard() {
    this.#renewedAt = Date.now();
    this.#presence.heard();
  }

  #tick() {
    this.#lock.tick();
    this.#renew();
    this.#show();
  }

  /** @param {string} words why nothing goes in or out at the moment; empty when it does */
  #line(words) {
    const isLost = Boolean(words);
    this.#pane.part('offline').hidden = !isLost;
    this.#pane.part('offline-words').textContent = words;
    for (const control of this.#root.querySelectorAll('[data-needs-server]')) {
      if (control instanceof HTMLSelectElement) control.disabled = isLost;
      else control.setAttribute('aria-disabled', String(isLost));
    }
    if (isLost) announcer.interrupt(words);
    else announcer.say(say('online'));
    if (!isLost) this.#chats.revive();
    this.#show();
  }

  /** @param {Refused} refused @returns {boolean} */
  #refused(refused) {
    if (refused.needs === 'locked') {
      this.#lock.shut();
      return false;
    }
    if (refused.needs) location.assign('/console/account');
    if (refused.status !== 401) return true;
    this.#onSignedOut(true);
    return false;
  }

  /** Nothing arrives, and nobody is given to an empty chair: the server sets whoever locks to away. */
  #locked() {
    this.#statusBefore = this.#presence.state.status;
    this.#feed.stop();
  }

  async #unlocked() {
    if (this.#isOver) return;
    const wasLost = this.#feed.isLost;
    this.#feed = this.#feed.again();
    if (wasLost) this.#line('');
    if (!this.#agency.name) await this.#learn();
    if (['available', 'busy'].includes(this.#statusBefore)) await this.#duty.wish({ status: this.#statusBefore });
    else this.#presence.take(await this.#api.get('/api/v1/agents/me').catch(() => null));
    this.#look();
  }

  #show() {
    if (this.#isOver || this.#lock.isLocked) return;
    const { open } = this.#pane;
    this.#list.show(this.#chats.all, open);
    this.#pane.refresh();
    this.#offers.show();
    this.#presence.show(this.#chats.load);
    const { status } = this.#presence.state;
    this.#pane.part('empty').hidden = Boolean(open);
    this.#pane.part('empty-words').textContent = say(this.#chats.load ? 'empty.pick' : status === 'available' && this.#me.role === 'supervisor' ? 'empty.supervisor' : `empty.${status}`);
    /** @type {HTMLElement} */ (this.#root.querySelector('[data-act="go-available"]')).hidden = status === 'available' || this.#chats.load > 0;
    this.#alerts.show(this.#chats.unread, this.#chats.hasNew || this.#offers.any);
    this.#root.dataset.status = status;
  }

  /** @param {string} id */
  #queueName(id) {
    return this.#agency.queues.find((/** @type {any} */ queue) => queue.id === id)?.name ?? id;
  }

  #wire() {
    wireActs(this.#root, {
      ...this.#acts.buttons(),
      'try-now': () => this.#feed.nudge(),
      'come-back': () => this.#duty.wish({ status: 'available' }),
      understood: () => this.#attempts.understood(),
      'go-available': () => this.#duty.wish({ status: 'available' }),
      shortcuts: () => this.#shortcuts.list(),
      lock: () => this.#lock.lock(),
      'sign-out': () => this.#signOut(),
    });
    wireTags(this.#root, (tags) => this.#pane.open && this.#acts.make(this.#pane.open, 'tags', { tags }));
    wireOrder(this.#root, this.#list, this.#keep, () => this.#show());
    wireEnter(this.#root, this.#pane.composer, this.#keep);
  }

  async #signOut() {
    if (!(await this.#duty.signOut())) return;
    for (const chat of this.#chats.all) this.#released(chat.id);
    this.#onSignedOut(false);
  }
}
