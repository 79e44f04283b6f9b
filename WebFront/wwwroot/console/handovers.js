import { agreedTime, clockTime, count, say, waitWords } from '../live/wording.js';

/**
 * Where a chat may go and how it stands there, as the API tells it.
 * @typedef {{
 *   id?: string, name?: string, username?: string, alias?: string, queue?: string, open: boolean, opensAt?: string | null, closesAt?: string | null,
 *   status?: string | null, free?: number | null, waiting?: number | null, wait?: {low?: number | null, high?: number | null, at?: string} | null,
 * }} Place
 * @typedef {{at: string | null, queues: Place[], groups: Place[], agents: Place[], priorities: {id: string, name: string}[]}} Handovers
 */

/** @typedef {{value: string, label: string, place: Place, body: {queue?: string, agent?: string, group?: string}}} Choice */

/**
 * All of them but the queue the chat is in, in the order they are shown.
 * @param {Handovers} handovers @param {string} from
 * @returns {Choice[]}
 */
export function choices(handovers, from) {
  return [
    ...handovers.queues
      .filter((queue) => queue.id !== from)
      .map((queue) => ({ value: `queue:${queue.id}`, label: say('transfer.queue', queue.name ?? ''), place: queue, body: { queue: queue.id } })),
    ...handovers.groups.map((group) => ({ value: `group:${group.id}`, label: say('transfer.group', group.name ?? ''), place: group, body: { group: group.id } })),
    ...handovers.agents.map((agent) => ({
      value: `agent:${agent.username}`,
      label: say('transfer.agent', agent.alias ?? ''),
      place: agent,
      body: { agent: agent.username, ...(agent.queue === from ? {} : { queue: agent.queue }) },
    })),
  ];
}

/** In sentences: whether it is open, who is free, how many wait, how long it may take, and as of when. @param {Place} place @param {string | null} at */
export function standing(place, at) {
  const words = [hoursOf(place)];
  if (at) {
    if (place.status !== undefined) words.push(place.status ? say('transfer.status', say(`presence.${place.status}`)) : say('transfer.status.unknown'));
    words.push(place.free == null ? say('transfer.free.unknown') : place.free === 0 ? say('transfer.free.none') : count('transfer.free', place.free));
    if (place.waiting != null) words.push(place.waiting === 0 ? say('transfer.waiting.none') : count('transfer.waiting', place.waiting));
    words.push(say('transfer.wait', waitWords(place.wait && { low: place.wait.low, high: place.wait.high })), say('transfer.as-of', clockTime(at)));
  }
  return words.join(' ');
}

/** @param {Place} place */
function hoursOf(place) {
  if (place.open) return place.closesAt ? say('transfer.open.until', agreedTime(place.closesAt)) : say('transfer.open');
  return place.opensAt ? say('transfer.closed.until', agreedTime(place.opensAt)) : say('transfer.closed');
}
