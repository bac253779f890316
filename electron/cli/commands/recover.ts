/** recover, authority move. */
import { hostname } from 'node:os';
import type { Command } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import { contextOf, withClinic, withVault } from '../context.ts';
import { askNewPassphrase } from '../passphrase.ts';
import { askRecovery } from '../recovery.ts';
import type { World } from '../world.ts';

interface RecoverOptions {
  readonly remote?: string;
  readonly workstation: string;
  readonly withoutCloud?: boolean;
}

export function addRecoverCommands(program: Command, world: World): void {
  const { say } = world;

  program
    .command('recover')
    .description(
      say(
        'by the recovery kit (XINGLIN_RECOVERY): a new workstation, or a new owner here',
        '凭恢复凭证（XINGLIN_RECOVERY）：在新电脑上恢复诊所，或在本机设新的负责人',
      ),
    )
    .option('--remote <url>', say('the clinic’s cloud, for a new workstation', '诊所的云端，用于新工作站'))
    .option('--workstation <name>', say('name of this workstation', '本工作站名称'), hostname())
    .option(
      '--without-cloud',
      say('here: the cloud is gone, this workstation decides', '在本机：云端已不复存在，由本机决定'),
    )
    .action(async ({ remote, workstation, withoutCloud = false }: RecoverOptions, command: Command) => {
      const context = contextOf(world, command);
      const userName = context.options.user ?? `owner ${new Date().toISOString().slice(0, 10)}`;
      const recovered = await withVault(context, async ({ ask }) => {
        const { kind } = await ask('session.state', {});
        if (kind === 'empty' && remote === undefined)
          raise('no-clinic', 'There is no clinic in this folder: say by --remote where its cloud is.');
        const secret = await askRecovery(world);
        const owner = { secret, userName, passphrase: await askNewPassphrase(world) };
        const made =
          remote === undefined
            ? await ask('home.recover', { ...owner, withoutCloud })
            : await ask('clinic.recover', { ...owner, remote, workstation });
        const { words, position, changes, upTo } = await ask('clinic.checkpoint', {});
        return { ...made, user: userName, checkpoint: { words, position, changes, ...(upTo ? { upTo } : {}) } };
      });
      world.stderr.write(
        `${say(
          'Compare the checkpoint with the newest print or another workstation: this one alone cannot tell an old state from the newest.',
          '请将校验词与最近的打印件或另一台工作站核对：仅凭本机无法判断数据是否最新。',
        )}\n`,
      );
      context.print(recovered);
    });

  const authority = program
    .command('authority')
    .description(say('where it is decided who belongs to the clinic', '由哪里决定谁属于诊所'));
  authority
    .command('move')
    .description(
      say(
        'the former cloud is gone: another takes its place (XINGLIN_RECOVERY)',
        '原云端已不复存在：由另一个云端接替（XINGLIN_RECOVERY）',
      ),
    )
    .requiredOption('--remote <url>', say('the new cloud', '新的云端'))
    .option('--token <token>', say('invitation of the new cloud', '新云端的邀请码'))
    .action(async ({ remote, token }: { remote: string; token?: string }, command: Command) => {
      const context = contextOf(world, command);
      context.print(
        await withClinic(context, async ({ ask }) =>
          ask('authority.move', {
            secret: await askRecovery(world),
            remote,
            ...(token === undefined ? {} : { token }),
          }),
        ),
      );
    });
}
