/** device revoke, device rotate, quarantine. */
import type { Command } from 'commander';
import { contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

export function addRemovalCommands(program: Command, world: World): void {
  const { say } = world;
  const device = program.commands.find((command) => command.name() === 'device') ?? program.command('device');

  device
    .command('revoke')
    .argument('<id>', say('id of the workstation, as `device list` shows it', '工作站编号，见 device list'))
    .description(say('remove a workstation for good, and change the key', '永久移除一台工作站并更换密钥'))
    .option('--reason <text>', say('why', '原因'), '')
    .action(async (deviceId: string, options: { reason: string }, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withClinic(context, ({ ask }) => ask('device.revoke', { deviceId, ...options })));
    });

  device
    .command('rotate')
    .description(say('change the key under which new changes are encrypted', '更换新更改所用的加密密钥'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withClinic(context, ({ ask }) => ask('device.rotate', {})));
    });

  program
    .command('quarantine')
    .description(
      say('changes that were kept out of the records: show, take or drop them', '未计入记录的更改：查看、采用或弃置'),
    )
    .option('--take <id>', say('let it hold after all, everywhere', '予以采用，所有工作站生效'))
    .option('--drop <id>', say('put it away, everywhere', '弃置，所有工作站生效'))
    .action(async (options: { take?: string; drop?: string }, command: Command) => {
      const context = contextOf(world, command);
      const id = options.take ?? options.drop;
      context.print(
        await withClinic<unknown>(context, async ({ ask }) =>
          id === undefined
            ? ask('quarantine.list', {})
            : ask('quarantine.decide', { id, decision: options.take === undefined ? 'drop' : 'take' }),
        ),
      );
    });
}
