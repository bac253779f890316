/** cloud clinics, usage, invite, suspend, resume, quota, verify, backup: on an endpoint's data, also beside a running one. */
import { type Command, InvalidArgumentError } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import { contextOf } from '../context.ts';
import type { World } from '../world.ts';
import { type CloudOptions, cloudSettings } from './cloud-settings.ts';

type Administered = Parameters<typeof import('../../../cloud/main.ts')['administerCloud']>[1];

/** Adds the commands below `cloud`, whose options they share. */
export function addCloudAdministration(cloud: Command, world: World): void {
  const { say } = world;
  const clinicId = say('its id, or the beginning of it', '诊所编号，或其开头');

  /** Runs it and prints what it gives; raises where the data were found wrong. */
  async function perform(command: Command, administered: Administered): Promise<void> {
    const { administerCloud, foundWrong } = await import('../../../cloud/main.ts');
    const settings = await cloudSettings(command.optsWithGlobals<CloudOptions>());
    const result = await administerCloud(settings, administered);
    contextOf(world, command).print(result);
    if (foundWrong(result))
      raise('database-damaged', 'What the endpoint keeps is not whole. Restore a backup and start it with --restored.');
  }

  cloud
    .command('clinics')
    .description(say('who is here', '列出诊所'))
    .action((_options: object, command: Command) => perform(command, { name: 'clinics' }));

  cloud
    .command('usage')
    .argument('[clinic]', clinicId)
    .description(say('what clinics keep and move, and what a year costs', '诊所的用量与全年费用'))
    .action((clinic: string | undefined, _options: object, command: Command) =>
      perform(command, { name: 'usage', clinic }),
    );

  cloud
    .command('invite')
    .description(say('an invitation for one clinic', '为一个诊所生成邀请码'))
    .option('--days <n>', say('how long it is good', '有效天数'), days, 14)
    .action(async (options: { days: number }, command: Command) => {
      const { createInvitation } = await import('../../../cloud/main.ts');
      const settings = await cloudSettings(command.optsWithGlobals<CloudOptions>());
      contextOf(world, command).print({ invitation: await createInvitation(settings, options.days) });
    });

  for (const [name, text] of [
    ['suspend', say('refuse everything of a clinic; its data stay', '暂停一个诊所，数据保留')],
    ['resume', say('take a suspended clinic back', '恢复一个诊所')],
  ] as const) {
    cloud
      .command(name)
      .argument('<clinic>', clinicId)
      .description(text)
      .action((clinic: string, _options: object, command: Command) => perform(command, { name, clinic }));
  }

  cloud
    .command('quota')
    .argument('<clinic>', clinicId)
    .argument('<bytes>', say('bytes, or "default"', '字节数，或 default'), quota)
    .description(say('bytes that a clinic may keep', '一个诊所的空间上限'))
    .action((clinic: string, bytes: number | null, _options: object, command: Command) =>
      perform(command, { name: 'quota', clinic, bytes }),
    );

  cloud
    .command('verify')
    .description(say('recompute every hash, signature and count', '重新核对全部哈希、签名与计数'))
    .action((_options: object, command: Command) => perform(command, { name: 'verify' }));

  cloud
    .command('backup')
    .argument('<file>', say('a file that is not there yet', '尚不存在的文件'))
    .description(say('a consistent copy while it runs, verified', '不停机备份并核对'))
    .action((file: string, _options: object, command: Command) => perform(command, { name: 'backup', file }));
}

function days(text: string): number {
  const number = Number(text);
  if (!/^\d{1,3}$/.test(text) || number < 1 || number > 366)
    throw new InvalidArgumentError('Not a whole number from 1 to 366.');
  return number;
}

function quota(text: string): number | null {
  if (text === 'default') return null;
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Not a number of bytes.');
  return Number(text);
}
