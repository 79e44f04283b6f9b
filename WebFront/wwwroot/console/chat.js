import { isSpoken } from '../live/entries.js';
import { say } from '../live/wording.js';

/** @typedef {import('../live/entries.js').Entry} Entry */

const TYPING_LASTS = 6_000;

/** How the citizen wants to be reached. @typedef {{channel: string, callBack: boolean, address: string, notBefore: string | null, bestTime: string}} Reach */

/** Advice that was asked for: of whom, and who gives it; null while it waits. @typedef {{id: string, asker: string, to: string, question: string, expert: string | null}} Consult */

/** One conversation of the agent's: what its entries add up to for whoever answers it. */
export class Chat {
  seq = 0;
  status = 'active';
  /** @type {string | null} */
  citizen = null;
  reference = '';
  /** The queue's name. */
  topic = '';
  startedAt = '';
  /** Whether somebody of ours has written in it. */
  hasReplied = false;
  /** Whether our reply is on its way: from when it is sent until it is stored, or has failed. */
  isAnswering = false;
  /** We were told that the citizen waits too long: since when, and when it goes back to the line, if it does. @type {{since: number, returnsAt: string | null} | null} */
  noReply = null;
  lastAt = 0;
  lastText = '';
  unread = 0;
  isNew = true;
  /** The citizen's words say that a life is in danger. */
  isAtRisk = false;
  /** @type {Reach | null} */
  contact = null;
  /** How often they were tried to be reached, and what came of the last time since they asked; null for not yet. */
  tries = 0;
  /** @type {string | null} */
  contactOutcome = null;
  /** The newest entry that was on the agent's screen. */
  seenSeq = 0;
  /** @type {'not-asked' | 'open' | 'yes' | 'no'} */
  asked = 'not-asked';
  /** @type {string[]} */
  tags = [];
  /** @type {string | null} */
  offlineSince = null;
  typingUntil = 0;
  /** @type {Entry | null} */
  start = null;
  /** Whom it comes back to, nobody having taken it where they had handed it to. @type {string | null} */
  backTo = null;
  /** The advice its holder seeks; null while they seek none. @type {Consult | null} */
  consult = null;
  /** @type {number | null} */
  #since = null;

  /** @param {string} id @param {string} queue @param {string | null} [consultOf] the chat of a colleague's that we advise on here; null for one of our own */
  constructor(id, queue, consultOf = null) {
    this.id = id;
    this.queue = queue;
    this.consultOf = consultOf;
  }

  get name() {
    const name = this.citizen || say('role.citizen');
    return this.consultOf === null ? name : say('consult.name', this.consult?.asker ?? '', name);
  }

  /** Since when the citizen waits for a reply; null when the last word is ours, or not ours to say. */
  get waitsSince() {
    return this.isAnswering || this.consultOf !== null ? null : this.#since;
  }

  /** Nobody sits at the other screen and waits. */
  get isForLater() {
    return this.contact !== null || this.start?.reason === 'left-message';
  }

  /** Whether the citizen is still to be reached as they asked. */
  get isOwedContact() {
    return this.consultOf === null && this.status === 'active' && this.contact !== null && this.contactOutcome === null;
  }

  get isTyping() {
    return this.typingUntil > Date.now();
  }

  /** @param {Entry} entry @returns {boolean} whether it is new here */
  take(entry) {
    if (entry.seq <= this.seq) return false;
    this.seq = entry.seq;
    const byCitizen = entry.author?.role === 'citizen';
    const at = Date.parse(entry.at);
    if (byCitizen && entry.author?.name) this.citizen = entry.author.name;
    if (isSpoken(entry)) this.lastText = entry.text ?? '';
    switch (entry.kind) {
      case 'started':
        this.start = entry;
        this.reference = entry.reference ?? '';
        this.startedAt = entry.at;
        break;
      case 'message':
        if (entry.author?.role !== 'supervisor') this.#spoken(byCitizen, at); // we still owe our own words
        break;
      case 'joined':
        if (this.isForLater) this.#answered();
        else this.#since ??= at;
        break;
      case 'waiting':
        this.queue = entry.queue ?? this.queue;
        this.backTo = entry.reason === 'not-taken' ? (entry.to ?? null) : null;
        break;
      case 'contact-asked':
        this.contact = { channel: entry.channel ?? '', callBack: entry.callBack ?? false, address: entry.contact ?? '', notBefore: entry.notBefore ?? null, bestTime: entry.text ?? '' };
        this.contactOutcome = null;
        this.#answered();
        break;
      case 'contact-tried':
        this.tries += 1;
        this.contactOutcome = entry.outcome ?? null;
        if (this.contact) this.contact = { ...this.contact, notBefore: entry.notBefore ?? null };
        this.#answered();
        break;
      case 'life-at-risk':
        this.isAtRisk = true;
        break;
      case 'consult-asked':
        this.consult = { id: entry.consult ?? '', asker: entry.author?.name ?? '', to: entry.to ?? '', question: entry.text ?? '', expert: null };
        break;
      case 'consult-joined':
        if (this.consult) this.consult.expert = entry.author?.name ?? '';
        break;
      case 'consult-left':
        if (this.consult) this.consult.expert = null;
        break;
      case 'consult-ended':
        this.consult = null;
        break;
      case 'tagged':
        this.tags = entry.tags ?? [];
        break;
      case 'warning':
        this.#answered();
        break;
      case 'closing-question':
        this.asked = 'open';
        this.#answered();
        break;
      case 'closing-answer':
        this.asked = entry.moreHelp ? 'yes' : 'no';
        break;
      case 'left':
        if (byCitizen) this.#over();
        break;
      case 'closed':
        this.#over();
        this.status = 'closed';
        break;
    }
    return true;
  }

  seen() {
    this.isNew = false;
    this.unread = 0;
    this.seenSeq = this.seq;
  }

  /** @param {any} signal */
  typing(signal) {
    if (signal.author?.role === 'citizen') this.typingUntil = Date.now() + TYPING_LASTS;
  }

  /** @param {any} signal whether the citizen's stream is open */
  connection(signal) {
    this.offlineSince = signal.connected ? null : signal.at;
  }

  /** @param {any} signal the citizen waits too long for our reply @returns {boolean} whether it is the first we hear of it */
  alert(signal) {
    if (this.waitsSince === null) return false; // our reply and the reminder have crossed
    const isNew = this.noReply === null;
    this.noReply = { since: Date.parse(signal.since), returnsAt: signal.returnsAt ?? null };
    return isNew;
  }

  /** @param {boolean} byCitizen @param {number} at */
  #spoken(byCitizen, at) {
    this.lastAt = at;
    this.isAnswering = false;
    if (!byCitizen) {
      this.hasReplied = true;
      this.backTo = null;
      return this.#answered();
    }
    this.typingUntil = 0;
    this.#since ??= at;
    if (this.asked !== 'not-asked') this.asked = 'yes';
  }

  #answered() {
    this.#since = null;
    this.noReply = null;
  }

  #over() {
    this.status = 'wrap-up';
    this.#answered();
    this.offlineSince = null;
  }
}
