import { agreedTime, dateOf, knows, say } from './wording.js';

/**
 * A stored entry as the public contract tells it.
 * @typedef {{
 *   seq: number, at: string, kind: string, author?: {role: string, name?: string | null}, conversation?: string,
 *   text?: string, messageId?: string, queue?: string, reason?: string, to?: string, outcome?: string, disposition?: string,
 *   moreHelp?: boolean, nextAction?: string, nextActionBy?: string, satisfaction?: number, resolved?: boolean, tags?: string[],
 *   target?: number, priority?: string, reference?: string, page?: string, language?: string, contact?: string, answers?: Record<string, string>,
 *   consult?: string, channel?: string, callBack?: boolean, notBefore?: string, helped?: boolean, url?: string,
 * }} Entry
 */

const SPOKEN = ['message', 'note'];

/** @param {Entry} entry whether somebody wrote it, so that it stands under their name */
export const isSpoken = (entry) => SPOKEN.includes(entry.kind);

/** @param {Entry} entry */
export function nameOf(entry) {
  return entry.author?.name || say(`role.${entry.author?.role ?? 'system'}`);
}

/**
 * What happened, in a sentence; null for what this reader need not know.
 * @param {Entry} entry
 * @param {(queue: string) => string} queueName
 */
export function sentence(entry, queueName) {
  const key = wordsFor(entry);
  // The greeting is the agency's own words.
  if (!key) return entry.kind === 'started' && entry.text ? entry.text : null;
  const to = entry.to ? queueName(entry.to) : entry.queue ? queueName(entry.queue) : '';
  const lines = [say(key, nameOf(entry), to, entry.satisfaction ?? '', entry.disposition ?? '', (entry.tags ?? []).join(', '), entry.text ?? '', entry.contact ?? '')];
  if (entry.kind === 'transferred' && entry.reason && knows('entry.why')) lines.push(say('entry.why', entry.reason));
  if (entry.kind === 'triaged' && entry.reason && knows('entry.rule')) lines.push(say('entry.rule', entry.reason));
  if (entry.kind === 'life-at-risk' && entry.reason && knows('entry.phrase')) lines.push(say('entry.phrase', entry.reason));
  if (entry.kind === 'contact-asked' && entry.text) lines.push(say('entry.contact-asked.best', entry.text));
  if (entry.notBefore && knows(`entry.${entry.kind}.at`)) lines.push(say(`entry.${entry.kind}.at`, agreedTime(entry.notBefore)));
  if (entry.priority && knows('entry.priority')) lines.push(say('entry.priority', entry.priority));
  if (entry.nextAction) lines.push(say(entry.nextActionBy ? 'entry.next.by' : 'entry.next', entry.nextAction, entry.nextActionBy ? dateOf(entry.nextActionBy) : ''));
  return lines.join(' ');
}

/** @param {Entry} entry the most exact phrase there is for it */
function wordsFor(entry) {
  const detail =
    entry.kind === 'closing-answer' ? (entry.moreHelp ? 'yes' : 'no')
    : entry.kind === 'notice-answer' ? (entry.helped ? 'yes' : 'no')
    : entry.kind === 'contact-asked' ? (entry.callBack ? 'call' : entry.channel)
    : entry.kind === 'closed' || entry.kind === 'contact-tried' ? entry.outcome
    : entry.kind === 'left' && entry.author?.role === 'citizen' ? 'citizen'
    : ['transferred', 'triaged', 'life-at-risk'].includes(entry.kind) ? null
    : entry.reason;
  return [`entry.${entry.kind}.${detail}`, `entry.${entry.kind}`].find(knows) ?? null;
}

const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

/**
 * Text as nodes: never as HTML, and with its web addresses as links that say that they open a new tab.
 * @param {string} text
 */
export function textNodes(text) {
  const nodes = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    nodes.append(text.slice(from, match.index), linkTo(match[0]));
    from = match.index + match[0].length;
  }
  nodes.append(text.slice(from));
  return nodes;
}

/** The number or address of another way to reach the agency, as a link where it is one. @param {Entry} entry */
export function channelOf(entry) {
  const { text = '', url } = entry;
  if (!url) return text;
  if (url.startsWith('https:')) return linkTo(url, text);
  return Object.assign(document.createElement('a'), { href: url, textContent: text });
}

/** In a new tab, and saying so (W33). @param {string} address @param {string} [words] */
export function linkTo(address, words = address) {
  const element = document.createElement('a');
  element.href = address;
  element.target = '_blank';
  element.rel = 'noopener noreferrer';
  const notice = document.createElement('span');
  notice.className = 'new-tab';
  notice.textContent = ` ${say('link.new-tab')}`;
  element.append(words, notice);
  return element;
}
