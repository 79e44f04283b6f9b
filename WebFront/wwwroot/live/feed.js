import { Api, Refused, Unreachable, refusal } from './api.js';
import { readEvents } from './event-stream.js';
import { Pause } from './patience.js';

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
 *   onLost: (isBusy: boolean) => void,
 *   onBack: () => void,
 *   onRefused: (refused: Refused) => boolean,
 * }} FeedOptions `onLost` is told whether the server has too much to do, and told again when that changes; `onRefused` answers whether
 *   to go on trying
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
  #isBusy = false;
  /** Whether the next try is wanted at once. */
  #isHurried = false;
  #askedAt = 0;
  /** @type {AbortController | null} */
  #request = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #grace;
  #online = () => {
    this.#failures = 0;
    this.#wake();
  };
  #returned = (/** @type {PageTransitionEvent} */ event) => event.persisted && this.#wake();
  #seen = () => document.visibilityState === 'visible' && this.#wake();
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
    addEventListener('online', this.#online);
    addEventListener('offline', this.#cutOff);
    addEventListener('pageshow', this.#returned);
    document.addEventListener('visibilitychange', this.#seen);
    this.#run();
  }

  stop() {
    this.#isOver = true;
    removeEventListener('online', this.#online);
    removeEventListener('offline', this.#cutOff);
    removeEventListener('pageshow', this.#returned);
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#silence);
    clearTimeout(this.#grace);
    this.#request?.abort();
    this.#pause.end();
  }

  /** Somebody wants to know now: whatever is being tried or waited for, it is tried anew. */
  nudge() {
    if (this.#isAlive) this.pull();
    else this.#hurry();
    this.#pause.end();
  }

  async pull() {
    try {
      await this.#options.pull?.();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      // A server that has too much to do is not asked for a new stream on top: the next heartbeat tells whether we are still behind.
      if (!(error instanceof Refused && error.isBusy)) this.#request?.abort();
    }
  }

  /** The page was asleep or cut off, and what it waits for may have died meanwhile: pulls over a living line, tries again over a dead one. */
  #wake() {
    if (this.#isAlive) this.pull();
    else if (Date.now() - this.#askedAt > GRACE) this.#hurry();
    this.#pause.cut();
  }

  #hurry() {
    this.#isHurried = this.#request !== null;
    this.#request?.abort();
  }

  async #run() {
    while (!this.#isOver) {
      let refused = null;
      let comeBack = null;
      try {
        if (this.#inTurns && this.#options.poll) await this.#ask();
        else comeBack = await this.#listen();
      } catch (error) {
        if (error instanceof Refused) {
          if (!error.isPassing && !this.#options.onRefused(error)) return this.stop();
          refused = error;
        }
      }
      this.#request = null;
      if (this.#isOver) return;
      this.#lose(refused?.isBusy ?? false);
      this.#failures += 1;
      // A server that stops has spread its readers itself; one that just vanished leaves it to us.
      if (comeBack !== null) await this.#pause.of(comeBack);
      else if (!this.#isHurried) await this.#pause.after(this.#failures, refused?.retryAfter);
      this.#isHurried = false;
    }
  }

  /** @returns {Promise<number | null>} milliseconds after which the server wants us back */
  async #listen() {
    this.#request = new AbortController();
    this.#askedAt = Date.now();
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

  /** @param {boolean} isBusy */
  #lose(isBusy) {
    const isNews = this.isLost && this.#isBusy !== isBusy;
    this.#isAlive = false;
    this.#isBusy = isBusy;
    if (isNews) this.#options.onLost(isBusy);
    if (this.isLost || this.#grace) return;
    this.#grace = setTimeout(() => {
      this.isLost = true;
      this.#options.onLost(this.#isBusy);
    }, GRACE);
  }
}
