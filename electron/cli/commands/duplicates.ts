/** duplicates: who is registered twice; duplicates merge, duplicates unmerge, duplicates different. */
import type { Command } from 'commander';
import type { DuplicatePair, PairState, Reason } from '../../../shared/bridge/index.ts';
import { type Context, contextOf, withClinic } from '../context.ts';
import { barAndListener } from '../progress-listener.ts';
import type { World } from '../world.ts';

const JOB = 'command';
/** Pairs asked for at once. */
const PAGE = 500;

interface ListOptions {
  readonly all?: boolean;
  readonly anew?: boolean;
  readonly search: boolean;
}

export function addDuplicateCommands(program: Command, world: World): void {
  const { say } = world;
  const first = say('a patient’s id', '患者的标识');
  const duplicates = program
    .command('duplicates')
    .description(say('search for patients who are registered twice', '查找重复登记的患者'))
    .option('--all', say('also pairs that somebody has decided on', '也列出已有决定的'))
    .option('--anew', say('do not go on with a search that was stopped', '不接着上次停下的查找'))
    .option('--no-search', say('only what the last search found', '只列出上次查找的结果'))
    .action(async ({ all, anew = false, search }: ListOptions, command: Command) => {
      const context = contextOf(world, command);
      const pairs = await findPairs(world, context, { anew, search, all: all === true });
      context.print(
        pairs.map(({ a, b, score, reasons, state }) => ({
          a: a.id,
          b: b.id,
          score: Math.round(score * 10_000) / 10_000,
          reasons: reasons.filter(speaksFor).map((reason) => inWords(world, reason)),
          ...(all ? { state } : {}),
        })),
      );
    });

  duplicates
    .command('merge')
    .argument('<a>', say('the patient who stays', '保留的患者'))
    .argument('<b>', say('the patient who is merged into them', '并入的患者'))
    .option(
      '--take <elements>',
      say('what is taken from the second, as birthDate,name', '采用后者的项目，如 birthDate,name'),
    )
    .description(say('make two patients one person', '把两位患者合并为一人'))
    .action(async (a: string, b: string, { take }: { take?: string }, command: Command) => {
      const context = contextOf(world, command);
      const [survivor, merged] = [idOf(a), idOf(b)];
      const chosen = (take ?? '').split(',').flatMap((element) => element.trim() || []);
      await withClinic(context, ({ ask }) =>
        // what may be taken is checked on arrival
        ask('patient.merge', { survivor, merged, take: chosen as never[] }),
      );
      context.print({ survivor, merged });
    });

  duplicates
    .command('unmerge')
    .argument('<id>', say('the patient who was merged away', '被并入的患者'))
    .option(
      '--move <records>',
      say(
        'records written since that belong to this patient, as Condition/ID,Observation/ID',
        '合并后写下、其实属于该患者的记录，如 Condition/ID,Observation/ID',
      ),
    )
    .description(say('make them two persons again', '撤销合并'))
    .action(async (id: string, { move }: { move?: string }, command: Command) => {
      const context = contextOf(world, command);
      const moved = (move ?? '').split(',').flatMap((name) => {
        const [type = '', record = ''] = name.trim().split('/');
        return type === '' ? [] : [{ type, id: record }];
      });
      await withClinic(context, ({ ask }) => ask('patient.unmerge', { id: idOf(id), move: moved }));
      context.print({ id: idOf(id) });
    });

  duplicates
    .command('different')
    .argument('<a>', first)
    .argument('<b>', first)
    .option('--undo', say('take it back', '撤回'))
    .description(say('say that two patients are two persons', '确认是两个人'))
    .action(async (a: string, b: string, { undo }: { undo?: boolean }, command: Command) => {
      const context = contextOf(world, command);
      const pair = { a: idOf(a), b: idOf(b) };
      await withClinic(context, ({ ask }) => ask('duplicate.different', { ...pair, different: undo !== true }));
      context.print({ ...pair, different: undo !== true });
    });
}

async function findPairs(
  world: World,
  context: Context,
  { anew, search, all }: { readonly anew: boolean; readonly search: boolean; readonly all: boolean },
): Promise<DuplicatePair[]> {
  const states: PairState[] = all ? ['open', 'later', 'different', 'merged'] : ['open', 'later'];
  const { bar, listen } = barAndListener(world);
  return withClinic(
    context,
    async ({ ask, onInterrupt }) => {
      if (search) {
        onInterrupt(() => void ask('job.cancel', { job: JOB }));
        await ask('duplicate.run', { job: JOB, anew }).finally(bar.clear);
      }
      const found: DuplicatePair[] = [];
      for (;;) {
        const { pairs } = await ask('duplicate.list', { states, offset: found.length, limit: PAGE });
        found.push(...pairs);
        if (pairs.length < PAGE) return found;
      }
    },
    listen,
  );
}

function idOf(name: string): string {
  return name.replace(/^Patient\//, '');
}

function speaksFor({ level }: Reason): boolean {
  return level !== 'far';
}

/** What agrees, in words. */
function inWords({ say }: World, { field, level }: Reason): string {
  const fields: Readonly<Record<Reason['field'], readonly [string, string]>> = {
    given: ['given name', '名'],
    family: ['family name', '姓'],
    birth: ['birth date', '出生日期'],
    sex: ['sex', '性别'],
    identifier: ['identity number', '证件号码'],
    phone: ['phone', '电话'],
    email: ['e-mail', '邮箱'],
    address: ['address', '地址'],
  };
  const [en, zh] = fields[field];
  switch (level) {
    case 'exact':
      return say(`same ${en}`, `${zh}相同`);
    case 'close':
      return say(`${en} nearly the same`, `${zh}几乎相同`);
    case 'loose':
      return say(`${en} alike`, `${zh}相近`);
    case 'crossed':
      return say('given and family name swapped', '姓名颠倒');
    case 'far':
      return say(`${en} differs`, `${zh}不同`);
  }
}
