/** What an agent has begun to write, for each chat and each kind: kept in this browser until the chat is over. */
export class Drafts {
  #keep;

  /** @param {import('../live/keep.js').Keep} keep the agent's own */
  constructor(keep) {
    this.#keep = keep;
  }

  /** @param {string} chat @param {'reply' | 'note'} mode @returns {string} */
  of(chat, mode) {
    return this.#keep.get(`draft/${chat}/${mode}`) ?? '';
  }

  /** @param {string} chat @param {'reply' | 'note'} mode @param {string} text */
  set(chat, mode, text) {
    if (text) this.#keep.set(`draft/${chat}/${mode}`, text);
    else this.#keep.remove(`draft/${chat}/${mode}`);
  }

  /** @param {string} chat */
  drop(chat) {
    this.#keep.removeAll(`draft/${chat}/`);
  }
}
