/**
 * Finds what the server will take out of a text, so that whoever writes it knows before they send. It warns; the server decides
 * (Grains/Identifiers), and knows more: an agency's own identifiers, and what was asked for in an earlier message. Both are kept in
 * step by Tests/Identifiers/vectors.json.
 *
 * @typedef {'apart' | 'space' | 'mark' | 'dot' | 'line'} Gap
 * @typedef {{start: number, end: number, digits: string, gap: Gap, isDate: boolean, isDialled: boolean}} Group
 * @typedef {{start: number, end: number, name: 'card number' | 'tax file number' | 'Medicare number'}} Found
 */

const UNSEEN = /[\p{Cf}\ufe0f\u20e3]/u;
const DOT = /[.\u00b7\u2022\uff0e\u3002]/u;
const MARK = /[\p{Pd}/_\u2212\u2215\u2044\uff0f\uff3f]/u;
const DIGITS = /\p{Nd}+/gu;
const DIGIT = /^\p{Nd}$/u;

/** First four digits, from and to; and how long such numbers are. @type {[number, number, number[]][]} */
const NETWORKS = [
  [2200, 2204, [16, 17, 18, 19]], [2221, 2720, [16]], [3000, 3059, [14, 16, 19]], [3095, 3095, [14, 16, 19]], [3400, 3499, [15]], [3528, 3589, [16, 19]],
  [3600, 3699, [14, 16, 19]], [3700, 3799, [15]], [3800, 3999, [14, 16, 19]], [4000, 4999, [13, 16, 19]], [5000, 5099, [16, 17, 18, 19]], [5100, 5599, [16]],
  [5600, 5899, [16, 17, 18, 19]], [6000, 6010, [16]], [6011, 6011, [16, 19]], [6012, 6199, [16]], [6200, 6399, [16, 17, 18, 19]], [6400, 6599, [16, 19]],
  [6700, 6799, [13, 14, 15, 16, 17, 18, 19]],
];

const TAX_FILE = /(?<![a-z])t\.?\s?f\.?\s?n(?![a-z])|tax\s*-?\s*(?:file|id\b|no\b|num)/gi;
const MEDICARE = /medi\s?care/gi;
const OTHER = /\b(?:ref(?:erence)?s?|orders?|invoices?|receipts?|case|claims?|tickets?|bookings?|application|phone|ph|tel|telephone|mob(?:ile)?|cell|fax|call|ring|abn|acn|arbn|account|acct|a\/c|bsb|tracking|parcel|job|policy|licen[cs]e|passport|serial|batch|permit|crn|centrelink)\b|#/gi;

/** What the server would remove, in order. @param {string} text @returns {Found[]} */
export function identifiersIn(text) {
  const groups = groupsOf(text);
  const plain = plainOf(text);
  /** @type {Found[]} */
  const found = [];
  for (let first = 0; first < groups.length; first += 1) {
    for (const [name, last] of /** @type {[Found['name'], number][]} */ ([
      ['card number', lastOfCard(groups, first)],
      ['Medicare number', lastOfNamed(groups, first, plain, isMedicareNumber, MEDICARE, [[4, 5, 1], [4, 5, 1, 1], [4, 5, 2]], true)],
      ['tax file number', lastOfNamed(groups, first, plain, isTaxFileNumber, TAX_FILE, [[3, 3, 3], [3, 3, 2], [2, 3, 3]], false)],
    ])) {
      if (last < 0) continue;
      found.push({ start: groups[first].start, end: groups[last].end, name });
      first = last;
      break;
    }
  }
  return found;
}

/** The text as the server would store it. @param {string} text */
export function masked(text) {
  let kept = 0;
  let clean = '';
  for (const { start, end, name } of identifiersIn(text)) {
    clean += `${text.slice(kept, start)}[${name} removed]`;
    kept = end;
  }
  return clean + text.slice(kept);
}

/** @param {string} text @returns {Group[]} */
function groupsOf(text) {
  /** @type {Group[]} */
  const groups = [];
  for (const found of text.matchAll(DIGITS)) {
    const start = found.index;
    const before = groups.at(-1);
    groups.push({
      start, end: start + found[0].length, digits: [...found[0]].map(valueOf).join(''), gap: before ? gapOf(text.slice(before.end, start)) : 'apart',
      isDate: false, isDialled: /[+\uff0b]/.test(text[start - 1] ?? ''),
    });
  }
  markDates(groups);
  return groups;
}

/** Unicode keeps the ten digits of a script together and in order: the value is the distance from the first. @param {string} digit */
function valueOf(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10; // mathematical digits: five sets side by side
  let first = code;
  while (code - first < 9 && DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return code - first;
}

/** @param {string} between @returns {Gap} */
function gapOf(between) {
  let [seen, unseen, dots, marks, lines] = [0, 0, 0, 0, 0];
  for (const sign of between) {
    if (UNSEEN.test(sign)) unseen += 1;
    else if (sign === '\r') continue;
    else if (DOT.test(sign)) [seen, dots] = [seen + 1, dots + 1];
    else if (MARK.test(sign)) [seen, marks] = [seen + 1, marks + 1];
    else if (/[\n\u0085\u2028\u2029]/.test(sign)) [seen, lines] = [seen + 1, lines + 1];
    else if (/\s/.test(sign)) seen += 1;
    else return 'apart';
  }
  if (seen > 3 || unseen > 16 || lines > 1) return 'apart';
  return lines ? 'line' : seen === 1 && dots ? 'dot' : seen === 1 && marks ? 'mark' : 'space';
}

/** @param {Group[]} groups */
function markDates(groups) {
  for (let at = 0; at + 2 < groups.length; at += 1) {
    const inside = groups[at + 1].gap;
    if (!(inside === 'mark' || inside === 'dot') || groups[at + 2].gap !== inside) continue;
    if (groups[at].gap === inside || groups[at + 3]?.gap === inside) continue;
    const parts = groups.slice(at, at + 3);
    const hasYear = isYear(parts[0].digits) || isYear(parts[2].digits);
    if (isDateAt(groups, at) && (hasYear || standsAmongDates(groups, at))) parts.forEach((part) => { part.isDate = true; });
  }
}

/** @param {Group[]} groups @param {number} at */
function standsAmongDates(groups, at) {
  const ends = (/** @type {Group | undefined} */ group) => !group || group.gap === 'apart' || group.gap === 'line';
  return (ends(groups[at]) || groups[at - 1].isDate) && (ends(groups[at + 3]) || isDateAt(groups, at + 3));
}

/** @param {string} digits */
function isYear(digits) {
  return /^(19|20)..$/.test(digits);
}

/** @param {Group[]} groups @param {number} at */
function isDateAt(groups, at) {
  if (at + 2 >= groups.length) return false;
  const [one, two, three] = groups.slice(at, at + 3).map((group) => group.digits);
  const upTo = (/** @type {string} */ digits, /** @type {number} */ most) => digits.length <= 2 && Number(digits) >= 1 && Number(digits) <= most;
  return (isYear(one) && upTo(two, 12) && upTo(three, 31))
    || ((isYear(three) || three.length === 2) && ((upTo(one, 31) && upTo(two, 12)) || (upTo(one, 12) && upTo(two, 31))));
}

/** @param {Group[]} groups @param {number} first the last group of a card number that begins there, or -1 */
function lastOfCard(groups, first) {
  let digits = '';
  let found = -1;
  if (groups[first].isDialled) return found;
  for (let last = first; last < groups.length && !groups[last].isDate && (last === first || groups[last].gap !== 'apart'); last += 1) {
    digits += groups[last].digits;
    if (digits.length > 19) break;
    if (isCard(digits) && isWrittenAsOne(groups, first, last)) found = last;
  }
  return found;
}

/** @param {string} digits */
function isCard(digits) {
  const begins = Number(digits.slice(0, 4));
  return NETWORKS.some(([from, to, lengths]) => begins >= from && begins <= to && lengths.includes(digits.length)) && passesLuhn(digits);
}

/** @param {string} digits */
function passesLuhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** @param {Group[]} groups @param {number} first @param {number} last */
function isWrittenAsOne(groups, first, last) {
  if (first === last) return true;
  if (areDecimals(groups, first, last)) return false;
  const lines = groups.slice(first + 1, last + 1).filter((group) => group.gap === 'line').length;
  if (lines === 0) return isAsOnCards(groups, first, last) || standsAlone(groups, first, last, 'line');
  return standsAlone(groups, first, last, 'apart') && (isAsOnCards(groups, first, last) || (lines === 1 && isBrokenOnce(groups, first, last)));
}

/** @param {Group[]} groups @param {number} first @param {number} last */
function isAsOnCards(groups, first, last) {
  const lengths = groups.slice(first, last + 1).map((group) => group.digits.length);
  const end = lengths[lengths.length - 1];
  if (lengths.length === 2) return [4, 6, 8].includes(lengths[0]) && end >= 8;
  if (lengths.length === 3 && lengths[0] === 4 && lengths[1] === 6) return true;
  const next = groups[last + 1];
  const isExpiry = end === 2 && next?.gap === 'mark' && [2, 4].includes(next.digits.length);
  return lengths.slice(0, -1).every((length) => length === 4) && end <= 4 && !isExpiry;
}

/** @param {Group[]} groups @param {number} first @param {number} last */
function isBrokenOnce(groups, first, last) {
  const at = groups.findIndex((group, index) => index > first && group.gap === 'line');
  const count = (/** @type {Group[]} */ some) => some.reduce((sum, group) => sum + group.digits.length, 0);
  return count(groups.slice(first, at)) >= 6 && count(groups.slice(at, last + 1)) >= 4;
}

/** Nothing joins it but an expiry date and a security code. @param {Group[]} groups @param {number} first @param {number} last @param {Gap} end */
function standsAlone(groups, first, last, end) {
  const ends = (/** @type {Gap} */ gap) => gap === 'apart' || gap === end;
  let [before, after] = [first, last];
  while (before > 0 && !ends(groups[before].gap) && !groups[before - 1].isDate) before -= 1;
  while (after + 1 < groups.length && !ends(groups[after + 1].gap) && !groups[after + 1].isDate) after += 1;
  return isExpiryAndCode(groups.slice(before, first)) && isExpiryAndCode(groups.slice(last + 1, after + 1));
}

/** @param {Group[]} groups */
function isExpiryAndCode(groups) {
  const rest = [...groups];
  if (rest.length > 1 && rest[0].digits.length === 2 && !rest[0].isDialled && [2, 4].includes(rest[1].digits.length)) rest.splice(0, 2);
  if (rest[0]?.digits.length === 3) rest.shift();
  return rest.length === 0;
}

/** @param {Group[]} groups @param {number} first @param {number} last */
function areDecimals(groups, first, last) {
  if ((last - first) % 2 === 0) return false;
  for (let at = first; at <= last; at += 2) {
    const [whole, part] = [groups[at], groups[at + 1]];
    const isOne = part.gap === 'dot' && (at === first || whole.gap !== 'dot')
      && (part.digits.length === 2 || (whole.digits.length <= 3 && part.digits.length >= 3));
    if (!isOne) return false;
  }
  return true;
}

/** @param {string} digits */
function isTaxFileNumber(digits) {
  const weights = { 8: [10, 7, 8, 4, 6, 3, 5, 1], 9: [1, 4, 3, 7, 5, 8, 6, 9, 10] }[digits.length];
  return weights !== undefined && weighed(digits, weights) % 11 === 0;
}

/** @param {string} digits */
function isMedicareNumber(digits) {
  return /^[2-6]\d{8}[1-9]\d?$/.test(digits) && weighed(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8]);
}

/** @param {string} digits @param {number[]} weights */
function weighed(digits, weights) {
  return weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);
}

/**
 * @param {Group[]} groups @param {number} first @param {string} plain @param {(digits: string) => boolean} isOne @param {RegExp} word
 * @param {number[][]} layouts @param {boolean} layoutIsEnough the layout says what it is, without a word near it
 */
function lastOfNamed(groups, first, plain, isOne, word, layouts, layoutIsEnough) {
  let digits = '';
  let found = -1;
  for (let last = first; last < groups.length && !groups[last].isDate && (last === first || groups[last].gap !== 'apart') && digits.length < 11; last += 1) {
    digits += groups[last].digits;
    if (!isOne(digits)) continue;
    const parts = groups.slice(first, last + 1);
    const isLaidOut = layouts.some((layout) => layout.join() === parts.map((part) => part.digits.length).join());
    const isNamed = () => named(plain, groups[first].start, groups[last].end, word);
    if ((isLaidOut && layoutIsEnough) || ((isLaidOut || first === last || isWholeRow(groups, first, last)) && isNamed())) found = last;
  }
  return found;
}

/** @param {Group[]} groups @param {number} first @param {number} last */
function isWholeRow(groups, first, last) {
  const [begin, next] = [groups[first], groups[last + 1]];
  return groups.slice(first + 1, last + 1).every((group) => group.gap !== 'line')
    && (first === 0 || begin.gap === 'apart' || begin.gap === 'line' || groups[first - 1].isDate)
    && (!next || next.gap === 'apart' || next.gap === 'line' || next.isDate);
}

/** @param {string} plain @param {number} start @param {number} end @param {RegExp} word */
function named(plain, start, end, word) {
  const before = plain.slice(Math.max(0, start - 100), start);
  const near = distance(word, before);
  if (/[$€£¥+]$/.test(before) || (/\p{L}$/u.test(before) && near !== 0)) return false;
  const closest = Math.min(near, follows(word, plain.slice(end, end + 30)));
  return closest < Infinity && closest <= distance(OTHER, before);
}

/** @param {RegExp} word @param {string} before */
function distance(word, before) {
  const last = [...before.matchAll(word)].at(-1);
  return last ? before.length - last.index - last[0].length : Infinity;
}

/** @param {RegExp} word @param {string} after */
function follows(word, after) {
  const found = [...after.matchAll(word)][0];
  if (!found || /[.;!?\n0-9]/.test(after.slice(0, found.index))) return Infinity;
  return /\p{Nd}/u.test(after.slice(found.index + found[0].length)) ? Infinity : found.index;
}

/** @param {string} text */
function plainOf(text) {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[^\S\n]|\p{Cf}|[\ufe0f\u20e3]/gu, (sign) => ' '.repeat(sign.length))
    .replace(/\[[^[\]]{1,60} removed\]/g, (token) => ' '.repeat(token.length));
}
