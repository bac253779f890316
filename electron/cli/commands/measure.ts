/** measure: the figures of a measure, or the records behind one; measure --list. */
import { Argument, type Command, Option } from 'commander';
import { hiddenText } from '../../../shared/bridge/few.ts';
import { type CallInput, MEASURES, type MeasureAnswer, type MeasureName } from '../../../shared/bridge/index.ts';
import { type Context, contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

interface MeasureOptions {
  readonly list?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly grain?: CallInput<'measures.ask'>['grain'];
  readonly compare?: CallInput<'measures.ask'>['compare'];
  readonly by?: CallInput<'measures.ask'>['by'];
  readonly records?: string;
  readonly keys?: string;
}

export function addMeasureCommand(program: Command, world: World): void {
  const { say } = world;
  program
    .command('measure')
    .addArgument(new Argument('[name]', say('which', '指标')).choices(MEASURES))
    .description(say('the figures of a measure over the clinic’s records', '显示诊所的一项统计指标'))
    .option('--list', say('what measures there are, and what each counts', '列出所有指标及其含义'))
    .option('--from <day>', say('first day, YYYY-MM-DD', '第一天，YYYY-MM-DD'))
    .option('--to <day>', say('last day, or the day on which it is looked at', '最后一天，或统计的日期'))
    .addOption(new Option('--grain <step>', say('steps of time', '时间间隔')).choices(['day', 'week', 'month']))
    .addOption(
      new Option(
        '--compare <range>',
        say('beside it the figures of like days before', '同时显示对比期（按相同星期或相同日期）'),
      ).choices(['previous', 'year-before']),
    )
    .addOption(new Option('--by <whom>', say('told apart by', '分别统计')).choices(['practitioner', 'place']))
    .option('--records <column>', say('the records behind a figure instead', '改为列出数字背后的记录'))
    .option(
      '--keys <json>',
      say('of which row, as ["2026-03-02"]; of all without it', '哪一行，如 ["2026-03-02"]；默认全部'),
    )
    .action(async (name: MeasureName | undefined, options: MeasureOptions, command: Command) => {
      const context = contextOf(world, command);
      if (options.list === true) await printList(world, context);
      else if (name === undefined) command.help({ error: true });
      else if (options.records === undefined) await printFigures(context, name, options);
      else await printRecords(context, name, options, options.records);
    });
}

async function printList({ say }: World, context: Context): Promise<void> {
  const { measures } = await withClinic(context, ({ ask }) => ask('measures.list', {}));
  context.print(
    measures.map(({ name, title, meaning, sources, columns, dimensions }) => ({
      name,
      title: say(title.en, title['zh-CN']),
      meaning: say(meaning.en, meaning['zh-CN']),
      sources,
      dimensions: dimensions.map(({ key }) => key),
      columns: columns.map(({ key }) => key),
    })),
  );
}

function questionOf(name: MeasureName, { from, to, grain, by }: MeasureOptions): CallInput<'measures.ask'> {
  return { name, from, to, grain, by };
}

async function printFigures(context: Context, name: MeasureName, options: MeasureOptions): Promise<void> {
  const input = { ...questionOf(name, options), compare: options.compare };
  const answer = await withClinic(context, ({ ask }) => ask('measures.ask', input));
  const { range, total, totalHidden, leftOut, incomplete, compared } = answer;
  context.print({
    name: answer.name,
    ...range,
    rows: rowsOf(answer, answer.rows),
    total: valuesOf(answer, total, totalHidden),
    ...(compared
      ? {
          compared: {
            ...compared.range,
            rows: rowsOf(answer, compared.rows),
            total: valuesOf(answer, compared.total, compared.totalHidden),
            leftOut: leftOutOf(answer, compared.leftOut),
          },
        }
      : {}),
    leftOut: leftOutOf(answer, leftOut),
    ...(incomplete === 0 ? {} : { incomplete }),
  });
}

async function printRecords(
  context: Context,
  name: MeasureName,
  options: MeasureOptions,
  column: string,
): Promise<void> {
  const figure = { ...questionOf(name, options), column, keys: keysIn(options.keys), leaving: true };
  const { records } = await withClinic(context, ({ ask }) => ask('measures.records', figure));
  context.print(
    records.map(({ type, id, patient, hit, day, code, text, value }) => ({
      type,
      id,
      patient,
      name: hit?.name,
      day,
      code,
      text,
      ...(value === null ? {} : { value: value.text, unit: value.unit }),
    })),
  );
}

/** What is no list is refused on arrival, like every other key that no row has. */
function keysIn(text: string | undefined): (string | null)[] | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as (string | null)[];
  } catch {
    return [text];
  }
}

/** A row as an object: what stands in each dimension, then the figures by column. */
function rowsOf(answer: MeasureAnswer, rows: MeasureAnswer['rows']) {
  return rows.map(({ keys, values, hidden }) => ({
    ...Object.fromEntries(answer.dimensions.map(({ key }, at) => [key, keys[at] ?? null])),
    ...namesIn(answer, keys),
    ...valuesOf(answer, values, hidden),
  }));
}

/** What records call a key, where that is something else. */
function namesIn({ dimensions, names }: MeasureAnswer, keys: MeasureAnswer['rows'][number]['keys']) {
  const named = dimensions.flatMap(({ key }, at) => {
    const name = names[key]?.[keys[at] ?? ''];
    return name === undefined || name === keys[at] ? [] : [[`${key}Name`, name] as const];
  });
  return Object.fromEntries(named);
}

/** What is hidden, as it is written: "<5", "*". */
function valuesOf(
  { columns, fewest }: MeasureAnswer,
  values: MeasureAnswer['total'],
  hidden: MeasureAnswer['totalHidden'],
) {
  return Object.fromEntries(
    columns.map(({ key }, at) => [key, hiddenText(hidden?.[at], fewest) ?? values[at] ?? null]),
  );
}

function leftOutOf({ fewest }: MeasureAnswer, leftOut: MeasureAnswer['leftOut']) {
  return Object.fromEntries(leftOut.map(({ reason, n }) => [reason, n ?? hiddenText('few', fewest)]));
}
