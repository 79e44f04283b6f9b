import { Chime } from '../live/chime.js';
import { count, say } from '../live/wording.js';

const AGAIN = 6_000;

/**
 * Sound, title and notification for what is new. Each has its visual twin in the page, and each can be switched off; unless it is,
 * a new chat sounds.
 */
export class Alerts {
  #keep;
  #chime;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #repeat;

  /** @param {HTMLElement} root @param {import('../live/keep.js').Keep} keep */
  constructor(root, keep) {
    this.#keep = keep;
    this.#chime = new Chime(() => Number(keep.get('volume') ?? 50));
    for (const name of ['sound-chat', 'sound-message', 'notify']) {
      const tick = /** @type {HTMLInputElement} */ (root.querySelector(`[data-part="${name}"]`));
      tick.checked = this.#wants(name);
      tick.addEventListener('change', () => this.#set(name, tick));
    }
    const volume = /** @type {HTMLInputElement} */ (root.querySelector('[data-part="volume"]'));
    volume.value = String(keep.get('volume') ?? 50);
    volume.addEventListener('change', () => {
      keep.set('volume', Number(volume.value));
      this.#chime.ring(660);
    });
  }

  /** A chat that nobody has looked at yet: sounds until somebody does. @param {string} words */
  newChat(words) {
    clearInterval(this.#repeat);
    const sound = () => this.#wants('sound-chat') && this.#chime.ring(880, 660);
    sound();
    this.#repeat = setInterval(sound, AGAIN);
    if (this.#wants('notify') && document.visibilityState === 'hidden' && Notification.permission === 'granted') {
      new Notification(say('title'), { body: words, tag: 'new-chat' });
    }
  }

  /** A life may be in danger. @param {string} words @param {import('../live/announcer.js').Announcer} announcer */
  alarm(words, announcer) {
    announcer.interrupt(words);
    this.newChat(words);
  }

  newMessage() {
    if (this.#wants('sound-message')) this.#chime.ring(520);
  }

  /** A citizen waits too long for a reply. @param {string} words @param {import('../live/announcer.js').Announcer} announcer */
  remind(words, announcer) {
    announcer.interrupt(words);
    this.newMessage();
  }

  /** @param {number} unread @param {boolean} hasNew a chat that was not looked at */
  show(unread, hasNew) {
    if (!hasNew) clearInterval(this.#repeat);
    document.title = hasNew ? say('title.new') : unread ? count('title.unread', unread) : say('title');
  }

  stop() {
    clearInterval(this.#repeat);
  }

  /** @param {string} name */
  #wants(name) {
    return this.#keep.get(name) ?? name === 'sound-chat';
  }

  /** @param {string} name @param {HTMLInputElement} tick */
  async #set(name, tick) {
    if (name === 'notify' && tick.checked) tick.checked = 'Notification' in window && (await Notification.requestPermission()) === 'granted';
    this.#keep.set(name, tick.checked);
    if (tick.checked && name !== 'notify') this.#chime.ring(660);
  }
}
