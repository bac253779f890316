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
    if (parseEnvelope(new Uint8Array(bytes)) && !(await given(transport, incarnation, new Uint8Array(bytes)))) return;
    store.transaction((writer) => forgetOwed(writer, url, eid));
  }
}

async function given(transport: Transport, incarnation: Uint8Array, bytes: Uint8Array): Promise<boolean> {
  try {
    const { response } = await transport.sync({ incarnation, cursor: 0, push: [bytes], pullMax: 0 });
    return response.accepted === 1;
  } catch (error) {
    // no room, or it does not have what stands before it yet
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

/** Asks a remote for contents that are missing here, up to the first that are missing there, too. Raises the transport's failures. */
export async function fetchContents(workspace: Workspace, transport: Transport, url: string): Promise<void> {
  const { store } = workspace;
  for (const { bytes, serverSeq } of withheldAt(store, url)) {
    if (parseEnvelope(new Uint8Array(bytes))) continue; // another part of its transaction is missing
    const found = await envelopeAt(transport, serverSeq);
    if (!found || !parseEnvelope(found)) return;
    const { touched, problem } = store.transaction((writer) => takeEnvelopes(workspace, writer, [found]));
    if (problem) return;
    workspace.touched(touched, 'elsewhere');
  }
}

/** The next sync asks again where the line fails; what breaks off goes on at the byte. */
async function envelopeAt(transport: Transport, serverSeq: number): Promise<Uint8Array | null> {
  let bytes: Uint8Array = new Uint8Array();
  for (;;) {
    const piece = await transport.envelope(serverSeq, bytes.length);
    if (!piece || piece.bytes.length === 0) return null;
    bytes = concat(bytes, piece.bytes);
    if (bytes.length >= piece.total) return bytes;
  }
}
