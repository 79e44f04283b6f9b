import { Api, Refused, Unreachable, refusal } from './api.js';
import { readEvents } from './event-stream.js';
import { Pause, pause } from './patience.js';

/** The server says something at least this often; a line that is silent for longer is taken for dead. */
const HEARTBEAT = 15_000;
/** How long a loss may last before anybody is told. */
const GRACE = 3_000;
/** A stream that says nothing at first is held back by something between: ask in turns instead. */
const FIRST_WORD = 10_000;

/**
 * Everything that happens, resumed where it broke off, for as long as the page is open. It trusts no push: it pulls whenever the
 * page wakes up, and whenever a heartbeat names a newer entry than it has.
 *
 * @typedef {{
 *   stream: string,
 *   pull: (() => Promise<void>) | null,
 *   poll: ((wait: number) => Promise<void>) | null,
 *   isBehind: (heartbeat: any) => boolean,
 *   onEvent: (event: import('./event-stream.js').StreamEvent) => void,
 *   onLost: () => void,
 *   onBack: () => void,
 *   onRefused: (refused: Refused) => boolean,
 * }} FeedOptions `onRefused` answers whether to go on trying
 */
export class Feed {
  /** @type {string | null} */
  cursor = null;
  isLost = false;

  #api;
  #options;
  #pause = new Pause();
  #failures = 0;
  #inTurns = false;
  #isOver = false;
  #isAlive = false;
  /** @type {AbortController | null} */
  #request = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #grace;
  #wake = () => this.nudge();
  #sleepy = () => document.visibilityState === 'visible' && this.nudge();
  #cutOff = () => this.#request?.abort();

  /** @param {Api} api @param {FeedOptions} options */
  constructor(api, options) {
    this.#api = api;
    this.#options = options;
  }

  /** A feed that goes on where this one was stopped. */
  again() {
    const next = new Feed(this.#api, this.#options);
    next.cursor = this.cursor;
    next.start();
    return next;
  }

  start() {
    addEventListener('online', this.#wake);
    addEventListener('offline', this.#cutOff);
    addEventListener('pageshow', this.#wake);
    document.addEventListener('visibilitychange', this.#sleepy);
    this.#run();
  }

  stop() {
    this.#isOver = true;
    removeEventListener('online', this.#wake);
    removeEventListener('offline', this.#cutOff);
    removeEventListener('pageshow', this.#wake);
    document.removeEventListener('visibilitychange', this.#sleepy);
    clearTimeout(this.#silence);
    clearTimeout(this.#grace);
    this.#request?.abort();
    this.#pause.cut();
  }

  /** Looks now: pulls over a living line, tries again over a dead one. */
  nudge() {
    if (this.#isAlive) this.pull();
    this.#pause.cut();
  }

  async pull() {
    try {
      await this.#options.pull?.();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      this.#request?.abort();
    }
  }

  async #run() {
    while (!this.#isOver) {
      let retryAfter = null;
      let comeBack = null;
      try {
        if (this.#inTurns && this.#options.poll) await this.#ask();
        else comeBack = await this.#listen();
      } catch (error) {
        if (error instanceof Refused) {
          if (!error.isPassing && !this.#options.onRefused(error)) return this.stop();
          retryAfter = error.retryAfter;
        }
      }
      if (this.#isOver) return;
      this.#lose();
      this.#failures += 1;
      // A server that stops has spread its readers itself; one that just vanished leaves it to us.
      await this.#pause.wait(comeBack ?? pause(this.#failures, retryAfter));
    }
  }

  /** @returns {Promise<number | null>} milliseconds after which the server wants us back */
  async #listen() {
    this.#request = new AbortController();
    this.#watch(FIRST_WORD + HEARTBEAT);
    const response = await fetch(this.#options.stream, {
      headers: this.#api.headers({ Accept: 'text/event-stream', ...(this.cursor ? { 'Last-Event-ID': this.cursor } : {}) }),
      cache: 'no-store',
      signal: this.#request.signal,
    });
    if (!response.ok) throw await refusal(response);
    if (!response.body) {
      this.#inTurns = true;
      return null;
    }
    this.#watch(FIRST_WORD, () => (this.#inTurns = true));
    return await readEvents(response.body, (event) => this.#take(event), () => this.#heard());
  }

  /** Long polling: what a browser or a proxy that holds streams back can do. */
  async #ask() {
    for (;;) {
      await this.#options.poll?.(25);
      this.#heard();
      clearTimeout(this.#silence);
      if (this.#isOver) return;
    }
  }

  /** @param {import('./event-stream.js').StreamEvent} event */
  #take(event) {
    if (event.id) this.cursor = event.id;
    this.#options.onEvent(event);
    if (event.kind === 'heartbeat' && this.#options.isBehind(event.data)) this.pull();
  }

  #heard() {
    this.#failures = 0;
    this.#isAlive = true;
    this.#watch(HEARTBEAT + GRACE);
    clearTimeout(this.#grace);
    this.#grace = undefined;
    if (this.isLost) {
      this.isLost = false;
      this.#options.onBack();
      this.pull();
    }
  }

  /** @param {number} milliseconds @param {() => void} [then] */
  #watch(milliseconds, then) {
    clearTimeout(this.#silence);
    const request = this.#request;
    this.#silence = setTimeout(() => {
      then?.();
      request?.abort();
    }, milliseconds);
  }

  #lose() {
    this.#isAlive = false;
    if (this.isLost || this.#grace) return;
    this.#grace = setTimeout(() => {
      this.isLost = true;
      this.#options.onLost();
    }, GRACE);
  }
}
