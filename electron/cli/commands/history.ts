/** history, restore-version, amend, error, sign, addendum. */
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { RecordView, Resource } from '../../../shared/bridge/index.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { mergePatch } from '../../../shared/records/merge-patch.ts';
import { contextOf, withClinic } from '../context.ts';
import { current, fileWord, keyOf, keyWord, readObject } from '../record.ts';
import type { World } from '../world.ts';

export function addHistoryCommands(program: Command, world: World): void {
  const { say } = world;
  const key = keyWord(say);
  const reason = say('why', '原因');

  program
    .command('history')
    .argument('<record>', key)
    .description(
      say(
        'print every version of a record: who, when, what, and the record',
        '显示一条记录的所有版本：谁、何时、改了什么，及当时的记录',
      ),
    )
    .option('--diff', say('the changes only, without the records', '只显示改动，不显示当时的记录'))
    .action(async (record: string, options: { diff?: true }, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      const versions = await withClinic(context, async ({ ask }) => {
        const entries = await ask('record.history', which);
        if (options.diff) return entries;
        const all: object[] = [];
        for (const entry of entries) {
          const { json } = await ask('record.version', { ...which, version: entry.version });
          all.push({ ...entry, resource: json === null ? null : parseJson(json) });
        }
        return all;
      });
      context.print(versions);
    });

  program
    .command('restore-version')
    .argument('<record>', key)
    .argument('<version>', say('number of the version', '版本号'), Number)
    .description(say('make a record what it was, as a new change', '把记录恢复为某一版，作为一次新的修改'))
    .action(async (record: string, version: number, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      await withClinic(context, async ({ ask }) => {
        await ask('record.restore', { ...which, version });
        context.print(await current(ask, which));
      });
    });

  program
    .command('amend')
    .argument('<record>', key)
    .argument('<file>', fileWord(say))
    .requiredOption('--reason <text>', reason)
    .description(
      say(
        'amend a final record by a JSON merge patch, with a reason',
        '以 JSON merge patch 修正已定稿的记录，须说明原因',
      ),
    )
    .action(async (record: string, path: string, options: { reason: string }, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      const patch = await readObject(world, path);
      await withClinic(context, async ({ ask }) => {
        const { seen } = await ask('record.get', which);
        const resource = mergePatch(await current(ask, which), patch) as JsonObject;
        await ask('record.amend', { resource: resource as Resource, seen, reason: options.reason });
        context.print(await current(ask, which));
      });
    });

  program
    .command('error')
    .argument('<record>', key)
    .requiredOption('--reason <text>', reason)
    .description(say('mark a record as entered in error', '把记录标记为录入错误'))
    .action(async (record: string, options: { reason: string }, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      await withClinic(context, async ({ ask }) => {
        await ask('record.error', { ...which, reason: options.reason });
        context.print(await current(ask, which));
      });
    });

  program
    .command('sign')
    .argument('<record>', key)
    .description(say('sign a record as it is; after it only addenda', '对记录签名；此后只能补记'))
    .action(async (record: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      context.print(lockOf(record, await withClinic(context, ({ ask }) => ask('record.sign', which))));
    });

  program
    .command('addendum')
    .argument('<record>', key)
    .argument('<text>', say('the text; - for standard input', '文字；- 表示标准输入'))
    .description(say('add a text to a record that is final or signed', '为已定稿或已签名的记录补记'))
    .action(async (record: string, words: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      const added = words === '-' ? await text(world.stdin) : words;
      const view = await withClinic(context, ({ ask }) => ask('record.addendum', { ...which, text: added }));
      context.print(lockOf(record, view));
    });
}

function lockOf(record: string, { lock, signatures, addenda }: RecordView): object {
  return { record, lock, signatures, addenda };
}
