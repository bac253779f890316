/** redact. */
import { type Command, CommanderError } from 'commander';
import { contextOf, withClinic } from '../context.ts';
import { keyOf } from '../record.ts';
import type { World } from '../world.ts';

interface Options {
  readonly reason: string;
  readonly chart?: boolean;
  readonly yes?: boolean;
}

export function addRedactCommand(program: Command, world: World): void {
  const { say } = world;
  program
    .command('redact')
    .argument('<record>', say('Type/id, as Patient/0198…', '类型/id，如 Patient/0198…'))
    .description(
      say('drop the contents of a record everywhere, for good (owner)', '在所有地方永久清除一条记录的内容（负责人）'),
    )
    .requiredOption('--reason <text>', say('why; stays readable for everybody', '原因；所有人可见'))
    .option('--chart', say('all records of this Patient, too', '连同该患者的全部记录'))
    .option('--yes', say('do it; without this only explains', '执行；不加此项只作说明'))
    .action(async (record: string, { reason, chart = false, yes = false }: Options, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      if (!yes) {
        world.stderr.write(`${explanation(world, record, chart)}\n`);
        throw new CommanderError(2, 'xinglin.unconfirmed', 'redact without --yes');
      }
      const redacted = await withClinic(context, ({ ask }) => ask('record.redact', { ...which, reason, chart }));
      context.print({ ...which, ...redacted });
    });
}

function explanation({ say }: World, record: string, chart: boolean): string {
  const what = chart
    ? say(`${record} and every record of this patient`, `${record} 及该患者的全部记录`)
    : say(record, record);
  return say(
    `Nothing was changed. With --yes the contents of ${what} go for good: here at once, at the cloud and on every other workstation with their next sync. Nobody can bring them back.
Documents and messages that were imported as a whole go with them where they hold a copy; the count at the end includes them.
What stays: type and id, who changed it, where and when, that it was redacted, and your reason, which everybody can read.
What this does not reach: exports, prints, backups, and sticks or clouds that are not connected any more. Delete those yourself.`,
    `没有做任何更改。加上 --yes 后，${what} 的内容将被永久清除：本机立即清除，云端和其他工作站在下次同步时清除。任何人都无法恢复。
整份导入的文档和消息若含有其副本，将一并清除，最后的数目包括它们。
保留的内容：类型和 id、谁在何时何地改过、已被清除的事实，以及您写的原因（所有人可见）。
不受影响、需自行删除的内容：导出文件、打印件、备份，以及不再连接的存储和云端。`,
  );
}
