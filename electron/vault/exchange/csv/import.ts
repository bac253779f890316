/** Reads tables into records by a mapping. A row comes in as a whole or waits as a whole, with its header, to be repaired. */
import { z } from 'zod';
import { ExpectedError } from '../../../../shared/base/result.ts';
import { Mapping } from '../../../../shared/csv/mapping.ts';
import type { ImportContext, ImportFormat, SourceFile } from '../contract.ts';
import { UNSPECIFIED } from '../fhir/ids.ts';
import type { Trouble } from '../fhir/parse.ts';
import { makeSeen, type Seen } from '../fhir/seen.ts';
import { compileMapping } from './compile.ts';
import { findFormat } from './format.ts';
import { placeMapped } from './place.ts';
import { problemText } from './problems.ts';
import { type MappedResource, makeRowMapper, type RowProblem } from './row.ts';
import { readTable, type TableHead, type TableRow } from './table.ts';
import { rowContextOf } from './units.ts';

/** The choices of an import of tables. */
const TableSettings = z.strictObject({
  mapping: Mapping,
  /** Rows that are not valid wait; otherwise they come in, and what is wrong with them is noted. */
  hold: z.boolean().default(true),
});
type TableSettings = z.infer<typeof TableSettings>;

export const tableImport: ImportFormat = {
  endings: ['.csv', '.tsv', '.tab', '.txt'],
  read: async (files, context) => {
    const settings = TableSettings.safeParse(context.settings);
    if (!settings.success) throw new ExpectedError({ code: 'csv-mapping', message: problemText('csv-mapping') });
    const seen = makeSeen(context.notes.ledger());
    for (const file of files) {
      if (context.signal.aborted) return;
      try {
        await importTable(file, context, settings.data, seen);
      } catch (error) {
        if (!(error instanceof ExpectedError) || !OF_THE_FILE.includes(error.failure.code)) throw error;
        await context.problem({ file: file.name, code: error.failure.code, message: error.failure.message });
      }
    }
  },
};

/** Failures that end one file, not the import. */
const OF_THE_FILE: readonly string[] = ['file-not-found', 'file-unreadable', 'truncated'];

async function importTable(
  file: SourceFile,
  context: ImportContext,
  settings: TableSettings,
  seen: Seen,
): Promise<void> {
  const { mapping } = settings;
  const source = file.text === undefined ? file.path : { text: file.text };
  // a row of the repair list stands under its header, in whatever its file was encoded
  const alone = file.text === undefined ? {} : { encoding: 'utf-8' as const, header: 1 };
  const format = await findFormat(source, { ...mapping.file, ...alone });
  let map: ReturnType<typeof makeRowMapper> | undefined;
  let places = new Map<string, number>();
  for await (const { head, rows } of readTable(source, format, context.read)) {
    if (!map) {
      if (head.columns.length === 0) break;
      const { compiled, faults } = compileMapping(mapping, head.columns);
      const [fault] = faults;
      if (fault) {
        const where = fault.where === '' ? '' : `${fault.where}: `;
        const message = `${problemText('csv-mapping')} ${where}${fault.message}`;
        await context.problem({ file: file.name, code: 'csv-mapping', message });
        return;
      }
      map = makeRowMapper(compiled, await rowContextOf(mapping.dates?.zone ?? context.here.timeZone, compiled));
      places = new Map(head.columns.map((column, index) => [column, index]));
    }
    for (const row of rows) {
      if (context.signal.aborted) return;
      const about = { context, file, head, row, settings, seen };
      if (row.trouble) await refuse(about, troubleOf({ code: `csv-${row.trouble}` }));
      else {
        const { resources, problems } = map((column) => row.cells?.[places.get(column) ?? -1] ?? '');
        const [problem] = problems;
        await (problem ? refuse(about, troubleOf(problem), problem.column) : take(about, resources));
      }
    }
  }
  if (!map) await context.problem({ file: file.name, code: 'csv-empty', message: problemText('csv-empty') });
}

function troubleOf({ code, column }: RowProblem): Trouble {
  return { code, message: problemText(code, column) };
}

interface About {
  readonly context: ImportContext;
  readonly file: SourceFile;
  readonly head: TableHead;
  readonly row: TableRow;
  readonly settings: TableSettings;
  readonly seen: Seen;
}

/** The text of a row as it is kept for repair: with the header that says what its cells are. */
function rawOf({ head, row }: About): string {
  return `${head.raw}\r\n${row.raw}`;
}

/** Tells of a row that it waits. */
async function refuse(about: About, why: Trouble, column?: string): Promise<void> {
  const problem = { file: about.file.name, line: about.row.line, ...why };
  await about.context.aside({ problem, rejects: 1, raw: rawOf(about), column });
}

/** All of a row, or none of it. */
async function take(about: About, resources: readonly MappedResource[]): Promise<void> {
  const { context, file, row, settings, seen } = about;
  const system = context.system ?? settings.mapping.system ?? UNSPECIFIED;
  const placed = [];
  for (const resource of resources) {
    const one = placeMapped(resource, { system, context });
    if ('trouble' in one) return refuse(about, one.trouble);
    placed.push(one);
  }
  const at = { file: file.name, line: row.line };
  const findings = placed.flatMap((one) => one.findings);
  const [first] = findings;
  if (first && settings.hold) {
    const problem = {
      ...at,
      code: 'invalid-held' as const,
      message: `Not valid FHIR at ${first.expression}. The row was left out.`,
    };
    await context.aside({ problem, rejects: 1, raw: rawOf(about), findings });
    return;
  }
  // a patient who stands in many rows says the same in all of them, or it is not known which is right
  const recurrences = placed.map(({ incoming }) => seen.note(incoming.id, incoming.json, 0));
  if (recurrences.includes('different')) {
    const message =
      'A row above says something else of the same record. The first was kept, this row left out. Compare the two.';
    return refuse(about, { code: 'duplicate-in-import', message });
  }
  for (const { incoming, findings: wrong } of placed) {
    const [fault] = wrong;
    if (fault) {
      const problem = {
        ...at,
        code: 'invalid-taken' as const,
        message: `Not valid FHIR at ${fault.expression}. It came in all the same.`,
      };
      await context.aside({ problem, rejects: 0, findings: wrong, record: { type: incoming.type, id: incoming.id } });
    }
    await context.add({ ...incoming, file: file.name });
  }
}
