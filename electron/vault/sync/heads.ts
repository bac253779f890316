/** Transactions whose authors had seen more of the membership log than is here: it is on its way, or kept back. */
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import { parseEnvelopeOrStub } from '../../../shared/envelope/layout.ts';
import type { Workspace } from '../records/workspace.ts';
import { findRemote, hasAlarm } from '../storage/remotes.ts';
import { alarm } from './alarms.ts';

/** So many are looked at; what waits for one head waits for the same reason. */
const MOST = 100;

/** Heads of the membership log, in hexadecimal, that waiting transactions name and that are not here. */
export function unknownHeads({ store, members }: Workspace): Set<string> {
  const { heads } = members();
  const rows = store.all<{ bytes: Uint8Array }>(
    "SELECT bytes FROM envelope WHERE state = 'waiting' AND part = parts - 1 ORDER BY eid LIMIT ?",
    MOST,
  );
  return new Set(
    rows.flatMap(({ bytes }) => {
      const head = parseEnvelopeOrStub(new Uint8Array(bytes))?.header.membershipHead;
      return head && !heads.has(toHex(head)) ? [toHex(head)] : [];
    }),
  );
}

/** The log's authority was read to its end: what had been named before it was asked (`before`) has to be here now. */
export function judgeHeads(workspace: Workspace, url: string, before: ReadonlySet<string>): void {
  const { store, members } = workspace;
  const { authority } = members().roster;
  const key = findRemote(store, url)?.endpointKey;
  if (before.size === 0 || authority.kind !== 'endpoint' || !key || !sameBytes(authority.key, key)) return;
  const missing = [...unknownHeads(workspace)].some((head) => before.has(head));
  if (missing && !hasAlarm(store, 'membership-withheld', url)) alarm(workspace, url, 'membership-withheld');
}
