/** What a resource contains, found at once: a resource may contain as much as it refers to. */
import type { JsonObject } from '../../../../shared/records/json.ts';
import { objectsIn } from '../../../../shared/records/members.ts';

const known = new WeakMap<JsonObject, ReadonlyMap<unknown, JsonObject>>();

/** The resource of this id that `root` contains, the first of several. */
export function containedIn(root: JsonObject, id: string): JsonObject | undefined {
  let byId = known.get(root);
  if (!byId) {
    byId = new Map(
      objectsIn(root.contained)
        .map((one): [unknown, JsonObject] => [one.id, one])
        .reverse(),
    );
    known.set(root, byId);
  }
  return byId.get(id);
}
