/** backup, restore, repair. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import { contextOf, withClinic, withVault } from '../context.ts';
import { askPassphrase } from '../passphrase.ts';
import { barAndListener } from '../progress-listener.ts';
import type { World } from '../world.ts';

const JOB = 'command';

export function addStorageCommands(program: Command, world: World): void {
  const { say } = world;

  program
    .command('backup')
    .argument('<file>', say('where the backup goes', '备份文件'))
    .description(
      say('write an encrypted backup of the whole workstation, and prove it', '把整台工作站加密备份到文件，并验证'),
    )
    .action(async (file: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const { bar, listen } = barAndListener(world);
      const report = await withClinic(
        context,
        ({ ask, onInterrupt }) => {
          onInterrupt(() => void ask('job.cancel', { job: JOB }));
          return ask('backup.create', { job: JOB, file: resolve(file) }).finally(bar.clear);
        },
        listen,
      );
      context.print(report);
      if (!report.verified)
        raise('database-damaged', 'The backup was written, but what it holds is not whole. Run verify, then repair.');
    });

  program
    .command('restore')
    .argument('<file>', say('a backup', '备份文件'))
    .description(say('put a backup into a folder without a clinic', '把备份恢复到没有诊所的文件夹'))
    .action(async (file: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const { bar, listen } = barAndListener(world);
      const { user } = context.options;
      const counts = await withVault(
        context,
        async ({ ask, onInterrupt }) => {
          const state = await ask('session.state', {});
          if (state.kind !== 'empty')
            raise('clinic-exists', 'There is a clinic in this folder already. It was left as it is.');
          await ask('backup.inspect', { file: resolve(file) }); // before a passphrase is asked for
          onInterrupt(() => void ask('job.cancel', { job: JOB }));
          const passphrase = await askPassphrase(world);
          const input = { job: JOB, file: resolve(file), passphrase, ...(user === undefined ? {} : { user }) };
          return ask('backup.restore', input).finally(bar.clear);
        },
        listen,
      );
      context.print(counts);
    });

  program
    .command('repair')
    .description(say('rebuild a damaged database from what can be read of it', '用仍可读取的内容重建已损坏的数据库'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      const { bar, listen } = barAndListener(world);
      const { user } = context.options;
      const report = await withVault(
        context,
        async ({ ask, onInterrupt }) => {
          const state = await ask('session.state', {});
          if (state.kind !== 'locked') raise('no-clinic', 'There is no clinic in this folder that could be repaired.');
          onInterrupt(() => void ask('job.cancel', { job: JOB }));
          const passphrase = await askPassphrase(world);
          const input = { job: JOB, passphrase, ...(user === undefined ? {} : { user }) };
          return ask('storage.repair', input).finally(bar.clear);
        },
        listen,
      );
      context.print(report);
    });
}
