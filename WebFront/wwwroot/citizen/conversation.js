/** What the entries of a conversation add up to for its citizen. */

/** @typedef {import('../live/entries.js').Entry} Entry */
/** How whoever waits wants to be reached. @typedef {{channel: string, callBack: boolean, notBefore: string | null}} Reach */
/**
 * @typedef {{
 *   status: 'waiting' | 'active' | 'ended', agent: string | null, wasLost: boolean, isLeft: boolean, asksForMore: boolean, isRated: boolean,
 *   nextAction: string | null, nextActionBy: string | null, contact: Reach | null, timesAsked: number, noticeAnswered: string | null, outcome: string | null, seq: number,
 * }} Conversation
 */

/** They are moved in the line, or reached later; what they left or asked for stands. */
const MOVES = ['life-at-risk', 'contact-asked', 'contact-later', 'moved'];

/** @type {Conversation} */
export const unopened = {
  status: 'waiting', agent: null, wasLost: false, isLeft: false, asksForMore: false, isRated: false, nextAction: null, nextActionBy: null,
  contact: null, timesAsked: 0, noticeAnswered: null, outcome: null, seq: 0,
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
      status: 'waiting', agent: null, wasLost: /^(agent-|no-reply$)/.test(entry.reason ?? ''), asksForMore: false,
      isLeft: entry.reason === 'left-message' || (MOVES.includes(entry.reason ?? '') && conversation.isLeft),
      contact: conversation.contact && { ...conversation.contact, notBefore: entry.notBefore ?? null },
    };
    case 'joined': return { status: 'active', agent: entry.author?.name ?? null, wasLost: false, asksForMore: false };
    case 'left': return byCitizen ? { status: 'ended', asksForMore: false } : { agent: null };
    case 'contact-asked': return {
      contact: { channel: entry.channel ?? '', callBack: entry.callBack ?? false, notBefore: entry.notBefore ?? null }, timesAsked: conversation.timesAsked + 1,
    };
    case 'notice-answer': return { noticeAnswered: entry.messageId ?? null };
    case 'closing-question': return { asksForMore: true };
    case 'closing-answer': return { asksForMore: false };
    case 'message': return byCitizen ? { asksForMore: false } : {};
    case 'closed': return {
      status: 'ended', asksForMore: false, outcome: entry.outcome ?? null,
      nextAction: entry.nextAction ?? conversation.nextAction, nextActionBy: entry.nextActionBy ?? conversation.nextActionBy,
    };
    case 'rated': return { isRated: true };
    default: return {};
  }
}
