/** view: the rows of a SQL on FHIR ViewDefinition. */
import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import type { CallOutput, ViewDefinition } from '../../../shared/bridge/index.ts';
import { csvText } from '../../vault/exchange/csv/write.ts';
import { type AskOrRaise, type Context, contextOf, withClinic } from '../context.ts';
import { fileWord, readObject } from '../record.ts';
import type { World } from '../world.ts';

const FORMATS = ['json', 'csv', 'ndjson'] as const;
type Format = (typeof FORMATS)[number];
type Page = CallOutput<'view.page'>;

interface ViewOptions {
  readonly kept?: string;
  readonly list?: boolean;
  readonly format: Format;
}

export function addViewCommand(program: Command, world: World): void {
  const { say } = world;
  program
    .command('view')
    .argument('[file]', fileWord(say))
    .description(say('rows of a SQL on FHIR ViewDefinition', '按 SQL on FHIR 视图定义输出数据行'))
    .option(
      '--kept <name>',
      say('a view that the clinic keeps, or that ships, by its name', '使用本诊所保存的或内置的视图（按名称）'),
    )
    .option('--list', say('the views that there are', '列出已有视图'))
    .addOption(
      new Option('--format <format>', say('format of the rows', '数据行的格式')).choices([...FORMATS]).default('json'),
    )
    .action(async (file: string | undefined, options: ViewOptions, command: Command) => {
      const { kept, list } = options;
      if ([file, kept, list].filter((one) => one !== undefined).length !== 1) command.help({ error: true });
      const context = contextOf(world, command);
      if (list) return context.print(await withClinic(context, ({ ask }) => listed(ask)));
      const given = file === undefined ? undefined : ((await readObject(world, file)) as ViewDefinition);
      await withClinic(context, async ({ ask }) => {
        const definition = given ?? (await keptBy(ask, kept ?? ''));
        await writeRows(context, options.format, (after) => ask('view.page', { definition, after }));
      });
    });
}

async function listed(ask: AskOrRaise): Promise<{ name: string; resource: unknown; kept: boolean }[]> {
  const { shipped, kept } = await ask('view.list', {});
  return [
    ...shipped.map(({ name, definition }) => ({ name, resource: definition.resource, kept: false })),
    ...kept.map(({ name, definition }) => ({ name, resource: definition.resource, kept: true })),
  ];
}

/** What the clinic keeps comes before what ships. Raises not-found. */
async function keptBy(ask: AskOrRaise, name: string): Promise<ViewDefinition> {
  const { shipped, kept } = await ask('view.list', {});
  const found = [...kept, ...shipped].find((one) => one.name.toLowerCase() === name.toLowerCase());
  return found ? found.definition : raise('not-found', 'There is no view of this name. view --list names them.');
}

/** Writes page by page, so that nobody has to hold all rows. */
async function writeRows(context: Context, format: Format, ask: (after: number) => Promise<Page>): Promise<void> {
  const { lines, pretty } = context.options;
  const all: Record<string, unknown>[] = [];
  let first = true;
  for (let after: number | null = 0; after !== null; ) {
    const page = await ask(after);
    const rows = page.rows.map((row) => Object.fromEntries(page.columns.map(({ name }, at) => [name, row[at]])));
    if (pretty) all.push(...rows);
    else if (format === 'csv') await write(context, csvOf(page, first));
    else if (format === 'ndjson' || lines) await write(context, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    else await write(context, rows.map((row, at) => `${first && at === 0 ? '[' : ','}${JSON.stringify(row)}`).join(''));
    if (rows.length > 0 || format === 'csv') first = false;
    after = page.next;
  }
  if (pretty) context.print(all);
  else if (format === 'json' && !lines) await write(context, first ? '[]\n' : ']\n');
}

async function write({ world: { stdout } }: Context, text: string): Promise<void> {
  if (!stdout.write(text) && 'once' in stdout) await once(stdout as NodeJS.WriteStream, 'drain');
}

function csvOf({ columns, rows }: Page, first: boolean): string {
  const head = first ? [columns.map(({ name }) => name)] : [];
  return csvText([...head, ...rows.map((row) => row.map(cellOf))]);
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
