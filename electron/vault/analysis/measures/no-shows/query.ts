import { FACT } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure } from '../contract.ts';
import { factsBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { seriesOf, share } from '../series.ts';
import { ofWhom, splitColumn } from '../splits.ts';
import { definition } from './definition.ts';

/** What the value of the fact says, see analysis/facts/appointments.ts. */
const WHERE: Readonly<Record<string, string>> = {
  appointments: 'f.value IN (0, 1)',
  missed: 'f.value = 0',
  share: 'f.value = 0',
  open: 'f.value = 2',
};

export const noShows: Measure = {
  definition,
  figures: (reader, question) => {
    const whom = ofWhom(reader, question);
    const rows = reader.all<{ day: string; split: number | null; kept: number; missed: number; open: number }>(
      `SELECT day, ${splitColumn(question)} AS split, sum(value IN (0, 1)) AS kept, sum(value = 0) AS missed, sum(value = 2) AS open
       FROM fact INDEXED BY fact_day
       WHERE kind = ${FACT.appointment} AND kind < 20 AND day BETWEEN ? AND ?${whom.sql} GROUP BY day, split`,
      question.from,
      question.to,
      ...whom.params,
    );
    const counted = rows
      .filter(({ kept }) => kept > 0)
      .map(({ day, split, kept, missed }) => ({ day, split, counts: [kept, missed] }));
    const series = seriesOf(reader, question, counted, 2, ([all = 0, missed = 0]) => [all, missed, share(missed, all)]);
    return { ...series, leftOut: leftOut({ open: rows.reduce((sum, { open }) => sum + open, 0) }) };
  },
  behind: (reader, question, cell) => {
    const place = placeOf(definition, question, cell);
    return place && factsBehind(reader, 'appointment', place, WHERE[cell.column]);
  },
};
