import { say } from '../live/wording.js';

/** @typedef {import('../live/entries.js').Entry} Entry */

/** @param {Entry} entry whether it tells of advice that was asked for */
export const isOfConsult = (entry) => entry.kind.startsWith('consult-');

/**
 * Who asked for advice hears what comes of it; that nobody took the question, at once.
 * @param {import('./chat.js').Chat} chat @param {Entry} entry @param {string} alias ours
 * @param {import('./alerts.js').Alerts} alerts @param {import('../live/announcer.js').Announcer} announcer
 */
export function tellOfConsult(chat, entry, alias, alerts, announcer) {
  if (chat.consultOf !== null || entry.author?.name === alias) return;
  if (entry.reason === 'not-taken') alerts.remind(say('announce.consult.not-taken', chat.name), announcer);
  else if (entry.kind === 'consult-joined') announcer.say(say('announce.consult.joined', chat.name, entry.author?.name ?? ''));
  else announcer.say(say('announce.consult.over', chat.name));
}
