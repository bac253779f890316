/** What records call the codes, practitioners and places in an answer. */

import type { Dimension } from '../../../../shared/bridge/measures.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { findRow } from '../../records/row.ts';
import { titleOf } from '../../records/title.ts';
import type { Reader } from '../../storage/database.ts';
import { labelOf } from '../../storage/facts.ts';
import type { Figures } from './contract.ts';

/**
 * By dimension and key; keys that have no name but themselves are left out. Records of `closed` types are not read: whom or what they are about
 * is called as the records that were counted call them.
 */
export function namesOf(
  reader: Reader,
  dimensions: readonly Dimension[],
  figures: readonly Figures[],
  closed: readonly string[] = [],
): Record<string, Record<string, string>> {
  return Object.fromEntries(
    dimensions.flatMap(({ key, kind }, place) => {
      if (kind === 'code')
        return [[key, Object.fromEntries(figures.flatMap(({ names }) => [...(names ?? [])]))] as const];
      if (kind !== 'practitioner' && kind !== 'place') return [];
      const keys = new Set(figures.flatMap(({ rows }) => rows.flatMap((row) => row.keys[place] ?? [])));
      return [[key, Object.fromEntries([...keys].map((one) => [one, actorName(reader, one, closed)]))] as const];
    }),
  );
}

/** The name of whom or what a reference means: of the record, where it is here; else what other records call it. */
function actorName(reader: Reader, key: string, closed: readonly string[]): string {
  const [, type, id] = /^([A-Z][A-Za-z]+)\/(.+)$/.exec(key) ?? [];
  const row = type && id && !closed.includes(type) ? findRow(reader, type, id) : undefined;
  if (row && !row.deleted && !row.redacted) return titleOf(parseJson(row.json) as JsonObject);
  return labelOf(reader, key) ?? key;
}
