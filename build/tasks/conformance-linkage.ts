/**
 * `npm run conformance:linkage -- FILE --truth COLUMN_OR_FEBRL`: finds the duplicates in a table of persons and compares them
 * with the answer. Nothing is learned from the answer. The last line is the score: F1 of the groups at the stated threshold.
 */
import { parseArgs } from 'node:util';
import { readHeaders } from '../../electron/vault/quality/duplicates/columns.ts';
import { groupsOf } from '../../electron/vault/quality/duplicates/groups.ts';
import { linkTable } from '../../electron/vault/quality/duplicates/link-table.ts';
import { LIKELY } from '../../electron/vault/quality/duplicates/score.ts';
import { type Measured, measured, measureGroups, pairsWithin } from '../linkage/measure.ts';
import { readTable } from '../linkage/table.ts';
import { task } from '../setup/run.ts';

const THRESHOLDS = [0.5, 0.8, LIKELY, 0.95, 0.99];
const LEVEL_NAMES = ['far', 'loose', 'close', 'exact', 'crossed'];

await task(async () => {
  const { positionals, values } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { truth: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined || values.truth === undefined)
    throw new Error('Usage: npm run conformance:linkage -- FILE --truth COLUMN_OR_FEBRL');
  const { headers, rows, truth, answers } = readTable(file, values.truth);
  const begun = performance.now();
  const { fields, columns, personOf } = readHeaders(headers, answers, rows);
  const persons = rows.map(personOf);
  const { model, compared, pairs, probability } = linkTable(fields, persons);
  const seconds = (performance.now() - begun) / 1000;
  const wanted = pairsWithin(truth);
  console.log(`${rows.length} rows, ${wanted} true pairs, ${compared} pairs compared in ${seconds.toFixed(1)} s`);

  console.log('\nHow the columns were read');
  for (const { header, kind, by } of columns)
    console.log(
      `  ${header}: ${by === 'answer' ? 'the answer, not compared' : kind === 'none' ? 'not compared' : kind} (by ${by})`,
    );
  if (fields.length === 0) console.log('No column says anything of a person.');

  console.log('\nWeights in bits, as learned from the table itself');
  console.table(
    Object.fromEntries(
      fields.map(({ name, kind }, field) => [
        name,
        { kind, ...Object.fromEntries(LEVEL_NAMES.map((level, place) => [level, bitsOf(field, place)])) },
      ]),
    ),
  );

  console.log('\nPairs by their own, and with the groups that they make (A is B and B is C, so A is C)');
  const table = THRESHOLDS.map((threshold) => {
    const chosen = pairs.filter(({ probability }) => probability >= threshold);
    const right = chosen.filter(({ a, b }) => truth[a] === truth[b]).length;
    const alone = measured(chosen.length, right, wanted);
    const groups = measureGroups(groupsOf(rows.length, pairs, threshold, probability), truth);
    return { threshold, alone, groups };
  });
  console.table(
    table.map(({ threshold, alone, groups }) => ({
      threshold,
      ...shown(alone, ''),
      ...shown(groups, ' (groups)'),
    })),
  );
  const judged = table.find(({ threshold }) => threshold === LIKELY);
  console.log(`Threshold: a probability of ${LIKELY} and more, the same for every table.`);
  console.log(`score ${(judged?.groups.f1 ?? 0).toFixed(4)}`);

  function bitsOf(field: number, level: number): string {
    const [same, chance] = [model.same[field]?.[level], model.strangers[field]?.[level]];
    return same === undefined || chance === undefined ? '' : Math.log2(same / chance).toFixed(1);
  }
});

function shown({ found, precision, recall, f1 }: Measured, suffix: string): Record<string, string | number> {
  return {
    [`pairs${suffix}`]: found,
    [`precision${suffix}`]: precision.toFixed(4),
    [`recall${suffix}`]: recall.toFixed(4),
    [`F1${suffix}`]: f1.toFixed(4),
  };
}
