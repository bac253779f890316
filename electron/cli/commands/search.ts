/** search, find. */
import type { Command } from 'commander';
import type { TextHit } from '../../../shared/bridge/index.ts';
import { contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

interface FindOptions {
  readonly limit: number;
  readonly patient?: string;
  readonly type?: string;
}

export function addSearchCommands(program: Command, world: World): void {
  const { say } = world;
  const limit = say('at most so many (50)', '最多条数（50）');

  program
    .command('search')
    .argument('<text>', say('name, pinyin, number, phone', '姓名、拼音、编号、电话'))
    .description(say('search patients as on screen', '与屏幕上一样查找患者'))
    .option('--limit <n>', limit, Number, 50)
    .action(async (text: string, options: { limit: number }, command: Command) => {
      const context = contextOf(world, command);
      const { hits } = await withClinic(context, ({ ask }) => ask('patient.search', { text, limit: options.limit }));
      context.print(
        hits.map(({ id, name, birthDate, gender, identifier, lastVisit, conflicts }) => ({
          id,
          name,
          birthDate,
          gender,
          identifier,
          lastVisit,
          // what waits in the inbox about this patient
          ...(conflicts > 0 ? { conflicts } : {}),
        })),
      );
    });

  program
    .command('find')
    .argument('<text>', say('words of notes, documents, diagnoses', '病历、文书、诊断中的文字'))
    .description(say('search in everything that people wrote', '全文检索所有书写的内容'))
    .option('--patient <id>', say('in one patient’s chart only', '只在一位患者的病历中查找'))
    .option('--type <types>', say('only these types, as Condition,Procedure', '只查这些类型，如 Condition,Procedure'))
    .option('--limit <n>', limit, Number, 50)
    .action(async (text: string, { limit: most, patient, type }: FindOptions, command: Command) => {
      const context = contextOf(world, command);
      const id = patient?.replace(/^Patient\//, '');
      const { hits, left } = await withClinic(context, async ({ ask }) => {
        // a mistyped patient is told, not taken for one of whom nothing is written
        if (id !== undefined) await ask('record.get', { type: 'Patient', id });
        return ask('text.search', {
          text,
          limit: most,
          ...(id === undefined ? {} : { patient: id }),
          ...(type === undefined ? {} : { types: type.split(',').map((one) => one.trim()) }),
        });
      });
      if (left > 0)
        world.stderr.write(
          `${say(`${left} records are not indexed yet; there may be more.`, `还有 ${left} 条记录尚未建立索引，可能还有其他结果。`)}\n`,
        );
      context.print(hits.map(rowOf));
    });
}

/** What was found stands in 【】. */
function rowOf({ type, id, patient, title, date, snippet }: TextHit) {
  const text = snippet.map((piece) => (piece.hit ? `【${piece.text}】` : piece.text)).join('');
  return { type, id, patient: patient?.id, name: patient?.name, title, date, text };
}
