import { say } from '../live/wording.js';
import { Step } from './dialogs.js';

/** @typedef {import('./chat.js').Chat} Chat */
/** @typedef {(chat: Chat, what: string, body: any) => Promise<boolean>} Do */

/** What an agent can do about somebody who does not keep to the guidelines: three steps, each of which says what it will do. */
export class Abuse {
  #warn;
  #end;
  #ban;

  /** @param {Do} onDo @param {() => void} onOver */
  constructor(onDo, onOver) {
    this.#warn = new WarnStep(onDo, onOver);
    this.#end = new EndStep(onDo, onOver);
    this.#ban = new BanStep(onDo, onOver);
  }

  /**
   * By the buttons' data-act.
   * @param {(act: (chat: Chat) => unknown) => () => void} open does something with the open chat @param {() => any} rules the agency's
   */
  acts(open, rules) {
    return {
      warn: open((chat) => this.#warn.ask(chat, rules())),
      'end-abuse': open((chat) => this.#end.ask(chat, rules())),
      ban: open((chat) => this.#ban.ask(chat, rules())),
    };
  }
}

class WarnStep extends Step {
  #messageId = '';

  /** @param {Do} onDo @param {() => void} onOver */
  constructor(onDo, onOver) {
    super('warn-dialog', onOver);
    this.onDo = onDo;
  }

  /** @param {Chat} chat @param {any} rules */
  ask(chat, rules) {
    this.chat = chat;
    this.#messageId = crypto.randomUUID();
    this.complain('warn-error', '');
    this.part('warn-words').textContent = rules?.guidelines ?? '';
    this.dialog.showModal();
  }

  async go() {
    if (this.chat && (await this.onDo(this.chat, 'warning', { messageId: this.#messageId }))) this.dialog.close();
    else this.complain('warn-error', say('abuse.failed'));
  }
}

class EndStep extends Step {
  /** @param {Do} onDo @param {() => void} onOver */
  constructor(onDo, onOver) {
    super('end-abuse-dialog', onOver);
    this.onDo = onDo;
  }

  /** @param {Chat} chat @param {any} rules */
  ask(chat, rules) {
    this.chat = chat;
    this.complain('end-abuse-error', '');
    this.field('end-abuse-reason').value = '';
    this.part('end-abuse-words').textContent = rules?.appeal ?? '';
    this.dialog.showModal();
  }

  async go() {
    const reason = this.field('end-abuse-reason').value.trim();
    if (!reason || !this.chat) {
      this.complain('end-abuse-error', say('abuse.reason'));
      return this.field('end-abuse-reason').focus();
    }
    if (await this.onDo(this.chat, 'termination', { reason })) this.dialog.close();
    else this.complain('end-abuse-error', say('abuse.failed'));
  }
}

class BanStep extends Step {
  #longest = 1;

  /** @param {Do} onDo @param {() => void} onOver */
  constructor(onDo, onOver) {
    super('ban-dialog', onOver);
    this.onDo = onDo;
  }

  /** @param {Chat} chat @param {any} rules */
  ask(chat, rules) {
    this.chat = chat;
    this.#longest = rules?.longestBanDays ?? 1;
    this.complain('ban-error', '');
    this.field('ban-reason').value = '';
    this.field('ban-days').value = String(Math.min(7, this.#longest));
    this.field('ban-days').max = String(this.#longest);
    this.part('ban-days-hint').textContent = say('abuse.days', this.#longest);
    this.dialog.showModal();
  }

  async go() {
    const days = Number(this.field('ban-days').value);
    const reason = this.field('ban-reason').value.trim();
    if (!Number.isInteger(days) || days < 1 || days > this.#longest) {
      this.complain('ban-error', say('abuse.days', this.#longest));
      return this.field('ban-days').focus();
    }
    if (!reason || !this.chat) {
      this.complain('ban-error', say('abuse.reason'));
      return this.field('ban-reason').focus();
    }
    if (await this.onDo(this.chat, 'ban', { days, reason })) this.dialog.close();
    else this.complain('ban-error', say('abuse.ban.failed'));
  }
}
