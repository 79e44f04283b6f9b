/**
 * Muster's launcher: <script src="https://chat.agency.example/widget.js" data-agency="demo" async></script>
 * puts a labelled button on the page. The chat itself is loaded when somebody opens it; before that nothing is stored anywhere.
 */
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const home = new URL(script.src).origin;
  const agency = script.dataset.agency ?? '';
  const page = `${home}/chat/${encodeURIComponent(agency)}`;
  // What is said while the agency cannot be asked; everything else comes from it in the citizen's language.
  const unknown = { label: script.dataset.label ?? 'Chat with us', state: '', colours: {} };
  const styles = `
    :host { all: initial; position: fixed; inset: auto 16px 16px auto; z-index: 2147483000; color-scheme: light dark;
      font: 16px/1.4 system-ui, sans-serif; --ground: var(--light); --ink: var(--on-light); }
    @media (prefers-color-scheme: dark) { :host { --ground: var(--dark); --ink: var(--on-dark); } }
    button { font: inherit; cursor: pointer; border: 2px solid var(--ink); border-radius: 12px; background: var(--ground); color: var(--ink);
      min-height: 48px; max-width: calc(100vw - 32px); padding: 8px 18px; text-align: start; box-shadow: 0 2px 10px rgb(0 0 0 / .3); }
    button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 6px var(--ground); }
    button[hidden], .frame[hidden] { display: none; }
    .label { display: block; font-weight: 600; }
    .state { display: block; font-size: 14px; }
    .frame { position: fixed; inset: auto 16px 16px auto; box-sizing: border-box; width: min(400px, calc(100vw - 32px)); height: min(640px, calc(100vh - 32px));
      border: 1px solid #767676; border-radius: 12px; background: Canvas; box-shadow: 0 6px 30px rgb(0 0 0 / .35); }
    @media (max-width: 480px) { .frame { inset: 0; width: 100%; height: 100%; height: 100dvh; border: 0; border-radius: 0; } }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media print { :host { display: none; } }`;

  class Launcher extends HTMLElement {
    words = /** @type {any} */ (unknown);
    unread = 0;
    button = document.createElement('button');
    live = document.createElement('div');
    /** @type {HTMLIFrameElement | null} */
    frame = null;

    async connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      // A constructed sheet obeys the host page's content policy, and nothing of it leaks.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      root.adoptedStyleSheets = [sheet];
      this.button.type = 'button';
      this.button.setAttribute('aria-expanded', 'false');
      this.button.addEventListener('click', () => this.open());
      this.live.className = 'unseen';
      this.live.setAttribute('role', 'status');
      root.append(this.button, this.live);
      addEventListener('message', (event) => this.hear(event));
      addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && this.frame && !this.frame.hidden && event.composedPath().includes(this)) this.minimise();
      });
      this.show();
      try {
        const answer = await fetch(`${page}/launcher`, { credentials: 'omit' });
        if (answer.ok) this.words = await answer.json();
      } catch {
        // The button still leads to the chat page, which says what is the matter.
      }
      this.show();
    }

    show() {
      const { label, state, colours } = this.words;
      const unread = this.unread ? (this.unread === 1 ? this.words.unreadOne : this.words.unreadOther)?.replace('{0}', this.unread) : '';
      const lines = [label, unread || state].filter(Boolean);
      this.button.replaceChildren(...lines.map((line, at) => {
        const part = document.createElement('span');
        part.className = at ? 'state' : 'label';
        part.textContent = line;
        return part;
      }));
      this.button.setAttribute('aria-label', lines.join(', '));
      const set = (/** @type {string} */ name, /** @type {string} */ value) => this.style.setProperty(name, value);
      set('--light', colours.accent ?? '#0b5394');
      set('--on-light', colours.onAccent ?? '#fff');
      set('--dark', colours.accentDark ?? '#9ac7f5');
      set('--on-dark', colours.onAccentDark ?? '#06213a');
    }

    open() {
      if (!this.frame) {
        this.frame = document.createElement('iframe');
        this.frame.className = 'frame';
        this.frame.title = this.words.frame ?? this.words.label;
        this.frame.src = `${page}?panel=1`;
        this.shadowRoot?.append(this.frame);
      }
      this.frame.hidden = false;
      this.button.hidden = true;
      this.button.setAttribute('aria-expanded', 'true');
      this.tell('opened');
      this.frame.focus();
    }

    minimise() {
      if (this.frame) this.frame.hidden = true;
      this.button.hidden = false;
      this.button.setAttribute('aria-expanded', 'false');
      this.tell('minimised');
      this.button.focus();
    }

    /** @param {MessageEvent} event */
    hear(event) {
      if (event.origin !== home || event.source !== this.frame?.contentWindow) return;
      const before = this.unread;
      this.unread = Number(event.data?.unread) || 0;
      if (event.data?.muster === 'minimise') this.minimise();
      this.show();
      if (this.unread && !before && this.frame?.hidden) this.live.textContent = this.button.getAttribute('aria-label');
      if (!this.unread) this.live.textContent = '';
    }

    /** @param {string} what */
    tell(what) {
      this.frame?.contentWindow?.postMessage({ muster: what }, home);
    }
  }

  if (!customElements.get('muster-launcher')) customElements.define('muster-launcher', Launcher);
  const put = () => document.body.append(document.createElement('muster-launcher'));
  if (document.body) put();
  else addEventListener('DOMContentLoaded', put);
})();
