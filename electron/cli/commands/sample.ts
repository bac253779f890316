/** generate. */

import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { contextOf } from '../context.ts';
import { makeBar } from '../progress.ts';
import type { World } from '../world.ts';

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
    .action(
      async (
        options: { patients: number; seed: number; out: string; locale: 'zh-CN' | 'en' | 'mixed'; until?: string },
        command: Command,
      ) => {
        const { generateFiles } = await import('../generate.ts');
        const context = contextOf(world, command);
        const bar = makeBar(world);
        const { out, ...what } = options;
        const made = await generateFiles(resolve(out), what, (done) => bar.show({ done, unit: 'records' })).finally(
          bar.clear,
        );
        context.print(made);
      },
    );
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('Not a whole number.');
  return number;
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('Not a day.');
  return text;
}
