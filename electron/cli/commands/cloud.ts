/** cloud: the endpoint itself, which needs no home. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { contextOf } from '../context.ts';
import type { World } from '../world.ts';

interface CloudOptions {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly invitationOnly: boolean;
  readonly trustProxy: string[];
  readonly storageLimit?: number;
  readonly restored: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly invite?: boolean;
  readonly days: number;
}

export function addCloudCommand(program: Command, world: World): void {
  const { say } = world;
  /** An option that the environment can give too, as XINGLIN_CLOUD_DATA. */
  const option = (flags: string, text: string): Option => {
    const made = new Option(flags, text);
    return made.env(`XINGLIN_CLOUD_${made.name().toUpperCase().replaceAll('-', '_')}`);
  };
  const list = (text: string): string[] => text.split(',').filter(Boolean);
  const noProxies: string[] = [];

  program
    .command('cloud')
    .description(say('run a cloud endpoint', '运行云端'))
    .addOption(
      option(
        '--data <dir>',
        say('folder of its data (made if absent)', '数据文件夹（没有则新建）'),
      ).makeOptionMandatory(),
    )
    .addOption(
      option('--port <n>', say('port to listen on; 0: a free one', '监听端口；0 为任意空闲端口'))
        .argParser(between(0, 65_535))
        .default(8787),
    )
    .addOption(option('--host <host>', say('address to listen on', '监听地址')).default('127.0.0.1'))
    .addOption(option('--invitation-only', say('new clinics need an invitation', '新诊所须有邀请码')).default(false))
    .addOption(
      option('--trust-proxy <list>', say('proxies, by comma, whose X-Forwarded-For is believed', '可信代理，逗号分隔'))
        .argParser(list)
        .default(noProxies),
    )
    .addOption(
      option('--storage-limit <bytes>', say('most that the store may take', '存储上限（字节）')).argParser(
        between(1 << 20, Number.MAX_SAFE_INTEGER),
      ),
    )
    .addOption(option('--restored', say('the data come from a backup', '数据来自备份')).default(false))
    .addOption(
      option('--log-level <level>', say('what is logged', '日志级别'))
        .choices(['debug', 'info', 'warn', 'error', 'silent'])
        .default('info'),
    )
    .option('--invite', say('print an invitation for one clinic, and end', '输出一个邀请码后结束'))
    .option('--days <n>', say('how long the invitation is good', '邀请码有效天数'), between(1, 366), 14)
    .action(async (options: CloudOptions, command: Command) => {
      const { invite, days, storageLimit, data, port, host, invitationOnly, trustProxy, restored, logLevel } = options;
      const settings = {
        data,
        port,
        host,
        invitationOnly,
        trustProxy,
        restored,
        logLevel,
        ...(storageLimit === undefined ? {} : { storageLimit }),
      };
      const { createCloud, createInvitation } = await import('../../../cloud/main.ts');
      if (invite) {
        contextOf(world, command).print({ invitation: await createInvitation(settings, days) });
        return;
      }
      const cloud = await createCloud(settings);
      const ended = untilSignal();
      try {
        await cloud.listen();
        await ended;
      } finally {
        await cloud.close();
      }
    });
}

function between(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`Not a whole number from ${least} to ${most}.`);
    return number;
  };
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
