/** cloud: the endpoint itself, which needs no home. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { World } from '../world.ts';
import { addCloudAdministration } from './cloud-administration.ts';
import { type CloudOptions, cloudSettings } from './cloud-settings.ts';

export function addCloudCommand(program: Command, world: World): void {
  const { say } = world;
  /** An option that the environment can give too, as XINGLIN_CLOUD_DATA. */
  const option = (flags: string, text: string): Option => {
    const made = new Option(flags, text);
    return made.env(`XINGLIN_CLOUD_${made.name().toUpperCase().replaceAll('-', '_')}`);
  };
  const list = (text: string): string[] => text.split(',').filter(Boolean);
  const none: string[] = [];

  const cloud = program
    .command('cloud')
    .description(say('run a cloud endpoint, or look after one', '运行或管理云端'))
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
    .addOption(
      option(
        '--origin <url>',
        say('address at which workstations reach it; repeatable', '工作站访问它的地址，可多次给出'),
      )
        .argParser((text: string, before: string[]) => [...before, ...list(text)])
        .default(none),
    )
    .addOption(option('--invitation-only', say('new clinics need an invitation', '新诊所须有邀请码')).default(false))
    .addOption(
      option('--trust-proxy <list>', say('proxies, by comma, whose X-Forwarded-For is believed', '可信代理，逗号分隔'))
        .argParser(list)
        .default(none),
    )
    .addOption(
      option('--storage-limit <bytes>', say('most that the store may take', '存储上限（字节）')).argParser(
        between(1 << 20, Number.MAX_SAFE_INTEGER),
      ),
    )
    .addOption(
      option('--quota <bytes>', say('most that a clinic may keep', '每个诊所的空间上限（字节）'))
        .argParser(between(1 << 20, Number.MAX_SAFE_INTEGER))
        .default(20_000_000_000),
    )
    .addOption(
      option('--price-storage <price>', say('of a gigabyte kept for a month', '存储单价（每 GB 每月）')).argParser(
        price,
      ),
    )
    .addOption(
      option(
        '--price-transfer <price>',
        say('of a gigabyte moved either way', '流量单价（每 GB，上下行相同）'),
      ).argParser(price),
    )
    .addOption(option('--currency <code>', say('of the prices: EUR, CNY', '单价的币种，如 CNY')))
    .addOption(
      option(
        '--metrics-port <n>',
        say('serve /metrics for Prometheus there', '在此端口提供 Prometheus 指标'),
      ).argParser(between(0, 65_535)),
    )
    .addOption(option('--metrics-host <host>', say('and on this address', '指标的监听地址')).default('127.0.0.1'))
    .addOption(option('--restored', say('the data come from a backup', '数据来自备份')).default(false))
    .addOption(
      option('--log-level <level>', say('what is logged', '日志级别'))
        .choices(['debug', 'info', 'warn', 'error', 'silent'])
        .default('info'),
    )
    .action(async (options: CloudOptions) => {
      const { createCloud } = await import('../../../cloud/main.ts');
      const running = await createCloud(await cloudSettings(options));
      const ended = untilSignal();
      try {
        await running.listen();
        await ended;
      } finally {
        await running.close();
      }
    });
  addCloudAdministration(cloud, world);
}

function price(text: string): number {
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text))
    throw new InvalidArgumentError('Not a price: digits, with a point if need be.');
  return Number(text);
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
