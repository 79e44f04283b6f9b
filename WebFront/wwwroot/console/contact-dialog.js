import { freshId } from '../live/keep.js';
import { say } from '../live/wording.js';
import { Step } from './dialogs.js';

/** @typedef {import('./chat.js').Chat} Chat */
/** @typedef {{messageId: string, outcome: string, againAt?: string, note?: string}} ContactResult */

const NEAREST = 60_000;
const FURTHEST = 14 * 24 * 60 * 60_000;

/** What came of reaching a citizen as they had asked; where nobody answered, when it is tried again. */
export class ContactDialog extends Step {
  /** However often this dialog is sent, it is one try. */
  #messageId = '';

  /** @param {(chat: Chat, result: ContactResult) => Promise<boolean>} onRecord @param {() => void} onOver */
  constructor(onRecord, onOver) {
    super('contact-dialog', onOver);
    this.onRecord = onRecord;
    this.dialog.addEventListener('change', () => this.#offer());
  }

  /** @param {Chat} chat */
  ask(chat) {
    this.chat = chat;
    this.#messageId = freshId();
    this.complain('contact-error', '');
    for (const radio of this.#outcomes) radio.checked = false;
    for (const id of ['contact-again', 'contact-note']) this.field(id).value = '';
    this.#offer();
    this.dialog.showModal();
    this.#outcomes[0].focus();
  }

  async go() {
    const outcome = this.#outcome;
    const againAt = this.#againAt(outcome);
    const note = this.field('contact-note').value.trim() || undefined;
    if (!outcome || !this.chat) {
      this.complain('contact-error', say('contact.pick'));
      return this.#outcomes[0].focus();
    }
    if (againAt === null) {
      this.complain('contact-error', say('contact.again'));
      return this.field('contact-again').focus();
    }
    if (await this.onRecord(this.chat, { messageId: this.#messageId, outcome, againAt, note })) this.dialog.close();
    else this.complain('contact-error', say('contact.failed'));
  }

  /** @param {string} outcome @returns {string | undefined | null} undefined for not again, null for a time that cannot be */
  #againAt(outcome) {
    const { value } = this.field('contact-again');
    if (!value || !this.#mayTryAgain(outcome)) return undefined;
    const at = new Date(value);
    const ahead = at.getTime() - Date.now();
    return ahead >= NEAREST && ahead <= FURTHEST ? at.toISOString() : null;
  }

  get #outcome() {
    return this.#outcomes.find((radio) => radio.checked)?.value ?? '';
  }

  /** @returns {HTMLInputElement[]} */
  get #outcomes() {
    return [...this.dialog.querySelectorAll('input')].filter(({ name }) => name === 'contact-outcome');
  }

  /** Only what is still open goes back to the line. @param {string} outcome */
  #mayTryAgain(outcome) {
    return outcome === 'not-reached' && this.chat?.status === 'active';
  }

  #offer() {
    this.part('contact-again-field').hidden = !this.#mayTryAgain(this.#outcome);
  }
}
