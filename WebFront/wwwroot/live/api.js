/** Calls of the public contract: an answer, a refusal with its reason, or no answer at all. */

/** The server understood and said no (or "not now"). */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} reason the last part of the problem's type, such as `conversation-closed`
   * @param {number | null} retryAfter seconds
   * @param {string | null} [needs] what a member of staff must do first, such as `locked` or `code-needed`
   * @param {any} [problem] all that was said
   */
  constructor(status, reason, retryAfter, needs = null, problem = null) {
    super(`${status} ${reason}`);
    this.status = status;
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.needs = needs;
    this.problem = problem;
  }

  /** Whether the very same request may succeed later. */
  get isPassing() {
    return this.status === 429 || this.status >= 500;
  }

  /** Whether the server has too much to do, rather than something wrong with it. */
  get isBusy() {
    return this.status === 429 || this.status === 503;
  }
}

/** Nothing came back: the network, a proxy or the server is away. */
export class Unreachable extends Error {}

const PATIENCE = 15_000;

export class Api {
  /** @param {string | null} token the citizen's; staff are known by their cookie */
  constructor(token = null) {
    this.token = token;
  }

  /** @param {Record<string, string>} [more] */
  headers(more = {}) {
    return this.token ? { ...more, Authorization: `Bearer ${this.token}` } : more;
  }

  /** @param {string} path @param {{wait?: number}} [options] */
  async get(path, options = {}) {
    return this.#json(await this.#send('GET', path, undefined, options.wait));
  }

  /** @param {string} path @param {unknown} [body] @param {string} [method] */
  async send(path, body = {}, method = 'POST') {
    return this.#json(await this.#send(method, path, body));
  }

  /** @param {string} path */
  async text(path) {
    return this.#read(await this.#send('GET', path));
  }

  /** @param {Response} response */
  async #json(response) {
    const text = await this.#read(response);
    return text ? JSON.parse(text) : null;
  }

  /** The line may be lost between the first word of an answer and the last. @param {Response} response */
  async #read(response) {
    try {
      return await response.text();
    } catch (cause) {
      throw new Unreachable('half an answer', { cause });
    }
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @param {number} [wait] seconds the server may hold the answer back */
  async #send(method, path, body, wait = 0) {
    let response;
    try {
      response = await fetch(path, {
        method,
        headers: this.headers({ Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) }),
        body: body === undefined ? undefined : JSON.stringify(body),
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE + wait * 1000),
      });
    } catch (cause) {
      throw new Unreachable('no answer', { cause });
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }
}

/** @param {Response} response */
export async function refusal(response) {
  const problem = await response.json().catch(() => null);
  const reason = String(problem?.type ?? '').split(/[/:]/).pop() || 'unknown';
  return new Refused(response.status, reason, seconds(response.headers.get('Retry-After')), problem?.reason ?? null, problem);
}

/** @param {string | null} header seconds or a date */
function seconds(header) {
  if (!header) return null;
  const number = Number(header);
  return Number.isFinite(number) ? number : Math.max(0, (Date.parse(header) - Date.now()) / 1000);
}
