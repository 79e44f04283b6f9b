import { download } from '../live/download.js';
import { say } from '../live/wording.js';
import { Abuse } from './abuse.js';
import { ContactDialog } from './contact-dialog.js';
import { CloseDialog, TransferDialog } from './dialogs.js';
import { ReferDialog } from './refer-dialog.js';

/** @typedef {import('./chat.js').Chat} Chat */

const SPARING = 3_000;

/**
 * What an agent does to a chat. Each act is one call; whoever has given a chat away holds it no longer.
 * @typedef {{
 *   agency: () => any,
 *   announce: (words: string) => void,
 *   onReleased: (id: string) => void,
 *   onDone: () => void,
 * }} Surroundings
 */
export class Acts {
  #api;
  #chats;
  #pane;
  #attempts;
  #around;
  #transfer;
  #close;
  #abuse;
  #refer;
  #contact;
  #typedAt = 0;

  /**
   * @param {import('../live/api.js').Api} api @param {import('./chats.js').Chats} chats @param {import('./conversation-pane.js').ConversationPane} pane
   * @param {import('./attempts.js').Attempts} attempts @param {Surroundings} around
   */
  constructor(api, chats, pane, attempts, around) {
    this.#api = api;
    this.#chats = chats;
    this.#pane = pane;
    this.#attempts = attempts;
    this.#around = around;
    const over = () => pane.recover();
    this.#transfer = new TransferDialog((chat, what, body) => this.make(chat, what, body), over);
    this.#close = new CloseDialog((chat, outcome) => this.make(chat, 'close', outcome), over);
    this.#refer = new ReferDialog((chat, referral) => this.make(chat, 'referral', referral), over);
    this.#contact = new ContactDialog((chat, result) => this.make(chat, 'contact-result', result), over);
    this.#abuse = new Abuse((chat, what, body) => this.make(chat, what, body), over);
  }

  /** By the buttons' data-act; each does something with the open chat. */
  buttons() {
    const open = (/** @type {(chat: Chat) => unknown} */ act) => () => void (this.#pane.open && act(this.#pane.open));
    return {
      'ask-closing': open((chat) => this.make(chat, 'closing-question', {})),
      transfer: open((chat) => this.#askTransfer(chat)),
      close: open((chat) => this.#close.ask(chat, this.#around.agency().dispositions)),
      refer: open((chat) => this.#refer.ask(chat, this.#around.agency().channels)),
      'end-consult': open((chat) => this.#endConsult(chat)),
      'contact-result': open((chat) => this.#contact.ask(chat)),
      ...this.#abuse.acts(open, () => this.#around.agency().abuse),
      'save-txt': open((chat) => this.#save(chat)),
    };
  }

  /** @param {Chat} chat @param {string} what @param {any} body @returns {Promise<boolean>} whether it was done */
  async make(chat, what, body) {
    const isDone = (await this.#attempts.make(() => this.#api.send(`${this.#chats.path(chat)}/${what}`, body))) !== null;
    if (isDone && (['close', 'transfer', 'termination'].includes(what) || body.againAt)) this.#around.onReleased(chat.id);
    this.#around.onDone();
    return isDone;
  }

  /** @param {Chat} chat @param {string} text */
  async note(chat, text) {
    if (await this.make(chat, 'notes', { text, messageId: crypto.randomUUID() })) return;
    this.#pane.setMode('note');
    this.#pane.composer.value = text;
  }

  /** @param {Chat} chat @param {string} act @param {import('../live/outbox.js').Letter} letter */
  remedy(chat, act, letter) {
    if (act === 'copied') this.#around.announce(say('copied'));
    else if (act === 'resend') this.#chats.outbox(chat).resend(letter.messageId);
    else this.#chats.outbox(chat).settle(letter.messageId, 'dropped');
  }

  /** @param {string} id @param {boolean} isAccepted */
  async answer(id, isAccepted) {
    await this.#attempts.make(() => this.#api.send(`/api/v1/conversations/${id}/${isAccepted ? 'accept' : 'decline'}`));
  }

  /** @param {Chat} chat */
  read(chat) {
    this.#api.send(`${this.#chats.path(chat)}/read`, { seq: chat.seq }).catch(() => {});
  }

  /** @param {Chat} chat */
  typing(chat) {
    if (Date.now() - this.#typedAt < SPARING || chat.status !== 'active') return;
    this.#typedAt = Date.now();
    this.#api.send(`${this.#chats.path(chat)}/typing`).catch(() => {});
  }

  /** Whoever asked needs no more of it, or whoever was asked has nothing to add. @param {Chat} chat */
  async #endConsult(chat) {
    if (chat.consultOf === null) return chat.consult && this.make(chat, 'consults/end', { consult: chat.consult.id });
    if ((await this.#attempts.make(() => this.#api.send(`/api/v1/conversations/${chat.id}/close`, {}))) !== null) this.#around.onReleased(chat.id);
    this.#around.onDone();
  }

  /** @param {Chat} chat */
  async #askTransfer(chat) {
    const asked = new URLSearchParams({ queue: chat.queue, ...(chat.startedAt ? { since: chat.startedAt } : {}) });
    const handovers = await this.#api.get(`/api/v1/agencies/me/handovers?${asked}`).catch(() => null);
    this.#transfer.ask(chat, handovers ?? { at: null, queues: this.#around.agency().queues, groups: [], agents: [], priorities: [] });
  }

  /** @param {Chat} chat */
  async #save(chat) {
    const copy = await this.#attempts.make(() => this.#api.text(`${this.#chats.path(chat)}/transcript?format=txt`));
    if (copy) download(`${chat.reference || chat.id}.txt`, copy.answer, 'text/plain');
  }
}
