/** generate. */

import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { contextOf } from '../context.ts';
import { makeBar } from '../progress.ts';
import type { World } from '../world.ts';

interface Options {
  readonly patients: number;
  readonly seed: number;
  readonly out: string;
  readonly locale: 'zh-CN' | 'en' | 'mixed';
  readonly until?: string;
  readonly observations?: number;
  readonly duplicates?: number;
  readonly errors?: number;
}

export function addSampleCommands(program: Command, world: World): void {
  const { say } = world;

  program
    .command('generate')
    .description(say('write a synthetic clinic as NDJSON', '生成虚构诊所的 NDJSON'))
    .requiredOption('--patients <n>', say('number of patients', '患者人数'), wholeNumber)
    .option('--seed <n>', say('another number gives other people', '不同的数生成不同的人'), wholeNumber, 1)
    .requiredOption('--out <dir>', say('folder of the files', '目标文件夹'))
    .addOption(
      new Option('--locale <locale>', say('language of names and texts', '姓名与文字的语言'))
        .choices(['zh-CN', 'en', 'mixed'])
        .default('mixed'),
    )
    .option('--until <day>', say('last day of the clinic, YYYY-MM-DD', '诊所的最后一天，YYYY-MM-DD'), day)
    .option(
      '--observations <n>',
      say('how many observations in all, about: 7 to 70 a patient (20)', '检查结果总数（约），每位患者 7 至 70（20）'),
      wholeNumber,
    )
    .option(
      '--duplicates <rate>',
      say(
        'part of the people registered twice, 0 to 1; truth.csv says who',
        '重复建档者的比例，0 至 1；名单见 truth.csv',
      ),
      rate,
    )
    .option(
      '--errors <rate>',
      say('part of the records damaged, 0 to 1; errors.csv says how', '有错误的记录的比例，0 至 1；清单见 errors.csv'),
      rate,
    )
    .action(async (options: Options, command: Command) => {
      const { generateFiles } = await import('../generate.ts');
      const context = contextOf(world, command);
      const bar = makeBar(world);
      const { out, observations, ...what } = options;
      const mean = observations === undefined ? undefined : observations / Math.max(1, what.patients);
      if (mean !== undefined && (mean < 7 || mean > 70))
        command.error(
          say('--observations must be 7 to 70 times --patients.', '--observations 须为 --patients 的 7 至 70 倍。'),
        );
      const abort = new AbortController();
      const interrupt = (): void => abort.abort();
      process.once('SIGINT', interrupt);
      process.once('SIGTERM', interrupt);
      try {
        const made = await generateFiles(
          resolve(out),
          { ...what, ...(mean === undefined ? {} : { observations: mean }) },
          (done) => bar.show({ done, unit: 'records' }),
          abort.signal,
        );
        bar.clear();
        context.print(made);
      } finally {
        bar.clear();
        process.removeListener('SIGINT', interrupt);
        process.removeListener('SIGTERM', interrupt);
      }
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('Not a whole number.');
  return number;
}

function rate(text: string): number {
  const number = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || number > 1) throw new InvalidArgumentError('Not a number from 0 to 1.');
  return number;
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('Not a day.');
  return text;
}
