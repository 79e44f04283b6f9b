import { clockTime, count, say } from '../live/wording.js';

/** @typedef {import('./chat.js').Chat} Chat */

const SOON = 60_000;
const LATE = 3 * 60_000;

/**
 * The agent's chats, those first in which a life is in danger, then whoever waits longest for a reply. The order never changes under a pointer or the focus: it is put
 * right when both have left.
 */
export class ChatList {
  isFixed = false;
  /** @type {Chat[]} in the order they are shown */
  shown = [];

  #list;
  #onOpen;
  #draftOf;
  /** @type {Map<string, HTMLButtonElement>} */
  #buttons = new Map();

  /**
   * @param {HTMLElement} list @param {(chat: Chat) => void} onOpen
   * @param {(chat: Chat) => string} draftOf
   */
  constructor(list, onOpen, draftOf) {
    this.#list = list;
    this.#onOpen = onOpen;
    this.#draftOf = draftOf;
    const settle = () => setTimeout(() => list.dispatchEvent(new CustomEvent('settle', { bubbles: true })));
    list.addEventListener('pointerleave', settle);
    list.addEventListener('focusout', settle);
  }

  /** @param {Iterable<Chat>} chats @param {Chat | null} open */
  show(chats, open) {
    const all = [...chats];
    const known = this.shown.filter((chat) => all.includes(chat));
    const fresh = all.filter((chat) => !known.includes(chat));
    const next = this.#isHeld ? [...known, ...fresh] : [...known, ...fresh].sort(byNeed);
    const isSame = next.length === this.shown.length && next.every((chat, at) => chat === this.shown[at]);
    this.shown = next;
    for (const [id, button] of this.#buttons) {
      if (next.some((chat) => chat.id === id)) continue;
      button.parentElement?.remove();
      this.#buttons.delete(id);
    }
    if (!isSame) this.#list.append(...next.map((chat) => this.#item(chat).parentElement ?? ''));
    next.forEach((chat, at) => this.#fill(chat, at + 1, chat === open));
  }

  get #isHeld() {
    return this.isFixed || this.#list.matches(':hover') || this.#list.contains(document.activeElement);
  }

  /** @param {Chat} chat */
  #item(chat) {
    const known = this.#buttons.get(chat.id);
    if (known) return known;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'chat-item';
    button.dataset.chat = chat.id;
    for (const name of ['number', 'name', 'unread', 'risk', 'back', 'topic', 'wait', 'offline', 'last']) {
      const part = document.createElement('span');
      part.className = `item-${name}`;
      button.append(part, ' ');
    }
    button.addEventListener('click', () => this.#onOpen(chat));
    const item = document.createElement('li');
    item.append(button);
    this.#buttons.set(chat.id, button);
    return button;
  }

  /** @param {Chat} chat @param {number} number @param {boolean} isOpen */
  #fill(chat, number, isOpen) {
    const button = this.#item(chat);
    const draft = isOpen ? '' : this.#draftOf(chat);
    const [need, words] = needOf(chat);
    button.toggleAttribute('aria-current', false);
    if (isOpen) button.setAttribute('aria-current', 'true');
    button.dataset.need = need;
    button.toggleAttribute('data-at-risk', chat.isAtRisk);
    write(button, 'number', number <= 9 ? String(number) : '');
    write(button, 'name', chat.name);
    write(button, 'unread', chat.unread ? count('item.unread', chat.unread) : '');
    write(button, 'risk', chat.isAtRisk ? say('item.at-risk') : '');
    write(button, 'back', chat.backTo ? say('item.back') : '');
    write(button, 'topic', chat.topic ?? '');
    write(button, 'wait', words);
    write(button, 'offline', chat.offlineSince ? say('item.offline', clockTime(chat.offlineSince)) : '');
    write(button, 'last', draft ? say('item.draft', draft) : chat.lastText);
  }
}

/** @param {Chat} one @param {Chat} other */
export function byNeed(one, other) {
  const rank = (/** @type {Chat} */ chat) => (chat.isAtRisk && chat.status !== 'closed' ? 0 : 4) + (chat.waitsSince !== null ? 0 : chat.isOwedContact ? 1 : chat.status === 'wrap-up' ? 2 : 3);
  return rank(one) - rank(other) || (one.waitsSince ?? one.lastAt) - (other.waitsSince ?? other.lastAt);
}

/** @param {Chat} chat @returns {[string, string]} how urgent it is, and that in words with a sign */
function needOf(chat) {
  if (chat.status !== 'active') return ['wrap-up', say('item.wrap-up')];
  if (chat.waitsSince === null) return laterOf(chat) ?? ['answered', say('item.answered')];
  const waited = Date.now() - (chat.noReply?.since ?? chat.waitsSince);
  const minutes = Math.floor(waited / 60_000);
  if (chat.noReply) return ['late', chat.noReply.returnsAt ? say('item.no-reply', minutes, clockTime(chat.noReply.returnsAt)) : say('item.no-reply.stays', minutes)];
  return waited >= LATE ? ['late', say('item.late', minutes)] : waited >= SOON ? ['soon', say('item.minutes', minutes)] : ['now', say('item.now')];
}

/** @param {Chat} chat @returns {[string, string] | null} what is owed where nobody sits and waits, or somebody else answers */
function laterOf(chat) {
  if (chat.consultOf !== null) return ['now', say('consult.asks', chat.consult?.asker ?? '')];
  if (chat.isOwedContact) return ['now', say(chat.contact?.callBack ? 'item.contact.call' : `item.contact.${chat.contact?.channel}`)];
  if (chat.contactOutcome) return ['answered', say('item.contact.tried')];
  return chat.isForLater && !chat.hasReplied ? ['now', say('item.left')] : null;
}

/** @param {HTMLElement} button @param {string} part @param {string} text */
function write(button, part, text) {
  const element = /** @type {HTMLElement} */ (button.querySelector(`.item-${part}`));
  if (element.textContent !== text) element.textContent = text;
}
