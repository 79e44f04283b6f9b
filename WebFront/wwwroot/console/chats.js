import { Outbox } from '../live/outbox.js';
import { Keep } from '../live/keep.js';
import { Chat } from './chat.js';
import { byNeed } from './chat-list.js';

/** @typedef {import('../live/entries.js').Entry} Entry */
/**
 * @typedef {{
 *   queueName: (id: string) => string, transcript: (chat: Chat) => import('../live/transcript.js').Transcript, isLost: () => boolean,
 *   onLetterFailed: () => void, onEntry: (chat: Chat, entry: Entry) => void, onGone: (chat: Chat) => void, onNew: (chat: Chat) => void,
 * }} ChatsOptions
 */

/** A chat that arrives is read to its end before what follows counts as news. */
const SETTLES = 1_000;

/** The conversations the agent holds, each with its outbox, kept true by what the server says is ours. */
export class Chats {
  #api;
  #keep;
  #options;
  /** @type {Map<string, Chat>} */
  #chats = new Map();
  /** @type {Map<string, Outbox>} */
  #outboxes = new Map();
  /** Over or gone: what still comes of them is not shown again. @type {Set<string>} */
  #left = new Set();

  /** @param {import('../live/api.js').Api} api @param {Keep} keep @param {ChatsOptions} options */
  constructor(api, keep, options) {
    this.#api = api;
    this.#keep = keep;
    this.#options = options;
  }

  get all() {
    return [...this.#chats.values()];
  }

  get load() {
    return this.#chats.size;
  }

  get unread() {
    return this.all.reduce((sum, chat) => sum + chat.unread, 0);
  }

  get hasNew() {
    return this.all.some((chat) => chat.isNew);
  }

  get waiting() {
    return this.all.filter((chat) => chat.waitsSince !== null).length;
  }

  neediest() {
    return this.all.sort(byNeed)[0] ?? null;
  }

  /** @param {string} id */
  find(id) {
    return this.#chats.get(id) ?? null;
  }

  /** @param {string} id @param {number} seq its newest entry @returns {boolean} whether there are some that we do not show */
  isBehind(id, seq) {
    const chat = this.find(id);
    if (chat && chat.consultOf !== null) return false;
    return seq > (chat ?? this.all.find((one) => one.consultOf === id) ?? { seq: 0 }).seq;
  }

  /** Of the citizen's conversation: what is done about a consult is done there. @param {Chat} chat */
  path(chat) {
    return `/api/v1/conversations/${chat.consultOf ?? chat.id}`;
  }

  /** @param {string} id @param {string} queue @param {string | null} [consultOf] the conversation of a colleague's that we advise on */
  add(id, queue, consultOf = null) {
    this.#left.delete(id);
    if (consultOf) this.#left.delete(consultOf);
    const known = this.#chats.get(id);
    if (known) return known;
    const chat = new Chat(id, queue, consultOf);
    chat.topic = this.#options.queueName(queue);
    this.#chats.set(id, chat);
    const transcript = this.#options.transcript(chat);
    const outbox = this.outbox(chat);
    for (const letter of outbox.letters) transcript.letter(letter, letter.state);
    outbox.revive();
    setTimeout(() => {
      transcript.isLive = true;
      if (this.#chats.has(id)) this.#options.onNew(chat);
    }, SETTLES);
    return chat;
  }

  /** @param {Entry} entry */
  take(entry) {
    const id = entry.conversation ?? '';
    if (this.#left.has(id)) return;
    const chat = this.#chats.get(id) ?? this.all.find((one) => one.consultOf === id) ?? this.add(id, entry.queue ?? '');
    if (chat.consultOf !== null && chat.consultOf !== id) return; // of a consult itself there is nothing to read
    if (entry.messageId) this.outbox(chat).settle(entry.messageId);
    this.#options.transcript(chat).show(entry);
    const isNew = chat.take(entry);
    if (chat.consultOf === null) chat.topic = this.#options.queueName(chat.queue);
    if (isNew && this.#options.transcript(chat).isLive) this.#options.onEntry(chat, entry);
  }

  /** @param {string} id */
  remove(id) {
    const chat = this.#chats.get(id);
    this.#left.add(id);
    if (!chat) return;
    this.#chats.delete(id);
    this.#outboxes.get(id)?.stop();
    this.#outboxes.delete(id);
    this.#keep.removeAll(`chat/${id}/`);
    this.#options.onGone(chat);
  }

  /**
   * What the server says is ours, against what we show.
   * @param {{id: string, queue: string, status: string, consultOf?: string | null}[]} held @param {boolean} isThorough whether to pull what may be missing in each
   */
  async reconcile(held, isThorough) {
    for (const chat of this.all) if (!held.some(({ id }) => id === chat.id)) this.remove(chat.id);
    for (const { id, queue, status, consultOf } of held) {
      const isMissing = !this.#chats.has(id);
      const chat = this.add(id, queue, consultOf ?? null);
      if (status === 'wrap-up') chat.status = 'wrap-up';
      if (isThorough || isMissing) await this.#pull(chat);
    }
  }

  /** @param {Chat} chat */
  outbox(chat) {
    const known = this.#outboxes.get(chat.id);
    if (known) return known;
    const transcript = () => this.#options.transcript(chat);
    const outbox = new Outbox(
      this.#keep.inside(`chat/${chat.id}`),
      async (letter) => void (await this.#api.send(`${this.path(chat)}/messages`, { messageId: letter.messageId, text: letter.text })),
      (letter, state) => {
        transcript().letter(letter, state);
        if (state !== 'sent') chat.isAnswering = state === 'sending';
        if (state === 'failed') this.#options.onLetterFailed();
      },
      this.#options.isLost,
    );
    this.#outboxes.set(chat.id, outbox);
    return outbox;
  }

  revive() {
    for (const outbox of this.#outboxes.values()) outbox.revive();
  }

  stop() {
    for (const outbox of this.#outboxes.values()) outbox.stop();
  }

  /** @param {Chat} chat */
  async #pull(chat) {
    const page = await this.#api.get(`${this.path(chat)}/events?after=${chat.seq}`);
    for (const entry of page.events) this.take({ ...entry, conversation: chat.consultOf ?? chat.id });
  }
}
