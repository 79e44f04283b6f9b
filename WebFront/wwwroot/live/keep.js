/**
 * What a page remembers between visits. Nothing is written before somebody starts a chat or signs in; where the browser allows no
 * storage, it lasts as long as the page.
 */
export class Keep {
  #prefix;
  /** @type {Map<string, string>} */
  #memory = new Map();

  /** @param {string} prefix */
  constructor(prefix) {
    this.#prefix = `muster/${prefix}/`;
  }

  /** @param {string} part a keep of its own within this one */
  inside(part) {
    const inner = new Keep('');
    inner.#prefix = `${this.#prefix}${part}/`;
    return inner;
  }

  /** @param {string} key @returns {any} */
  get(key) {
    const remembered = this.#memory.get(key);
    if (remembered) return JSON.parse(remembered);
    try {
      return JSON.parse(localStorage.getItem(this.#prefix + key) ?? 'null');
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {unknown} value */
  set(key, value) {
    const text = JSON.stringify(value);
    try {
      localStorage.setItem(this.#prefix + key, text);
      this.#memory.delete(key);
    } catch {
      this.#memory.set(key, text);
    }
  }

  /** @param {string} key */
  remove(key) {
    this.#memory.delete(key);
    try {
      localStorage.removeItem(this.#prefix + key);
    } catch {
      // Nothing was stored then.
    }
  }

  /** @param {string} start @returns {string[]} the keys that begin so, in order */
  keys(start) {
    const all = [...this.#memory.keys()];
    try {
      all.push(...Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix)).map((key) => key.slice(this.#prefix.length)));
    } catch {
      // Only what is in memory.
    }
    return all.filter((key) => key.startsWith(start)).sort();
  }

  /** @param {string} start */
  removeAll(start) {
    for (const key of this.keys(start)) this.remove(key);
  }

  /**
   * Tells when another tab changes something.
   * @param {(key: string) => void} onChange
   */
  watch(onChange) {
    addEventListener('storage', (event) => {
      if (event.key?.startsWith(this.#prefix)) onChange(event.key.slice(this.#prefix.length));
    });
  }
}

/** An id nobody can guess, 32 characters of `A-Z a-z 0-9 - _`. */
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_');
}
