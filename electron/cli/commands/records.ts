/** create, get, history, patch, delete. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import { Resource } from '../../../shared/bridge/index.ts';
import { isObject, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { type AskOrRaise, contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

interface Key {
  readonly type: string;
  readonly id: string;
}

export function addRecordCommands(program: Command, world: World): void {
  const { say } = world;
  const key = say('Type/id, as Patient/0198…', '类型/id，如 Patient/0198…');
  const file = say('JSON file; - for standard input', 'JSON 文件；- 表示标准输入');

  program
    .command('create')
    .argument('<file>', file)
    .description(say('create one record from a FHIR resource', '用一个 FHIR 资源新建记录'))
    .action(async (path: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const given = Resource.safeParse(await readObject(world, path));
      if (!given.success)
        raise('resource-without-type', 'There is no resourceType: it is not a FHIR resource. Nothing was created.');
      await withClinic(context, async ({ ask }) => {
        const { resource } = await ask('record.create', { resource: given.data });
        context.print(await current(ask, { type: resource.resourceType, id: String(resource.id) }));
      });
    });

  program
    .command('get')
    .argument('<record>', key)
    .description(say('print one record', '显示一条记录'))
    .action(async (record: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      context.print(await withClinic(context, ({ ask }) => current(ask, which)));
    });

  program
    .command('history')
    .argument('<record>', key)
    .description(say('print every version of a record: who, when, what', '显示一条记录的所有版本：谁、何时、改了什么'))
    .action(async (record: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      context.print(await withClinic(context, ({ ask }) => ask('record.history', which)));
    });

  program
    .command('patch')
    .argument('<record>', key)
    .argument('<file>', file)
    .description(say('change a record by a JSON merge patch (RFC 7396)', '用 JSON merge patch（RFC 7396）修改记录'))
    .action(async (record: string, path: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      const patch = await readObject(world, path);
      await withClinic(context, async ({ ask }) => {
        await ask('record.patch', { ...which, patch });
        context.print(await current(ask, which));
      });
    });

  program
    .command('delete')
    .argument('<record>', key)
    .description(say('delete a record; its history stays', '删除记录；历史保留'))
    .action(async (record: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const which = keyOf(record);
      await withClinic(context, ({ ask }) => ask('record.delete', which));
      context.print({ ...which, deleted: true });
    });
}

/** The record as it is kept, numbers with their own text. */
async function current(ask: AskOrRaise, key: Key): Promise<JsonObject> {
  const { json } = await ask('record.json', key);
  return parseJson(json) as JsonObject;
}

function keyOf(record: string): Key {
  const [, type, id] = /^([A-Z][A-Za-z]+)\/([^/\s]+)$/.exec(record) ?? [];
  return type && id ? { type, id } : raise('invalid-input', 'A record is named Type/id, as Patient/0198f3c2-….');
}

/** One JSON object of a file, its numbers' text kept. Raises file-not-found, file-unreadable, not-json. */
async function readObject(world: World, path: string): Promise<JsonObject> {
  let content: string;
  try {
    content = path === '-' ? await text(world.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing
      ? raise('file-not-found', 'There is no such file.')
      : raise('file-unreadable', 'The file cannot be read.');
  }
  try {
    const value = parseJson(content.replace(/^\uFEFF/, ''));
    return isObject(value) ? value : raise('not-json', 'The file holds no JSON object.');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return raise('not-json', 'The file is not JSON. Nothing was changed.');
  }
}
