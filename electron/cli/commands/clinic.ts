/** init, status, verify. */
import { hostname } from 'node:os';
import { type Command, Option } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import { contextOf, withClinic, withVault } from '../context.ts';
import { askNewPassphrase } from '../passphrase.ts';
import type { World } from '../world.ts';

export function addClinicCommands(program: Command, world: World): void {
  const { say } = world;

  program
    .command('init')
    .description(say('create a clinic and its first workstation', '新建诊所及其第一台工作站'))
    .requiredOption('--clinic <name>', say('name of the clinic', '诊所名称'))
    .addOption(
      new Option('--locale <locale>', say('language of the clinic', '诊所语言'))
        .choices(['zh-CN', 'en'])
        .default(world.language === 'zh' ? 'zh-CN' : 'en'),
    )
    .option(
      '--time-zone <zone>',
      say('IANA time zone in which days are counted (the machine’s)', '计日所用的 IANA 时区（默认本机）'),
    )
    .option('--workstation <name>', say('name of this workstation', '本工作站名称'), hostname())
    .action(
      async (
        options: { clinic: string; locale: 'zh-CN' | 'en'; timeZone?: string; workstation: string },
        command: Command,
      ) => {
        const context = contextOf(world, command);
        const made = await withVault(context, async ({ ask }) => {
          const state = await ask('session.state', {});
          if (state.kind !== 'empty')
            raise('clinic-exists', 'There is a clinic in this folder already. It was left as it is.');
          const created = await ask('clinic.create', {
            clinicName: options.clinic,
            ownerName: context.options.user ?? 'owner',
            passphrase: await askNewPassphrase(world),
            locale: options.locale,
            workstation: options.workstation,
            ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
          });
          await ask('clinic.kitPutAway', {}); // it is printed here, once
          return created;
        });
        context.print({ clinicId: made.clinicId, deviceId: made.deviceId, recoveryPhrase: made.recoveryPhrase });
      },
    );

  program
    .command('status')
    .description(say('what is here and what is not yet in the cloud', '本机有什么，哪些还没有上传到云端'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withClinic(context, ({ ask }) => ask('vault.status', {})));
    });

  program
    .command('verify')
    .description(say('check database, history and audit chain', '检查数据库、历史和审计链'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      const report = await withClinic(context, ({ ask }) => ask('vault.verify', {}));
      context.print(report);
      if (!report.ok)
        raise('database-damaged', 'Something is damaged; the report says what. Delete nothing, and run repair.');
    });
}
