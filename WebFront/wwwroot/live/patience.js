/** How long to wait before trying again: exponential with full jitter, so that a whole city does not come back in one second. */

const FIRST = 500;
const LONGEST = 30_000;

/**
 * @param {number} failures in a row, from 1
 * @param {number | null} [retryAfter] seconds the server asked for; never undercut, and spread beyond
 */
export function pause(failures, retryAfter = null) {
  const jitter = Math.random() * Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 10));
  return retryAfter === null ? jitter : retryAfter * 1000 + Math.min(jitter, retryAfter * 500 + 250);
}

/** A wait that can be cut short. */
export class Pause {
  #wake = () => {};

  /** @param {number} milliseconds */
  wait(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
  }

  cut() {
    this.#wake();
  }
}
