/**
 * The agency's clock, by which people name a time to come: it is the agency that keeps to it, and their own device may go by another. The server does the same
 * (Screens/AgencyClock.cs).
 */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const clock = clockOf(JSON.parse(document.getElementById('agency')?.textContent || '{}').timeZone);

/** Whether this browser has the agency's time zone; where it has not, nobody is asked for a time. */
export const isKnown = clock !== null;

/** What the clock shows, as a field for a date and a time has it. @param {number | string} at */
export function shown(at) {
  return clock?.format(new Date(at)).replace(' ', 'T') ?? '';
}

/**
 * The first moment at which the clock shows that: of an hour that comes twice the first, and where one is left out the moment after it.
 * @param {string} local as a field for a date and a time has it @returns {string | null} null for none within a year
 */
export function moment(local) {
  const wanted = Date.parse(`${local}Z`);
  if (!(Math.abs(wanted - Date.now()) < 366 * DAY)) return null;
  for (let sought = Math.floor(wanted / MINUTE) * MINUTE; ; sought += MINUTE) {
    const found = [sought - DAY, sought + DAY].map((near) => sought - ahead(near)).filter((at) => at + ahead(at) === sought);
    if (found.length) return new Date(Math.min(...found)).toISOString();
  }
}

/** How far the clock is ahead of UTC. @param {number} at */
function ahead(at) {
  return Date.parse(`${shown(at)}Z`) - at;
}

/** @param {string} timeZone */
function clockOf(timeZone) {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }); // Swedes write times as these fields do
  } catch {
    return null;
  }
}
