/** How long to wait before trying again: exponential with full jitter, so that a whole city does not come back in one second. */

const FIRST = 500;
const LONGEST = 30_000;

/**
 * @param {number} failures in a row, from 1
 * @param {number | null} [retryAfter] seconds the server asked for; never undercut, and spread beyond
 */
function pause(failures, retryAfter = null) {
  const jitter = Math.random() * Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 10));
  return retryAfter === null ? jitter : retryAfter * 1000 + Math.min(jitter, retryAfter * 500 + 250);
}

/** A wait between two tries that can be cut short. */
export class Pause {
  /** @type {(isWish: boolean) => void} */
  #wake = () => {};

  /** @param {number} failures in a row, from 1 @param {number | null} [retryAfter] seconds the server asked for */
  after(failures, retryAfter = null) {
    return this.#wait(pause(failures, retryAfter), (retryAfter ?? 0) * 1000);
  }

  /** @param {number} milliseconds that the server chose for us, so that not everybody comes at once */
  of(milliseconds) {
    return this.#wait(milliseconds, milliseconds);
  }

  /** Something has changed: try now, or as soon as the server said we may. */
  cut() {
    this.#wake(false);
  }

  /** Somebody wants it now, or it is over. */
  end() {
    this.#wake(true);
  }

  /** @param {number} milliseconds @param {number} least before which nothing but a wish cuts it short */
  #wait(milliseconds, least) {
    return new Promise((resolve) => {
      const soonest = Date.now() + least;
      let timer = setTimeout(resolve, milliseconds);
      this.#wake = (isWish) => {
        const left = isWish ? 0 : soonest - Date.now();
        clearTimeout(timer);
        if (left > 0) timer = setTimeout(resolve, left);
        else resolve(undefined);
      };
    });
  }
}
