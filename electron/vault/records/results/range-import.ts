/** What a table of reference ranges would add to those that stand here, and what it would change. */
import { raise } from '../../../../shared/base/result.ts';
import type { CallOutput, CallParsed } from '../../../../shared/bridge/index.ts';
import { MOST_RANGES, type RangeInput, type RangeLine, type ReferenceRange } from '../../../../shared/bridge/ranges.ts';
import { type AgeLimit, unitCode } from '../../../../shared/records/reference-range.ts';
import { textOf } from '../../codes/text-file.ts';
import type { Workspace } from '../workspace.ts';
import { type ReadLine, readTable } from './range-table.ts';
import { laboratoryKey, listRanges, testKey } from './ranges.ts';

/** Reads a file, and writes nothing. Raises file-not-found, file-unreadable, not-a-range-table. */
export async function readRanges(
  workspace: Workspace,
  { path, laboratory, since }: CallParsed<'range.read'>,
): Promise<CallOutput<'range.read'>> {
  const { locale } = workspace.members().profile;
  const table = readTable(await textOf(path), { laboratory, since, chinese: locale.startsWith('zh') });
  if (!table || table.lines.length > MOST_RANGES)
    raise(
      'not-a-range-table',
      `This is no table of reference ranges, and nothing was saved. It has columns for the test or its LOINC code, the unit, and the low or high end, and at most ${MOST_RANGES} lines with a range.`,
    );
  const standing = listRanges(workspace.store, locale);
  const said = new Set<string>();
  return {
    empty: table.empty,
    lines: table.lines.map((read) => {
      if (!read.range) return wrong(read);
      const key = keyOf(read.range);
      if (said.has(key)) return wrong({ ...read, problems: [{ column: 'test', problem: 'twice' }] });
      said.add(key);
      return compared(read, read.range, standing);
    }),
  };
}

function wrong({ line, test, problems }: ReadLine): RangeLine {
  return { line, state: 'wrong', test, problems };
}

function compared({ line, test, dated }: ReadLine, range: RangeInput, standing: readonly ReferenceRange[]): RangeLine {
  const said = { line, test, range, problems: [] };
  const alike = standing.filter((one) => whoseOf(one) === whoseOf(range));
  // whoever reads the same table again on another day means no new range
  const [newest] = alike.filter(({ since }) => since <= range.since).sort((a, b) => b.since.localeCompare(a.since));
  const before = alike.find(({ since }) => since === range.since);
  if (sameEnds(before ?? (dated ? undefined : newest), range)) return { ...said, state: 'same' };
  if (!before) return { ...said, state: 'new' };
  return { ...said, state: 'changed', before, range: { ...range, id: before.id, seen: [...before.seen] } };
}

/** Of which test, for whom, and whose: among these the newest day counts. */
function whoseOf({ test, sex, from, to, laboratory }: RangeInput | ReferenceRange): string {
  const age = (limit: AgeLimit | undefined) => (limit ? `${limit.value} ${limit.unit}` : '');
  return JSON.stringify([testKey(test), sex, age(from), age(to), laboratoryKey(laboratory)]);
}

function keyOf(range: RangeInput): string {
  return `${whoseOf(range)} ${range.since}`;
}

function sameEnds(before: ReferenceRange | undefined, { unit, low, high }: RangeInput): boolean {
  return before !== undefined && unitCode(before.unit) === unitCode(unit) && before.low === low && before.high === high;
}
