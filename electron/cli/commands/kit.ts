/** kit prove, kit split, kit checkpoint. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import { contextOf, withClinic } from '../context.ts';
import { askRecovery } from '../recovery.ts';
import type { World } from '../world.ts';

const MAX_SHARES = 10;

interface SplitOptions {
  readonly shares: number;
  readonly threshold: number;
  readonly out: string;
  readonly holder: string[];
}

export function addKitCommands(program: Command, world: World): void {
  const { say } = world;
  const kit = program.command('kit').description(say('the recovery kit', '恢复凭证'));

  kit
    .command('prove')
    .description(
      say(
        'a rehearsal: the words on paper open this clinic (XINGLIN_RECOVERY)',
        '演练：确认纸上的恢复词能打开本诊所（XINGLIN_RECOVERY）',
      ),
    )
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withClinic(context, async ({ ask }) => ask('kit.prove', await askRecovery(world))));
    });

  kit
    .command('split')
    .description(say('split the words among people: a sheet for each', '把恢复词拆分给几个人保管，每人一张'))
    .requiredOption('--shares <n>', say('how many people hold one (2 to 10)', '由几个人保管（2 至 10）'), count)
    .requiredOption('--threshold <k>', say('how many of them are needed', '其中几份合起来才能恢复'), count)
    .requiredOption('--out <dir>', say('where the sheets are written', '写到哪个文件夹'))
    .option('--holder <name...>', say('names of the holders, in order', '保管人姓名，按顺序'), [])
    .action(async (options: SplitOptions, command: Command) => {
      const context = contextOf(world, command);
      const out = resolve(options.out);
      const holders = Array.from(
        { length: options.shares },
        (_, at) => options.holder[at] ?? say(`Holder ${at + 1}`, `保管人 ${at + 1}`),
      );
      const files = holders.map((_, at) => join(out, `share-${at + 1}-of-${holders.length}.txt`));
      if (files.some((file) => existsSync(file)))
        raise('already-exists', 'There are sheets in that folder already. Nothing was written; choose another folder.');
      const { clinic, split } = await withClinic(context, async ({ ask }) => {
        const state = await ask('session.state', {});
        const secret = await askRecovery(world);
        return {
          clinic: state.kind === 'open' ? state.clinic : raise('locked', 'The clinic is locked.'),
          split: await ask('kit.split', { secret, threshold: options.threshold, holders }),
        };
      });
      write(out, files, (at) => sheet(world, clinic, split, at));
      context.print({ set: split.set, threshold: split.threshold, files });
    });

  kit
    .command('checkpoint')
    .description(
      say('words that confirm what is here; compares them with a print', '确认本机数据状态的校验词；可与打印件比对'),
    )
    .option('--position <position>', say('position on the print, as 5-1234-567', '打印件上的位置，如 5-1234-567'))
    .option('--words <words>', say('the six words on the print', '打印件上的六个词'))
    .action(async ({ position, words }: { position?: string; words?: string }, command: Command) => {
      const context = contextOf(world, command);
      context.print(
        await withClinic(context, async ({ ask }) =>
          position === undefined || words === undefined
            ? ask('clinic.checkpoint', {})
            : ask('checkpoint.compare', { position, words }),
        ),
      );
    });
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 2 || value > MAX_SHARES) throw new InvalidArgumentError('2 to 10');
  return value;
}

/** Readable by this user alone, and never over what is there. */
function write(out: string, files: readonly string[], textOf: (at: number) => string): void {
  try {
    mkdirSync(out, { recursive: true });
    files.forEach((file, at) => {
      writeFileSync(file, textOf(at), { mode: 0o600, flag: 'wx' });
    });
  } catch {
    raise(
      'file-unwritable',
      'The sheets could not be written there. What was split is of no use without them: split again.',
    );
  }
}

function sheet(
  { say }: World,
  clinic: { name: string; clinicId: string },
  split: CallOutput<'kit.split'>,
  at: number,
): string {
  const share = split.shares[at];
  const words = (share?.words ?? '').split(' ').map((word, place) => `${String(place + 1).padStart(2)} ${word}`);
  const rows = Array.from({ length: words.length / 4 }, (_, row) =>
    words
      .slice(row * 4, row * 4 + 4)
      .map((word) => word.padEnd(14))
      .join('')
      .trimEnd(),
  );
  return [
    say('XINGLIN, A SHARE OF THE RECOVERY KIT', '杏林恢复凭证（份额）'),
    '',
    `${say('Clinic', '诊所')}: ${clinic.name}`,
    `${say('Clinic number', '诊所编号')}: ${clinic.clinicId}`,
    `${say('Holder', '保管人')}: ${share?.holder ?? ''}`,
    `${say('Share', '份额')}: ${share?.index ?? ''} / ${split.shares.length}   ${say('Set', '组号')}: ${split.set}   ${say('Needed', '所需份数')}: ${split.threshold}`,
    `${say('Made on', '制作日期')}: ${split.at.slice(0, 10)}`,
    '',
    ...rows,
    '',
    say(
      `Any ${split.threshold} sheets of this set give the clinic back; fewer say nothing. Keep yours under lock, apart from the others. Recovering: docs/recovery.md.`,
      `本组任意 ${split.threshold} 份合在一起即可恢复诊所，少于此数什么也得不到。请锁好，并与其他份分开存放。恢复方法见 docs/recovery.md。`,
    ),
    '',
  ].join('\n');
}
