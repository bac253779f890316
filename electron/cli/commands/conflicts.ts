/** conflicts, resolve, settled. */
import { type Command, Option } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import type { CallInput, Conflict, Settled } from '../../../shared/bridge/index.ts';
import { registerOf } from '../../../shared/merge/registers.ts';
import { canonicalJson, isObject, type Json, parseJson } from '../../../shared/records/json.ts';
import { type AskOrRaise, contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

interface ResolveOptions {
  readonly keep?: string;
  readonly value?: string;
  readonly combined?: true;
  readonly accept?: true;
  readonly undo?: string;
}

type Decision = CallInput<'conflict.resolve'>['decision'];

export function addConflictCommands(program: Command, world: World): void {
  const { say } = world;

  program
    .command('conflicts')
    .description(say('what was changed differently in two places', '两处改得不同、等待决定的内容'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print((await withClinic(context, ({ ask }) => ask('conflict.list', {}))).map(conflictOf));
    });

  program
    .command('resolve')
    .argument('<id>', say('id of the conflict', '冲突的 id'))
    .description(say('decide a conflict, or take a decision back', '对冲突作出决定，或撤回决定'))
    .addOption(
      new Option('--keep <write>', say('keep the value of this write', '保留这次写入的值')).conflicts(BUT_KEEP),
    )
    .addOption(
      new Option('--value <json>', say('keep this value; null removes it', '改用此值；null 表示删除')).conflicts(
        BUT_VALUE,
      ),
    )
    .addOption(
      new Option('--combined', say('keep what both sides changed', '保留双方的改动')).conflicts(['accept', 'undo']),
    )
    .addOption(
      new Option('--accept', say('of a broken rule: all is right as it is', '规则冲突：现状无误')).conflicts('undo'),
    )
    .option(
      '--undo <write>',
      say('take back the decision of this write (see settled)', '撤回这次写入的决定（见 settled）'),
    )
    .action(async (id: string, options: ResolveOptions, command: Command) => {
      const context = contextOf(world, command);
      const { undo } = options;
      if (Object.keys(options).every((name) => !CHOICES.includes(name)))
        command.error(
          say(
            'error: one of --keep, --value, --combined, --accept, --undo is needed',
            '错误：需要 --keep、--value、--combined、--accept、--undo 之一',
          ),
        );
      const done = await withClinic(context, async ({ ask }) =>
        undo === undefined
          ? ask('conflict.resolve', { id, decision: await decisionOf(ask, id, options) })
          : ask('conflict.undo', { id, write: undo }),
      );
      context.print(done);
    });

  program
    .command('settled')
    .description(say('decisions of the last 30 days that can be taken back', '近 30 天内可以撤回的决定'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print((await withClinic(context, ({ ask }) => ask('conflict.settled', {}))).map(settledOf));
    });
}

const CHOICES = ['keep', 'value', 'combined', 'accept', 'undo'];
const BUT_KEEP = ['value', 'combined', 'accept', 'undo'];
const BUT_VALUE = ['combined', 'accept', 'undo'];

async function decisionOf(ask: AskOrRaise, id: string, options: ResolveOptions): Promise<Decision> {
  if (options.keep !== undefined) return { keep: options.keep };
  if (options.accept) return { accept: true };
  const given = options.value === undefined ? undefined : jsonIn(options.value);
  const found = (await ask('conflict.list', {})).find((conflict) => conflict.id === id);
  if (!found) raise('not-found', 'This is settled already, here or on another workstation.');
  if (given !== undefined) return { value: given === null ? null : canonicalJson(placed(found, given)) };
  return found.combined === null
    ? raise('invalid-input', 'The sides contradict each other: there is no value that keeps both. Choose one.')
    : { value: found.combined };
}

/** The conflict as the command line has promised to print it; values as JSON, not as text. */
function conflictOf(conflict: Conflict): object {
  const { id, kind, record, title, register, base, values, combined, rule, others } = conflict;
  const writes = values.map(({ write, value, by, reason }) => ({
    write,
    value: jsonOf(value),
    ...by,
    ...(reason === undefined ? {} : { reason }),
  }));
  return {
    id,
    kind,
    record: `${record.type}/${record.id}`,
    title,
    register,
    base: jsonOf(base),
    writes,
    combined: jsonOf(combined),
    ...(rule === undefined ? {} : { rule, others: others.map(({ type, id: other }) => `${type}/${other}`) }),
  };
}

function settledOf({ id, record, title, register, write, value, by }: Settled): object {
  return { id, record: `${record.type}/${record.id}`, title, register, write, value: jsonOf(value), ...by };
}

function jsonOf(text: string | null): Json {
  return text === null ? null : parseJson(text);
}

/** A register's value is an object of its elements, as `conflicts` prints it; of a single element its own value will do. */
function placed({ record, register, base, values }: Conflict, given: Json): Json {
  const isWhole = isObject(given) && Object.keys(given).some((name) => registerOf(record.type, name) === register);
  const shown = [base, ...values.map(({ value }) => value)].map(jsonOf);
  return !isWhole && shown.some((value) => isObject(value) && register in value) ? { [register]: given } : given;
}

function jsonIn(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return raise('not-json', 'The value is not JSON. A text needs quotation marks: \'"text"\'.');
  }
}
