/**
 * Holds what other workstations saw of a remote against what it shows here. A remote that shows two logs, or keeps back the end of
 * one, is found out as soon as an envelope gets across, over whichever remote.
 */
import { sameBytes } from '../../../shared/base/bytes.ts';
import type { Body, RemoteClaim } from '../../../shared/envelope/body.ts';
import type { Workspace } from '../records/workspace.ts';
import { type Claimant, judgeClaim, type OpenClaim, settleClaims, tellClaim } from '../storage/claims.ts';
import type { Writer } from '../storage/database.ts';
import { findRemote } from '../storage/remotes.ts';
import { alarm } from './alarms.ts';

/** Claims of one page: `sawThen` gathers them while it is taken. */
export interface ClaimsOfPage {
  readonly sawThen: (device: Uint8Array, body: Pick<Body, 'saw' | 'remotes'>) => void;
  /** After the progress was saved: judges them, and what the page of `url` settles. Returns the remotes that show two logs. */
  judge(writer: Writer, url: string): Set<string>;
}

/** Gathers claims for this workstation. */
export function claimsOfPage({ identity }: Workspace): ClaimsOfPage {
  const claims: { from: Claimant; claim: RemoteClaim }[] = [];
  return {
    sawThen: (device, { saw, remotes }) => {
      const from = { device, sawOwn: saw[identity.deviceHex] ?? 0 };
      claims.push(...remotes.map((claim) => ({ from, claim })));
    },
    judge: (writer, url) => {
      const forked = new Set(claims.flatMap(({ from, claim }) => judgeClaim(writer, from, claim)));
      if (settleClaims(writer, url)) forked.add(url);
      return forked;
    },
  };
}

/** A remote was read to its end: what others had seen there before it was asked (`claims`) has to be settled now. */
export function judgeOpenClaims(workspace: Workspace, url: string, claims: readonly OpenClaim[]): void {
  const { store } = workspace;
  const incarnation = findRemote(store, url)?.incarnation;
  if (!incarnation) return;
  for (const claim of claims) {
    if (store.transaction((writer) => tellClaim(writer, url, claim)))
      alarm(workspace, url, sameBytes(claim.incarnation, incarnation) ? 'log-withheld' : 'log-forked');
  }
}
