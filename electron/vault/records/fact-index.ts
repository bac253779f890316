/** Facts that measures count, as an index of the records. */
import type { JsonObject } from '../../../shared/records/json.ts';
import { factsOf, personOf } from '../analysis/facts/facts.ts';
import type { Writer } from '../storage/database.ts';
import { addFacts, addPerson } from '../storage/facts.ts';
import { isMerged } from './one-person.ts';
import type { Projection } from './projection.ts';

interface Shown {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject;
  readonly projection: Projection;
}

/** Keeps what a record that is shown says; who was merged is nobody of their own. */
export function indexFacts(writer: Writer, { rid, type, id, resource, projection }: Shown): void {
  if (type !== 'Patient') addFacts(writer, { rid, ...projection }, factsOf(resource, projection));
  else if (!isMerged(writer, id)) addPerson(writer, rid, id, personOf(resource, projection));
}
