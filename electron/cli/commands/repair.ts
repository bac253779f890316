/** repair list, show, retry, set-aside; clean. */
import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import { CLEANING_RULES, type CleaningRuleName } from '../../../shared/bridge/cleaning-rules.ts';
import { REPAIR_STATES, type RepairItem, type RepairState } from '../../../shared/bridge/repair.ts';
import { contextOf, type VaultUse, withClinic } from '../context.ts';
import { barAndListener } from '../progress-listener.ts';
import type { World } from '../world.ts';

const JOB = 'command';

/** Adds its commands below `repair`, which without one of them mends the database (storage.ts). */
export function addRepairCommands(program: Command, world: World): void {
  const { say } = world;
  const repair = program.commands.find((command) => command.name() === 'repair') ?? program.command('repair');

  repair
    .command('list')
    .description(say('reasons with their counts; with --items what stands there', '原因和数量；加 --items 列出各条'))
    .addOption(new Option('--state <state>', say('which', '状态')).choices([...REPAIR_STATES]).default('open'))
    .option('--items', say('each entry', '列出各条'))
    .action(async (options: { state: RepairState; items?: boolean }, command: Command) => {
      const context = contextOf(world, command);
      const listed = await withClinic(context, async ({ ask }) => {
        const { groups } = await ask('repair.groups', { state: options.state });
        return options.items ? itemsOf(ask, groups) : groups;
      });
      context.print(listed);
    });

  repair
    .command('show')
    .argument('<id>', say('its number', '编号'), numberIn(say('Not a number.', '不是编号。')))
    .description(say('one with its text and what is wrong', '一条的原文和错误'))
    .action(async (id: number, _options: unknown, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withClinic(context, ({ ask }) => ask('repair.show', { id })));
    });

  repair
    .command('retry')
    .argument('<id>', say('its number', '编号'), numberIn(say('Not a number.', '不是编号。')))
    .option('--with <file>', say('a file with the corrected text; without it the text as it is', '改正后的文本文件'))
    .description(say('try to import one again', '重新导入一条'))
    .action(async (id: number, options: { with?: string }, command: Command) => {
      const context = contextOf(world, command);
      const text = options.with === undefined ? undefined : textOf(options.with);
      const tried = await withClinic(context, async ({ ask }) => {
        const raw = text ?? (await ask('repair.show', { id })).raw;
        if (raw === undefined)
          raise('invalid-input', 'It has no text. Get the file again from its sender, and import it.');
        return ask('repair.retry', { id, raw });
      });
      context.print(tried);
    });

  repair
    .command('set-aside')
    .argument('<id...>', say('their numbers', '编号'))
    .requiredOption('--why <text>', say('why they need not come in', '不导入的原因'))
    .description(say('these need not come in', '不再导入这些内容'))
    .action(async (texts: string[], options: { why: string }, command: Command) => {
      const context = contextOf(world, command);
      const ids = texts.map(numberIn(say('Not a number.', '不是编号。')));
      const { count } = await withClinic(context, ({ ask }) =>
        ask('repair.setAside', { chosen: { ids }, why: options.why }),
      );
      context.print({ count });
    });

  program
    .command('clean')
    .description(say('show what cleaning would change; --apply changes it', '查看数据清理会改什么；--apply 执行'))
    .addOption(new Option('--rule <rule...>', say('only these rules', '仅用这些规则')).choices([...CLEANING_RULES]))
    .option('--country <code>', say('country of telephone numbers without one, as CN', '电话号码所属国家或地区，如 CN'))
    .option('--apply', say('change the records', '执行改动'))
    .action(async (options: { rule?: CleaningRuleName[]; country?: string; apply?: boolean }, command: Command) => {
      const context = contextOf(world, command);
      const { bar, listen } = barAndListener(world);
      const input = {
        job: JOB,
        rules: options.rule ?? [...CLEANING_RULES],
        ...(options.country === undefined ? {} : { country: options.country.toUpperCase() }),
      };
      const report = await withClinic(
        context,
        ({ ask, onInterrupt }) => {
          onInterrupt(() => void ask('job.cancel', { job: JOB }));
          const done = options.apply ? ask('cleaning.apply', input) : ask('cleaning.preview', input);
          return (done as Promise<object>).finally(bar.clear);
        },
        listen,
      );
      context.print(report);
    });
}

async function itemsOf(ask: VaultUse['ask'], groups: readonly Parameters<typeof reasonOf>[0][]): Promise<RepairItem[]> {
  const items: RepairItem[] = [];
  for (const group of groups)
    for (let after = 0, more = true; more; ) {
      const page = await ask('repair.list', { reason: reasonOf(group), after, limit: 1000 });
      items.push(...page.items);
      more = page.more;
      after = page.items.at(-1)?.id ?? after;
    }
  return items;
}

function reasonOf({ state, run, code, element }: Pick<RepairItem, 'state' | 'run' | 'code' | 'element'>) {
  return { state, run, code, element };
}

function numberIn(sentence: string): (text: string) => number {
  return (text) => {
    if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError(sentence);
    return Number(text);
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return raise('file-not-found', 'The file with the corrected text cannot be read. Nothing was changed.');
  }
}
