/**
 * Finds words that say that a life is in danger (N17), before anything is sent and without a line. The server finds the same in what it stores
 * (Grains/Conversations/LifeGuard.cs); both are kept in step by Tests/Conversations/life-at-risk.json.
 */

/** What the server takes for white space, which is not quite what \s is. */
const SPACES = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const APOSTROPHES = /['\u2018\u2019\u02bc`\u00b4]/g;
/** Half a surrogate pair, and what is no character: the server cannot compose a text that has one. */
const BROKEN = /[\p{Cs}\ufffe]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;
/** Scripts from here on are written without spaces between words. */
const FIRST_WITHOUT_SPACES = '\u2e80';

/** The same phrases are asked for at every key. @type {Map<string, string>} */
const plainPhrases = new Map();

/**
 * The first of the phrases that stands in a text, whole and in either case, with or without apostrophes; null for none.
 * @param {string} text @param {string[]} phrases @returns {string | null}
 */
export function phraseIn(text, phrases) {
  const said = plain(text);
  return phrases.find((phrase) => standsIn(said, plainPhrase(phrase))) ?? null;
}

/** @param {string} phrase */
function plainPhrase(phrase) {
  const known = plainPhrases.get(phrase) ?? plain(phrase);
  plainPhrases.set(phrase, known);
  return known;
}

/** Small letters, without apostrophes, and with one plain space where there are any. @param {string} text */
function plain(text) {
  const composed = BROKEN.test(text) ? text : text.normalize();
  return composed.replace(APOSTROPHES, '').replace(SPACES, ' ').split('').map(small).join('');
}

/** As the server does it: unit by unit, so that what is around it changes nothing. @param {string} unit */
function small(unit) {
  const lower = unit.toLowerCase();
  return lower.length === 1 ? lower : unit;
}

/** @param {string} said @param {string} phrase */
function standsIn(said, phrase) {
  for (let at = said.indexOf(phrase); at >= 0; at = said.indexOf(phrase, at + 1)) {
    if (isEdge(phrase[0], said[at - 1]) && isEdge(phrase[phrase.length - 1], said[at + phrase.length])) return true;
  }
  return false;
}

/** @param {string} inside @param {string | undefined} outside */
function isEdge(inside, outside) {
  return inside >= FIRST_WITHOUT_SPACES || !LETTER_OR_DIGIT.test(outside ?? ' ');
}
