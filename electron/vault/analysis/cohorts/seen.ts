/** Whom and where a visit may be held against: practitioners and places by records, whoever is no user of the clinic among them. */
import type { VisitChoices } from '../../../../shared/bridge/cohorts.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { titleOf } from '../../records/title.ts';
import type { Reader } from '../../storage/database.ts';
import { FACT, labelSql } from '../../storage/facts.ts';

export interface SeenQuestion {
  /** Types whose records may not be read: then visits say what they are called. */
  readonly closed: readonly string[];
}

/** More of them nobody looks through. */
const MOST = 500;

/** Those of whom there is a record, or whom a visit names first; by their names. */
export function visitChoices(reader: Reader, { closed }: SeenQuestion): VisitChoices {
  const named = (types: readonly string[], column: 'who' | 'place'): { reference: string; name: string }[] => {
    const found = new Map(
      reader
        .all<{ name: string; label: string | null }>(
          `SELECT name, ${labelSql('nid')} AS label FROM fact_name WHERE nid IN (SELECT ${column} FROM fact_count WHERE kind = ${FACT.visit})`,
        )
        .filter(({ name }) => types.some((type) => name.startsWith(`${type}/`)))
        .map(({ name, label }) => [name, label ?? name]),
    );
    for (const type of types) {
      if (closed.includes(type)) continue;
      // of organisations there are many that see nobody: payers, makers, laboratories
      const seen = type === 'Organization' ? [...found.keys()].flatMap((one) => one.split('/')[1] ?? []) : undefined;
      const rows = reader.all<{ id: string; json: string }>(
        `SELECT id, json FROM record WHERE type = ? AND deleted = 0 AND redacted = 0
           ${seen ? 'AND id IN (SELECT value FROM json_each(?))' : ''} ORDER BY id LIMIT ${MOST}`,
        type,
        ...(seen ? [JSON.stringify(seen)] : []),
      );
      for (const { id, json } of rows) found.set(`${type}/${id}`, titleOf(parseJson(json) as JsonObject));
    }
    return [...found]
      .map(([reference, name]) => ({ reference, name }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.reference < b.reference ? -1 : 1))
      .slice(0, MOST);
  };
  return {
    practitioners: named(['Practitioner'], 'who').map(({ reference, name }) => ({
      practitioner: reference.slice('Practitioner/'.length),
      name,
    })),
    places: named(['Location', 'Organization'], 'place'),
  };
}
