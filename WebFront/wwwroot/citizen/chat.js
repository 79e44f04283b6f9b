import { Keep } from '../live/keep.js';
import { fitWindow } from '../live/window-fit.js';
import { LiveChat } from './live-chat.js';
import { Panel } from './panel.js';
import { StartForm } from './start-form.js';

/**
 * The citizen's page with JavaScript: takes the server's page over and shows either the start form or the chat that was started
 * here, in this tab or another.
 */
class Chat extends HTMLElement {
  agency = this.dataset.agency ?? '';
  #keep = new Keep(this.agency);
  #main = /** @type {HTMLElement} */ (this.querySelector('main'));
  #start = [...this.#main.childNodes];
  #panel = new Panel(this.dataset.panel !== undefined);
  /** @type {LiveChat | null} */
  #live = null;

  connectedCallback() {
    fitWindow(() => this.#live?.fit());
    const form = this.#main.querySelector('form');
    if (form) new StartForm(form, this.agency, this.#keep, () => this.#show());
    this.#keep.watch((key) => key === 'chat' && this.#show());
    // A page that comes back from the browser's cache may be older than the chat.
    addEventListener('pageshow', () => this.#show());
    this.#show();
    this.#panel.start(() => this.#live?.wasSeen());
    if (!this.#live) this.#main.querySelector('h1')?.focus({ preventScroll: true });
  }

  #show() {
    const chat = this.#keep.get('chat');
    if (chat?.id === this.#live?.chat.id) return;
    this.#live?.stop();
    this.#live = null;
    document.body.classList.toggle('talking', Boolean(chat));
    if (!chat) {
      this.#main.replaceChildren(...this.#start);
      this.#main.querySelector('h1')?.focus();
      return;
    }
    this.#live = new LiveChat(this.#main, chat, this.#keep, this.#panel, () => {
      this.#keep.removeAll('');
      // The start form needs the hours and waits as they are now.
      location.reload();
    });
    this.#live.start();
  }
}

customElements.define('muster-chat', Chat);
