/**
 * A patient was merged into two who are not one person, two were merged into each other, or the one who was to stay was deleted: done at
 * the same time on two workstations. The charts stand somewhere meanwhile; which person it is, somebody has to say.
 */
import type { Reader } from '../../storage/database.ts';
import { endOf, leadingTo, linkedTo } from '../../storage/merged.ts';
import type { Breaker, Rule } from './contract.ts';

export const mergedApart: Rule = {
  name: 'merged-apart',
  subjects: (reader, { type, id }) => (type === 'Patient' ? leadingTo(reader, id) : []),
  judge: (reader, subject) => {
    const patient = patientRow(reader, subject);
    if (!patient) return null;
    const others = linkedTo(reader, subject).map((id) => ({ id, row: anyRow(reader, id) }));
    const here = others.flatMap(({ row }) => (row?.deleted === 0 ? [row] : []));
    const gone = others.some(({ row }) => row?.deleted === 1);
    if (gone && here.length === 0) return { members: [member(patient)], detail: 'deleted' };
    const ends = new Set(here.map(({ id }) => endOf(reader, id)));
    if (ends.size > 1) return { members: [patient, ...here].map(member), detail: 'two' };
    const circle = here.find(({ id }) => leadsTo(reader, id, subject));
    // a circle is told once, of its end
    if (circle && endOf(reader, subject) === subject)
      return { members: [patient, circle].map(member), detail: 'circle' };
    return null;
  },
};

type Row = Breaker & { readonly deleted: number };

function anyRow(reader: Reader, id: string): Row | undefined {
  return reader.get<Row>(
    "SELECT rid, type, id, patient, deleted FROM record WHERE type = 'Patient' AND id = ? AND version > 0",
    id,
  );
}

function patientRow(reader: Reader, id: string): Row | undefined {
  const row = anyRow(reader, id);
  return row?.deleted === 0 ? row : undefined;
}

/** Whether the links of one lead to the other. */
function leadsTo(reader: Reader, from: string, to: string): boolean {
  return leadingTo(reader, to).includes(from);
}

function member({ rid, type, id, patient }: Row): Breaker {
  return { rid, type, id, patient };
}
