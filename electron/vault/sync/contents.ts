/** Gets contents across that went missing by a redaction that does not hold: gives a remote those that are here, asks it for those that are not. */
import { concat } from '../../../shared/base/bytes.ts';
import { parseEnvelope } from '../../../shared/envelope/layout.ts';
import type { Workspace } from '../records/workspace.ts';
import { forgetOwed, noteOwedToAll, owedTo, withheldAt } from '../storage/contents.ts';
import { bytesAt } from '../storage/log.ts';
import { findRemote } from '../storage/remotes.ts';
import { takeEnvelopes } from './intake.ts';
import { RefusedError, type Transport } from './transport.ts';

/** In one sync so many are asked for, or given, in vain. */
const MOST_MISSES = 4;

/**
 * Gives a remote the contents of envelopes of which it may have stubs; it puts them in their place. From another one on each time: one that it does not
 * take must not stand before the others, and all are given at the next sync. Raises the transport's failures.
 */
export async function giveContents(
  { store, random }: Workspace,
  transport: Pick<Transport, 'sync'>,
  url: string,
): Promise<void> {
  const incarnation = findRemote(store, url)?.incarnation;
  if (!incarnation) return;
  let misses = 0;
  for (const eid of fromAnywhere(random, owedTo(store, url))) {
    const bytes = bytesAt(store, eid);
    const isOver = !bytes || !parseEnvelope(bytes) || (await given(transport, incarnation, bytes));
    if (isOver) store.transaction((writer) => forgetOwed(writer, url, eid));
    else if (++misses === MOST_MISSES) return;
  }
}

/** All of a list, beginning anywhere in it. */
function fromAnywhere<T>(random: Workspace['random'], all: readonly T[]): T[] {
  if (all.length === 0) return [];
  const [high = 0, low = 0] = random.bytes(2);
  const first = ((high << 8) | low) % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

async function given(transport: Pick<Transport, 'sync'>, incarnation: Uint8Array, bytes: Uint8Array): Promise<boolean> {
  try {
    const { response } = await transport.sync({ incarnation, cursor: 0, push: [bytes], pullMax: 0 });
    return response.accepted === 1;
  } catch (error) {
    // no room, it does not have what stands before it yet, or does not know who wrote it
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

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
  let misses = 0;
  for (const { eid, serverSeq } of fromAnywhere(random, missing)) {
    const found = await envelopeAt(transport, serverSeq);
    const taken = found && parseEnvelope(found) ? take(workspace, found) : false;
    if (taken) store.transaction((writer) => noteOwedToAll(writer, eid, url));
    else if (++misses === MOST_MISSES) return;
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
