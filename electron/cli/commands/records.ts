/** create, get, patch, delete. */
import type { Command } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import { Resource } from '../../../shared/bridge/index.ts';
import { contextOf, withClinic } from '../context.ts';
import { current, fileWord, keyOf, keyWord, readObject } from '../record.ts';
import type { World } from '../world.ts';

export function addRecordCommands(program: Command, world: World): void {
  const { say } = world;
  const key = keyWord(say);
  const file = fileWord(say);

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
