/** cohort: who is in a group that a definition describes, or one that is kept. */
import type { Command } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import { hiddenText } from '../../../shared/bridge/few.ts';
import type { CohortPerson } from '../../../shared/bridge/index.ts';
import { Cohort } from '../../../shared/cohorts/definition.ts';
import { type JsonObject, plainJson } from '../../../shared/records/json.ts';
import { type AskOrRaise, contextOf, withClinic } from '../context.ts';
import { fileWord, readObject } from '../record.ts';
import type { World } from '../world.ts';

interface Options {
  readonly kept?: string;
  readonly count?: boolean;
  readonly list?: boolean;
}

export function addCohortCommand(program: Command, world: World): void {
  const { say } = world;
  program
    .command('cohort')
    .argument('[file]', `${say('the definition', '人群的定义')}: ${fileWord(say)}`)
    .description(say('the patients whom a definition describes', '列出符合定义的患者'))
    .option('--kept <name>', say('one that the clinic keeps', '诊所已保存的人群'))
    .option('--count', say('only how many', '只显示人数'))
    .option('--list', say('those that are kept', '列出已保存的人群'))
    .action(async (file: string | undefined, { kept, count, list }: Options, command: Command) => {
      const context = contextOf(world, command);
      const given = file === undefined ? undefined : definitionIn(await readObject(world, file));
      await withClinic(context, async ({ ask }) => {
        if (list) {
          const { kept: all } = await ask('cohort.list', {});
          context.print(all.map(({ id, name, definition }) => ({ id, name, definition })));
          return;
        }
        const definition = given ?? (await keptBy(ask, kept));
        if (count) {
          const { n, total, untold, hidden, fewest, incomplete } = await ask('cohort.count', { definition });
          const few = hiddenText('few', fewest);
          context.print({
            n: hiddenText(hidden, fewest) ?? n,
            total: total ?? few,
            untold: { ...untold, values: untold.values ?? few },
            incomplete,
          });
        } else context.print(await everybody(ask, definition));
      });
    });
}

/** Raises invalid-input with the place of what is wrong. */
function definitionIn(json: JsonObject): Cohort {
  const parsed = Cohort.safeParse(plainJson(json));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the whole';
  return raise('invalid-input', `This is not the definition of a cohort; look at ${where}. Nothing was asked.`);
}

/** Raises not-found, invalid-input. */
async function keptBy(ask: AskOrRaise, name: string | undefined): Promise<Cohort> {
  if (name === undefined) return raise('invalid-input', 'Name a file with a definition, or a kept cohort by --kept.');
  const { kept } = await ask('cohort.list', {});
  const found = kept.find((one) => one.name === name || one.id === name);
  return found?.definition ?? raise('not-found', 'No cohort of this name is kept. See those that are by --list.');
}

async function everybody(ask: AskOrRaise, definition: Cohort): Promise<{ n: number; patients: object[] }> {
  const { rows, n } = await ask('cohort.people', { definition, leaving: true });
  return { n, patients: rows.map(rowOf) };
}

function rowOf({ hit, value, next, task }: CohortPerson): object {
  const { id, name, birthDate, gender, identifier, phone, lastVisit } = hit;
  return { id, name, birthDate, gender, identifier, phone, lastVisit, value, next, task };
}
