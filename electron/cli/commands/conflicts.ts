/** conflicts, resolve. */
import { type Command, Option } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import type { Conflict } from '../../../shared/bridge/index.ts';
import { canonicalJson, type Json, parseJson } from '../../../shared/records/json.ts';
import { contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

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
    .description(say('decide a conflict', '对冲突作出决定'))
    .addOption(new Option('--keep <write>', say('keep the value of this write', '保留这次写入的值')).conflicts('value'))
    .option('--value <json>', say('keep this value; null removes it', '改用此值；null 表示删除'))
    .action(async (id: string, options: { keep?: string; value?: string }, command: Command) => {
      const context = contextOf(world, command);
      const decision =
        options.keep !== undefined
          ? { keep: options.keep }
          : options.value !== undefined
            ? { value: canonicalOf(options.value) }
            : command.error(say('error: either --keep or --value is needed', '错误：需要 --keep 或 --value'));
      context.print(await withClinic(context, ({ ask }) => ask('conflict.resolve', { id, decision })));
    });
}

/** The conflict as the command line has promised to print it; values as JSON, not as text. */
function conflictOf({ id, kind, record, register, base, values }: Conflict): object {
  const writes = values.map(({ write, value, by }) => ({ write, value: jsonOf(value), ...by }));
  return { id, kind, record: `${record.type}/${record.id}`, register, base: jsonOf(base), writes };
}

function jsonOf(text: string | null): Json {
  return text === null ? null : parseJson(text);
}

function canonicalOf(text: string): string | null {
  try {
    const value = parseJson(text);
    return value === null ? null : canonicalJson(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return raise('not-json', 'The value is not JSON. A text needs quotation marks: \'"text"\'.');
  }
}
