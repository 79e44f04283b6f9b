/** What the entries of a conversation add up to for its citizen. */

/** @typedef {import('../live/entries.js').Entry} Entry */
/**
 * @typedef {{
 *   status: 'waiting' | 'active' | 'ended', agent: string | null, wasLost: boolean, isLeft: boolean, asksForMore: boolean, isRated: boolean,
 *   nextAction: string | null, nextActionBy: string | null, seq: number,
 * }} Conversation
 */

/** @type {Conversation} */
export const unopened = {
  status: 'waiting', agent: null, wasLost: false, isLeft: false, asksForMore: false, isRated: false, nextAction: null, nextActionBy: null, seq: 0,
};

/** @param {Conversation} conversation @param {Entry} entry @returns {Conversation} */
export function after(conversation, entry) {
  if (entry.seq <= conversation.seq) return conversation;
  return { ...conversation, ...change(conversation, entry), seq: entry.seq };
}

/** @param {Conversation} conversation @param {Entry} entry @returns {Partial<Conversation>} */
function change(conversation, entry) {
  const byCitizen = entry.author?.role === 'citizen';
  switch (entry.kind) {
    case 'waiting': return {
      status: 'waiting', agent: null, wasLost: /^(agent-|no-reply$)/.test(entry.reason ?? ''), isLeft: entry.reason === 'left-message', asksForMore: false,
    };
    case 'joined': return { status: 'active', agent: entry.author?.name ?? null, wasLost: false, isLeft: false, asksForMore: false };
    case 'left': return byCitizen ? { status: 'ended', asksForMore: false } : { agent: null };
    case 'closing-question': return { asksForMore: true };
    case 'closing-answer': return { asksForMore: false };
    case 'message': return byCitizen ? { asksForMore: false } : {};
    case 'closed': return {
      status: 'ended', asksForMore: false, nextAction: entry.nextAction ?? conversation.nextAction, nextActionBy: entry.nextActionBy ?? conversation.nextActionBy,
    };
    case 'rated': return { isRated: true };
    default: return {};
  }
}
