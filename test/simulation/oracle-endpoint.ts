/** The endpoint's log has no gap, its hash is right, everybody has read it to its end, and nothing in it betrays anybody. */
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { envelopeHash, extendLogHash, parseEnvelopeOrStub } from '../../shared/envelope/layout.ts';
import { URL_OF_ENDPOINT } from './founding.ts';
import { logOf } from './remains.ts';
import { activeStations } from './standing.ts';
import type { World } from './world.ts';

/** What is wrong with the endpoint's data. */
export function judgeEndpoint(world: World): string[] {
  const { endpoint } = world;
  const problems: string[] = [];
  const rows = logOf(endpoint);
  let logHash: Uint8Array = new Uint8Array(32);
  const last = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const envelope = parseEnvelopeOrStub(row.bytes);
    const device = toHex(row.device);
    logHash = extendLogHash(logHash, row.hash);
    if (row.serverSeq !== index + 1) problems.push(`the endpoint's sequence has a gap at ${index + 1}`);
    if (!envelope || !sameBytes(envelopeHash(envelope), row.hash))
      problems.push(`the endpoint keeps other bytes than it took at ${row.serverSeq}`);
    if (!sameBytes(logHash, row.logHash)) problems.push(`the hash of the endpoint's log is wrong at ${row.serverSeq}`);
    if (row.seq !== (last.get(device) ?? 0) + 1)
      problems.push(`the endpoint's log of ${device} has a gap at ${row.seq}`);
    last.set(device, row.seq);
  }
  for (const { name, workspace } of activeStations(world)) {
    const read = workspace.store.get<{ cursor: number; logHash: Uint8Array }>(
      'SELECT cursor, log_hash AS logHash FROM remote WHERE url = ?',
      URL_OF_ENDPOINT,
    );
    if (read?.cursor !== rows.length || !sameBytes(new Uint8Array(read.logHash), logHash))
      problems.push(`${name} has read ${read?.cursor} of ${rows.length} envelopes`);
  }
  if (endpoint.betrayed) problems.push('the endpoint has seen what people wrote');
  return problems;
}
