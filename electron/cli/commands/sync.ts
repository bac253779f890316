/** remote, sync. */
import type { Command } from 'commander';
import { yearCost } from '../../../shared/protocol/usage.ts';
import { contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

export function addSyncCommands(program: Command, world: World): void {
  const { say } = world;
  const address = say('address of a cloud endpoint', '云端地址');
  const remote = program
    .command('remote')
    .description(say('the cloud endpoints of this workstation', '本工作站接入的云端'));

  remote
    .command('add')
    .argument('<url>', address)
    .description(say('connect to an endpoint', '接入云端'))
    .option('--token <token>', say('invitation of the endpoint', '云端的邀请码'))
    .action(async (url: string, options: { token?: string }, command: Command) => {
      const context = contextOf(world, command);
      const { token } = options;
      context.print(
        await withClinic(context, ({ ask }) => ask('remote.add', { url, ...(token === undefined ? {} : { token }) })),
      );
    });

  remote
    .command('list')
    .description(say('endpoints and how they stand', '列出云端及其状态'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withClinic(context, ({ ask }) => ask('remote.list', {})));
    });

  remote
    .command('remove')
    .argument('<url>', address)
    .description(say('disconnect; nothing is deleted there', '断开；云端的内容不删除'))
    .action(async (url: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      await withClinic(context, ({ ask }) => ask('remote.remove', { url }));
      context.print({ url });
    });

  remote
    .command('usage')
    .argument('<url>', address)
    .description(say('what the clinic keeps and moves there, and what a year costs', '诊所在云端的用量与全年费用'))
    .action(async (url: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const usage = await withClinic(context, ({ ask }) => ask('sync.usage', { remote: url }));
      context.print({ ...usage, year: yearCost(usage) });
    });

  program
    .command('sync')
    .description(say('one sync with the cloud', '与云端同步一次'))
    .option('--remote <url>', address)
    .option('--until-idle', say('until nothing is left', '直到没有剩余'), false)
    .action(async (options: { remote?: string; untilIdle: boolean }, command: Command) => {
      const context = contextOf(world, command);
      const { remote: url, untilIdle } = options;
      context.print(
        await withClinic(context, ({ ask }) =>
          ask('sync.run', { untilIdle, ...(url === undefined ? {} : { remote: url }) }),
        ),
      );
    });
}
