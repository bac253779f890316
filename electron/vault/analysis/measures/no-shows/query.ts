import { placeOf } from '../cells.ts';
import type { Measure } from '../contract.ts';
import { countedBy } from '../counted.ts';
import { countUndated, factsBehind, undatedBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { seriesOf, share } from '../series.ts';
import { definition } from './definition.ts';

/** What the value of the fact says, see analysis/facts/appointments.ts. */
const MISSED = 0;
const OPEN = 2;
const WHERE: Readonly<Record<string, string>> = {
  appointments: 'f.value IN (0, 1)',
  missed: 'f.value = 0',
  share: 'f.value = 0',
  open: 'f.value = 2',
};

export const noShows: Measure = {
  definition,
  figures: (reader, question) => {
    const found = countedBy(reader, question, 'appointment');
    const due = found
      .filter(({ value }) => value !== OPEN)
      .map(({ day, split, value, n }) => ({ day, split, counts: [n, value === MISSED ? n : 0] }));
    const series = seriesOf(reader, question, due, 2, ([all = 0, missed = 0]) => [all, missed, share(missed, all)]);
    const open = found.filter(({ value }) => value === OPEN).reduce((sum, { n }) => sum + n, 0);
    return { ...series, leftOut: leftOut({ open, undated: countUndated(reader, 'appointment') }) };
  },
  behind: (reader, question, cell) => {
    if (cell.column === 'undated') return undatedBehind('appointment');
    const place = placeOf(definition, question, cell);
    return place && factsBehind(reader, 'appointment', place, WHERE[cell.column]);
  },
};
