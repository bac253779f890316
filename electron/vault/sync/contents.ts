/** Gets contents across that went missing by a redaction that does not hold: gives a remote those that are here, asks it for those that are not. */
import { concat } from '../../../shared/base/bytes.ts';
import { parseEnvelope } from '../../../shared/envelope/layout.ts';
import type { Workspace } from '../records/workspace.ts';
import { forgetOwed, owedTo, withheldAt } from '../storage/contents.ts';
import { findRemote } from '../storage/remotes.ts';
import { takeEnvelopes } from './intake.ts';
import { RefusedError, type Transport } from './transport.ts';

/**
 * Gives a remote the contents of envelopes of which it may have stubs; it puts them in their place. What it does not take now it is given at the
 * next sync. Raises the transport's failures.
 */
export async function giveContents({ store }: Workspace, transport: Transport, url: string): Promise<void> {
  const incarnation = findRemote(store, url)?.incarnation;
  if (!incarnation) return;
  for (const { eid, bytes } of owedTo(store, url)) {
    const isOver =
      !parseEnvelope(new Uint8Array(bytes)) || (await given(transport, incarnation, new Uint8Array(bytes)));
    if (isOver) store.transaction((writer) => forgetOwed(writer, url, eid));
  }
}

async function given(transport: Transport, incarnation: Uint8Array, bytes: Uint8Array): Promise<boolean> {
  try {
    const { response } = await transport.sync({ incarnation, cursor: 0, push: [bytes], pullMax: 0 });
    return response.accepted === 1;
  } catch (error) {
    // no room, it does not have what stands before it yet, or does not know who wrote it
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

/** In one sync so many are asked for in vain. */
const MOST_MISSES = 4;

/**
 * Asks a remote for contents that are missing here, from another one on each time: some may be gone for good, and must not stand before the others. Raises
 * the transport's failures.
 */
export async function fetchContents(
  workspace: Workspace,
  transport: Pick<Transport, 'envelope'>,
  url: string,
): Promise<void> {
  const { store, random } = workspace;
  // of the others another part of their transaction is missing
  const missing = withheldAt(store, url).filter(({ bytes }) => !parseEnvelope(new Uint8Array(bytes)));
  if (missing.length === 0) return;
  const [high = 0, low = 0] = random.bytes(2);
  const first = ((high << 8) | low) % missing.length;
  let misses = 0;
  for (const { serverSeq } of [...missing.slice(first), ...missing.slice(0, first)]) {
    const found = await envelopeAt(transport, serverSeq);
    const taken = found && parseEnvelope(found) ? take(workspace, found) : false;
    if (!taken && ++misses === MOST_MISSES) return;
  }
}

function take(workspace: Workspace, envelope: Uint8Array): boolean {
  const { touched, problem } = workspace.store.transaction((writer) => takeEnvelopes(workspace, writer, [envelope]));
  if (!problem) workspace.touched(touched, 'elsewhere');
  return !problem;
}

/** The next sync asks again where the line fails; what breaks off goes on at the byte. */
async function envelopeAt(transport: Pick<Transport, 'envelope'>, serverSeq: number): Promise<Uint8Array | null> {
  let bytes: Uint8Array = new Uint8Array();
  for (;;) {
    const piece = await transport.envelope(serverSeq, bytes.length);
    if (!piece || piece.bytes.length === 0) return null;
    bytes = concat(bytes, piece.bytes);
    if (bytes.length >= piece.total) return bytes;
  }
}
