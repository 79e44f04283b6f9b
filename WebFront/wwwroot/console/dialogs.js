import { freshId } from '../live/keep.js';
import { knows, say } from '../live/wording.js';
import { choices, standing } from './handovers.js';

/** @typedef {import('./chat.js').Chat} Chat */

/** A dialog whose Go button asks first whether everything is there, and stays open when it is not. */
export class Step {
  dialog;
  /** @type {Chat | null} */
  chat = null;

  /** @param {string} id @param {() => void} onOver whatever was decided */
  constructor(id, onOver) {
    this.dialog = /** @type {HTMLDialogElement} */ (document.getElementById(id));
    this.dialog.addEventListener('close', onOver);
    const form = /** @type {HTMLFormElement} */ (this.dialog.querySelector('form'));
    form.addEventListener('submit', (event) => {
      if (/** @type {HTMLButtonElement} */ (event.submitter)?.value !== 'go') return;
      event.preventDefault();
      this.go();
    });
  }

  /** @param {string} part */
  part(part) {
    return /** @type {HTMLElement} */ (this.dialog.querySelector(`[data-part="${part}"]`));
  }

  /** @param {string} id @returns {any} */
  field(id) {
    return this.dialog.querySelector(`#${id}`);
  }

  /** @param {string} part @param {string} words */
  complain(part, words) {
    this.part(part).textContent = words;
    this.part(part).hidden = !words;
  }

  go() {}
}

/**
 * Whether the chat goes, or advice is sought and it stays; to whom, and what they should know. The note is a must: nobody starts from nothing, and nobody is asked nothing; the reason
 * is for the citizen.
 */
export class TransferDialog extends Step {
  /** @type {import('./handovers.js').Choice[]} */
  #choices = [];
  /** @type {string | null} */
  #at = null;
  #hasPriorities = false;
  /** However often this dialog is sent, it is one handover or one question. */
  #messageId = '';

  /**
   * @param {(chat: Chat, what: 'transfer' | 'consults', body: any) => Promise<boolean>} onGo
   * @param {() => void} onOver
   */
  constructor(onGo, onOver) {
    super('transfer-dialog', onOver);
    this.onGo = onGo;
    this.field('transfer-to').addEventListener('change', () => this.#tell());
    for (const kind of this.#kinds) kind.addEventListener('change', () => this.#tell());
  }

  /** @param {Chat} chat @param {import('./handovers.js').Handovers} handovers */
  ask(chat, handovers) {
    this.chat = chat;
    this.#messageId = freshId();
    this.complain('transfer-error', '');
    this.#kinds.forEach((kind, at) => (kind.checked = at === 0));
    for (const id of ['transfer-reason', 'transfer-note']) this.field(id).value = '';
    this.#choices = choices(handovers, chat.queue);
    this.#at = handovers.at;
    this.#hasPriorities = handovers.priorities.length > 0;
    this.field('transfer-priority').replaceChildren(new Option(say('transfer.as-it-is'), ''), ...handovers.priorities.map(({ id, name }) => new Option(name, id)));
    const first = this.#choices.find(({ place }) => place.open);
    this.field('transfer-to').replaceChildren(...this.#choices.map((choice) => new Option(choice.label, choice.value, choice === first, choice === first)));
    this.#tell();
    this.dialog.showModal();
  }

  /** @returns {HTMLInputElement[]} */
  get #kinds() {
    return [...this.dialog.querySelectorAll('input[name="transfer-kind"]')].map((kind) => /** @type {HTMLInputElement} */ (kind));
  }

  get #isConsult() {
    return this.#kinds.some((kind) => kind.checked && kind.value === 'consults');
  }

  get #chosen() {
    return this.#choices.find(({ value }) => value === this.field('transfer-to').value) ?? null;
  }

  #tell() {
    this.part('transfer-standing').textContent = this.#chosen ? standing(this.#chosen.place, this.#at) : '';
    for (const part of ['transfer-reason-field', 'transfer-words', 'transfer-note-label', 'transfer-hint', 'transfer-go']) this.part(part).hidden = this.#isConsult;
    this.part('transfer-priority-field').hidden = this.#isConsult || !this.#hasPriorities;
    for (const part of ['consult-note-label', 'consult-hint', 'consult-go']) this.part(part).hidden = !this.#isConsult;
  }

  async go() {
    const note = this.field('transfer-note').value.trim();
    if (!note || !this.chat) {
      this.complain('transfer-error', say(this.#isConsult ? 'consult.question' : 'transfer.note'));
      return this.field('transfer-note').focus();
    }
    if (!this.#chosen?.place.open) {
      this.complain('transfer-error', say('transfer.pick'));
      return this.field('transfer-to').focus();
    }
    const reason = this.field('transfer-reason').value.trim() || undefined;
    const priority = this.field('transfer-priority').value || undefined;
    const [what, words] = this.#isConsult ? [/** @type {const} */ ('consults'), { question: note }] : [/** @type {const} */ ('transfer'), { note, reason, priority }];
    if (await this.onGo(this.chat, what, { ...this.#chosen.body, ...words, messageId: this.#messageId })) this.dialog.close();
    else this.complain('transfer-error', say(this.#isConsult ? 'consult.failed' : 'transfer.failed'));
  }
}

/** The second step of closing: what came of it. */
export class CloseDialog extends Step {
  /** @param {(chat: Chat, outcome: any) => Promise<boolean>} onClose @param {() => void} onOver */
  constructor(onClose, onOver) {
    super('close-dialog', onOver);
    this.onClose = onClose;
  }

  /** @param {Chat} chat @param {string[]} dispositions */
  ask(chat, dispositions) {
    this.chat = chat;
    this.complain('close-error', chat.isOwedContact ? say('close.contact') : '');
    this.part('close-asked').textContent = chat.asked === 'not-asked' ? say('close.not-asked') : say('close.asked', say(`close.asked.${chat.asked}`));
    for (const id of ['close-next', 'close-by', 'close-note']) this.field(id).value = '';
    const set = this.part('dispositions');
    set.replaceChildren(/** @type {Element} */ (set.querySelector('legend')), ...dispositions.map((disposition) => choice('disposition', disposition, outcomeName(disposition))));
    this.dialog.showModal();
    set.querySelector('input')?.focus();
  }

  async go() {
    if (this.chat?.isOwedContact) return this.complain('close-error', say('close.contact'));
    const picked = /** @type {HTMLInputElement | null} */ (this.dialog.querySelector('input[name="disposition"]:checked'));
    if (!picked || !this.chat) {
      this.complain('close-error', say('close.pick'));
      return /** @type {HTMLElement} */ (this.dialog.querySelector('input[name="disposition"]')).focus();
    }
    const filled = (/** @type {string} */ id) => this.field(id).value.trim() || undefined;
    const outcome = { disposition: picked.value, note: filled('close-note'), nextAction: filled('close-next'), nextActionBy: filled('close-by') };
    if (await this.onClose(this.chat, outcome)) this.dialog.close();
    else this.complain('close-error', say('close.failed'));
  }
}

/** @param {string} disposition */
const outcomeName = (disposition) => (knows(`disposition.${disposition}`) ? say(`disposition.${disposition}`) : disposition);

/** One of several. @param {string} name @param {string} value @param {string} words */
export function choice(name, value, words) {
  const label = document.createElement('label');
  label.className = 'choice';
  const radio = Object.assign(document.createElement('input'), { type: 'radio', name, value });
  label.append(radio, Object.assign(document.createElement('span'), { textContent: words }));
  return label;
}
