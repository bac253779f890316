/** remote, sync. */
import type { Command } from 'commander';
import { raise } from '../../../shared/base/result.ts';
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

  remote
    .command('wipe')
    .argument('<url>', address)
    .description(say('what would remove most records here: take it or refuse it', '对会删除大部分病历的变更作出决定'))
    .option('--take', say('take it: the records go', '接收：这些病历将被删除'))
    .option('--refuse', say('go on refusing it, and what follows it', '继续拒收，连同其后的内容'))
    .action(async (url: string, options: { take?: true; refuse?: true }, command: Command) => {
      const context = contextOf(world, command);
      if ((options.take ?? false) === (options.refuse ?? false))
        raise('invalid-input', say('Say --take or --refuse.', '请指明 --take 或 --refuse。'));
      await withClinic(context, ({ ask }) => ask('sync.wipe', { remote: url, take: options.take ?? false }));
      context.print({ url, taken: options.take ?? false });
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
