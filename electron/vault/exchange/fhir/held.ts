/** What JSON holds of records: every resource in it, however deep in Bundles, under the id that an import from its sender gives it. */
import type { JsonObject } from '../../../../shared/records/json.ts';
import { project } from '../../records/projection.ts';
import { makeRepeat, openParcels } from './bundle.ts';
import type { Condition } from './condition.ts';
import { importedId } from './ids.ts';
import { resolveReference, type Surroundings } from './references.ts';
import { readdress } from './rewrite.ts';

export interface Held {
  readonly type: string;
  /** Ours. */
  readonly id: string;
  /** The sender's. */
  readonly original: string;
  /** As it stands there. */
  readonly resource: JsonObject;
  /** Our id of the patient in whose chart it stands, by what its sender says; of one who is meant by an identifier, `meantBy` it. */
  readonly patient: string | null;
}

/** Stands for the id of whoever carries an identifier. */
export function meantBy({ system, value }: Pick<Condition, 'system' | 'value'>): string {
  return `?${encodeURIComponent(`${system ?? ''}|${value}`)}`;
}

/** `chosen`: the sending system, where a user chose it. Nothing for what is no resource. */
export function heldIn(value: JsonObject, chosen: string | undefined): Held[] {
  const parcels = openParcels(value, { chosen, deletions: false, repeat: makeRepeat(new Map()) });
  if ('code' in parcels) return [];
  return parcels.flatMap(({ items, around }) =>
    items.map((item): Held => {
      const { type, system, original, resource } = item;
      const id = importedId(system, type, original);
      const surroundings: Surroundings = { ...NOWHERE, beside: around };
      const change = (reference: string): string => resolveReference(reference, item, surroundings);
      // what stands in a document says itself whose it is
      const patient = type === 'Bundle' ? null : project(readdress(resource, id, change), () => '').patient;
      return { type, id, original, resource, patient };
    }),
  );
}

/** Outside of an import: by its Bundle and its sender alone. */
const NOWHERE: Omit<Surroundings, 'beside'> = {
  scope: undefined,
  idOf: ({ system, type, original }) => importedId(system, type, original),
  findByCondition: meantBy,
  met: () => undefined,
  refers: () => undefined,
};
