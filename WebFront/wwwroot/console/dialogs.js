import { knows, say } from '../live/wording.js';

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

/** To whom, why, and what they should know. The note is a must: nobody starts from nothing; the reason is for the citizen. */
export class TransferDialog extends Step {
  /**
   * @param {(chat: Chat, transfer: {queue?: string, agent?: string, note: string, reason?: string}) => Promise<boolean>} onTransfer
   * @param {() => void} onOver
   */
  constructor(onTransfer, onOver) {
    super('transfer-dialog', onOver);
    this.onTransfer = onTransfer;
  }

  /** @param {Chat} chat @param {{id: string, name: string}[]} queues @param {{username: string, alias: string}[]} colleagues */
  ask(chat, queues, colleagues) {
    this.chat = chat;
    this.complain('transfer-error', '');
    for (const id of ['transfer-reason', 'transfer-note']) this.field(id).value = '';
    this.field('transfer-to').replaceChildren(
      ...queues.filter((queue) => queue.id !== chat.queue).map((queue) => new Option(say('transfer.queue', queue.name), `queue:${queue.id}`)),
      ...colleagues.map((agent) => new Option(say('transfer.agent', agent.alias), `agent:${agent.username}`)),
    );
    this.dialog.showModal();
  }

  async go() {
    const note = this.field('transfer-note').value.trim();
    if (!note || !this.chat) {
      this.complain('transfer-error', say('transfer.note'));
      return this.field('transfer-note').focus();
    }
    const reason = this.field('transfer-reason').value.trim() || undefined;
    const [kind, id] = this.field('transfer-to').value.split(/:(.*)/s);
    if (await this.onTransfer(this.chat, { [kind]: id, note, reason })) this.dialog.close();
    else this.complain('transfer-error', say('transfer.failed'));
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
