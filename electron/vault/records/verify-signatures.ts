/** Every signature of ours over a record, against the keys in the membership log. */
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { everySignature } from './links.ts';
import { isMembers } from './lock.ts';
import { isOurs, readSignature } from './signature.ts';
import type { Workspace } from './workspace.ts';

/** One line for each that claims to be a member's and is not. What other makers' systems sign is not ours to judge. */
export function forgedSignatures({ store, members }: Pick<Workspace, 'store' | 'members'>): string[] {
  return everySignature(store).flatMap(({ id, json }) => {
    const provenance = parseJson(json) as JsonObject;
    return !isOurs(provenance) || isMembers(members(), readSignature(provenance))
      ? []
      : [`signature Provenance/${id}: of no member, or altered`];
  });
}
