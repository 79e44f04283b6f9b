/** The words the server put into the page: the browser code has none of its own. */

const block = document.getElementById('wording');
/** @type {Record<string, string>} */
const words = JSON.parse(block?.textContent || '{}');
const plurals = new Intl.PluralRules(document.documentElement.lang || 'en');

/**
 * @param {string} key
 * @param {...(string | number)} values for {0}, {1} ...
 */
export function say(key, ...values) {
  return (words[key] ?? key).replace(/\{(\d)\}/g, (_, place) => String(values[place] ?? ''));
}

/** @param {string} key */
export function knows(key) {
  return key in words;
}

/**
 * The form of a phrase that fits a number: "{key}.one" or "{key}.other".
 * @param {string} key
 * @param {number} number
 * @param {...(string | number)} values
 */
export function count(key, number, ...values) {
  const exact = `${key}.${plurals.select(number)}`;
  return say(exact in words ? exact : `${key}.other`, number, ...values);
}

const language = document.documentElement.lang || 'en';
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false });
const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });

const day = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' });

/** @param {string} date a day of the calendar, without a time */
export const dateOf = (date) => day.format(new Date(date));

/** @param {string | number | Date} at */
export const clockTime = (at) => clock.format(new Date(at));

/** @param {string | number | Date} at */
export const fullTime = (at) => full.format(new Date(at));

/** A time that somebody named: by the agency's clock where the page says which that is, else by the reader's own. @param {string | number | Date} at */
export const agreedTime = (at) => agreed.format(new Date(at));

const agreed = agreedFormat(JSON.parse(document.getElementById('agency')?.textContent || '{}').timeZone);

/** @param {string} [timeZone] */
function agreedFormat(timeZone) {
  /** @type {Intl.DateTimeFormatOptions} */
  const format = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  try {
    return new Intl.DateTimeFormat(language, timeZone ? { ...format, timeZone, timeZoneName: 'short' } : format);
  } catch {
    return new Intl.DateTimeFormat(language, format); // a zone that this browser has not
  }
}

/**
 * A range of minutes in words; null ends mean that nobody can tell.
 * @param {{low?: number | null, high?: number | null, at?: string} | null | undefined} wait
 */
export function waitWords(wait) {
  if (wait?.low == null || wait.high == null) return say('wait.unknown');
  const from = Math.floor(wait.low / 60);
  const to = Math.max(1, Math.ceil(wait.high / 60));
  const range = to <= 1 ? say('wait.soon') : from >= to ? say('wait.about', to) : say('wait.between', Math.max(1, from), to);
  return wait.at ? say('wait.at', range, clockTime(wait.at)) : range;
}
