/** Asks a remote to drop the contents of envelopes that were redacted here, until it has dropped them all. */
import { sign } from '../../../shared/crypto/sodium.ts';
import { type EnvelopeName, REDACTION_CONTEXT, redactionBytes } from '../../../shared/protocol/messages.ts';
import type { Workspace } from '../records/workspace.ts';
import type { Reader } from '../storage/database.ts';
import { partsOf, transactionAt, transactionOf } from '../storage/log.ts';
import { RefusedError, type Transport } from './transport.ts';

/** Names of envelopes in one request. */
const BATCH = 1000;

/** What a redaction drops, as far as it is here. */
interface Due {
  readonly eid: number;
  readonly redaction: EnvelopeName;
  readonly envelopes: readonly EnvelopeName[];
  /** Whether all that it drops is here. */
  readonly whole: boolean;
}

/**
 * Every workstation asks, not only the one that redacted, which may be gone for ever; asking twice changes nothing. What the
 * remote does not have yet is asked for again at the next sync. Raises the transport's failures.
 */
export async function tellRedactions(workspace: Workspace, transport: Transport, url: string): Promise<void> {
  const { store } = workspace;
  for (const due of dueAt(store, url)) {
    if ((await dropped(workspace, transport, due)) && due.whole)
      store.transaction((writer) =>
        writer.run('INSERT INTO redaction_told (url, eid) VALUES (?, ?) ON CONFLICT DO NOTHING', url, due.eid),
      );
  }
}

/** Whether the remote has dropped everything that was named. */
async function dropped({ identity }: Workspace, transport: Transport, due: Due): Promise<boolean> {
  let stubs = 0;
  for (let at = 0; at < due.envelopes.length; at += BATCH) {
    const said = { redaction: due.redaction, envelopes: due.envelopes.slice(at, at + BATCH) };
    const signature = sign(REDACTION_CONTEXT, redactionBytes(identity.clinicId, said), identity.sign.secretKey);
    try {
      stubs += (await transport.redact({ ...said, signature })).stubs;
    } catch (error) {
      // it does not have the redaction yet: whoever has that will bring it
      if (error instanceof RefusedError && error.refusal.error === 'not-found') return false;
      throw error;
    }
  }
  return stubs === due.envelopes.length;
}

function dueAt(reader: Reader, url: string): Due[] {
  const rows = reader.all<{ eid: number; hash: Uint8Array }>(
    `SELECT DISTINCT eid, hash FROM redaction r
     WHERE NOT EXISTS (SELECT 1 FROM redaction_told t WHERE t.url = ? AND t.eid = r.eid) ORDER BY eid`,
    url,
  );
  return [...new Set(rows.map(({ eid }) => eid))].flatMap((eid) => {
    const carrier = transactionAt(reader, eid);
    if (!carrier) return [];
    const named = rows.filter((row) => row.eid === eid).map(({ hash }) => transactionOf(reader, new Uint8Array(hash)));
    const here = named.flatMap((transaction) => (transaction?.state === 'redacted' ? [transaction] : []));
    const envelopes = here.flatMap((transaction) =>
      partsOf(reader, transaction).map(({ hash }, part) =>
        nameOf({ ...transaction, hash, seq: transaction.seq - transaction.parts + 1 + part }),
      ),
    );
    return [{ eid, redaction: nameOf(carrier), envelopes, whole: here.length === named.length }];
  });
}

function nameOf(row: { device: Uint8Array; seq: number; hash: Uint8Array }): EnvelopeName {
  return { device: new Uint8Array(row.device), seq: row.seq, hash: new Uint8Array(row.hash) };
}
