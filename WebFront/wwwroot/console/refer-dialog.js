import { freshId } from '../live/keep.js';
import { say } from '../live/wording.js';
import { Step, choice } from './dialogs.js';

/** @typedef {import('./chat.js').Chat} Chat */
/** @typedef {{name: string, value: string}} Channel */

/** Which of the agency's other channels the citizen is sent (S64). */
export class ReferDialog extends Step {
  /** However often this dialog is sent, it is one referral. */
  #messageId = '';

  /** @param {(chat: Chat, referral: {messageId: string, channel: string}) => Promise<boolean>} onRefer @param {() => void} onOver */
  constructor(onRefer, onOver) {
    super('refer-dialog', onOver);
    this.onRefer = onRefer;
  }

  /** @param {Chat} chat @param {Channel[]} channels */
  ask(chat, channels) {
    this.chat = chat;
    this.#messageId = freshId();
    this.complain('refer-error', channels.length ? '' : say('refer.none'));
    const set = this.part('channels');
    set.replaceChildren(/** @type {Element} */ (set.querySelector('legend')), ...channels.map(({ name, value }) => choice('channel', name, `${name}: ${value}`)));
    this.dialog.showModal();
    set.querySelector('input')?.focus();
  }

  async go() {
    const radios = [...this.part('channels').querySelectorAll('input')];
    const picked = radios.find((radio) => radio.checked);
    if (!picked || !this.chat) {
      this.complain('refer-error', say(radios.length ? 'refer.pick' : 'refer.none'));
      return radios[0]?.focus();
    }
    if (await this.onRefer(this.chat, { messageId: this.#messageId, channel: picked.value })) this.dialog.close();
    else this.complain('refer-error', say('refer.failed'));
  }
}
