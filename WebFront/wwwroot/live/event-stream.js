/**
 * Server-Sent Events read with fetch, so that the token stays in a header.
 * @typedef {{id: string | null, kind: string, data: any}} StreamEvent
 */

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {(event: StreamEvent) => void} onEvent
 * @param {() => void} onBytes whatever arrives, comments included, shows that the line is alive
 * @returns {Promise<number | null>} at the end: milliseconds after which the server wants us back, if it said so
 */
export async function readEvents(body, onEvent, onBytes) {
  const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  let rest = '';
  let comeBack = null;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return comeBack;
    onBytes();
    const blocks = (rest + value).split(/\r\n\r\n|\n\n|\r\r/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      comeBack = retryOf(block) ?? comeBack;
      const event = parse(block);
      if (event) onEvent(event);
    }
  }
}

/** @param {string} block @returns {number | null} */
function retryOf(block) {
  const found = /^retry: ?(\d+)$/m.exec(block);
  return found ? Number(found[1]) : null;
}

/** @param {string} block @returns {StreamEvent | null} */
function parse(block) {
  let id = null;
  let kind = 'message';
  const data = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') id = value;
    else if (field === 'event') kind = value;
    else if (field === 'data') data.push(value);
  }
  return data.length ? { id, kind, data: JSON.parse(data.join('\n')) } : null;
}
