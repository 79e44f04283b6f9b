import { count, say } from '../live/wording.js';

/** What the page that embeds us is told: that we were minimised, and how much is unread. Never a word of the conversation. */
export class Panel {
  #isEmbedded;
  #unread = 0;
  #title = document.title;

  /** @param {boolean} isPanel */
  constructor(isPanel) {
    this.#isEmbedded = isPanel && window.parent !== window;
  }

  /** @param {() => void} onSeen */
  start(onSeen) {
    const seen = () => {
      if (this.isWatched) {
        this.unread = 0;
        onSeen();
      }
    };
    document.addEventListener('visibilitychange', seen);
    addEventListener('focus', seen);
    if (!this.#isEmbedded) return;

    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.textContent = say('minimise');
    button.addEventListener('click', () => this.#tell('minimise'));
    document.getElementById('tools')?.append(button);
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) this.#tell('minimise');
    });
    addEventListener('message', (event) => {
      if (event.source !== window.parent || event.data?.muster === undefined) return;
      this.isMinimised = event.data.muster === 'minimised';
      if (!this.isMinimised) document.querySelector('h1')?.focus();
      seen();
    });
    this.#tell('ready');
  }

  isMinimised = false;

  /** Whether somebody looks at the chat. */
  get isWatched() {
    return document.visibilityState === 'visible' && document.hasFocus() && !this.isMinimised;
  }

  get unread() {
    return this.#unread;
  }

  set unread(number) {
    if (number === this.#unread) return;
    this.#unread = number;
    this.#showTitle();
    this.#tell('unread');
  }

  /** @param {string} title */
  set title(title) {
    this.#title = title;
    this.#showTitle();
  }

  #showTitle() {
    document.title = this.#unread > 0 ? count('title.unread', this.#unread, this.#title) : this.#title;
  }

  /** @param {'ready' | 'minimise' | 'unread'} what */
  #tell(what) {
    // Any page may embed the panel as far as this message goes: it carries a number and nothing else.
    if (this.#isEmbedded) window.parent.postMessage({ muster: what, unread: this.#unread }, '*');
  }
}
