/** The options of `export`, and which of them do not go together: none is passed over without a word. */
import type { ListName } from '../../shared/bridge/lists.ts';
import type { Say } from './language.ts';

export interface ExportChoice {
  readonly format: 'ndjson' | 'bundle' | 'csv';
  readonly out: string;
  readonly type?: string[];
  readonly patient?: string;
  readonly ids: 'own' | 'original';
  readonly gzip?: boolean;
  readonly list?: ListName;
  readonly from?: string;
  readonly to?: string;
}

/** Why these options cannot be followed, and what to do; undefined: they can. `given`: whether an option was typed. */
export function exportFault(choice: ExportChoice, given: (option: keyof ExportChoice) => boolean, say: Say) {
  const { format, ids, list, from, to, type, patient, gzip } = choice;
  const days = from !== undefined || to !== undefined;
  if (list === undefined && days)
    return say(
      '--from and --to are the days of a list. Say which one with --list, or leave them out.',
      '--from 与 --to 是名单的日期范围。请用 --list 指明名单，或去掉这两项。',
    );
  if (list === 'patients' && days)
    return say(
      'The list of patients is of no days. Leave --from and --to out, or choose another list.',
      '患者名单不分日期。请去掉 --from 与 --to，或改选其他名单。',
    );
  if (from !== undefined && to !== undefined && from > to)
    return say('--from is after --to. Exchange them.', '--from 晚于 --to，请对调。');
  if (type?.length === 0)
    return say('--type names no type. Name some, or leave it out.', '--type 没有写明类型。请写明，或去掉此项。');
  if (list === undefined) {
    if (format !== 'csv') return undefined;
    if (ids === 'original')
      return say(
        'Tables have our ids alone. Leave --ids out, or choose another --format.',
        '表格只用本机 id。请去掉 --ids，或改用其他 --format。',
      );
    return gzip
      ? say(
          'Tables are not compressed. Leave --gzip out, or choose another --format.',
          '表格不压缩。请去掉 --gzip，或改用其他 --format。',
        )
      : undefined;
  }
  const others = [
    ...(given('format') && format !== 'csv' ? ['--format'] : []),
    ...(type ? ['--type'] : []),
    ...(patient === undefined ? [] : ['--patient']),
    ...(given('ids') ? ['--ids'] : []),
    ...(gzip ? ['--gzip'] : []),
  ].join(' ');
  return others === ''
    ? undefined
    : say(
        `A list is one table of everybody, so it cannot follow ${others}. Leave that out, or export without --list.`,
        `名单是所有人的一份表格，无法按 ${others} 导出。请去掉，或不用 --list 导出。`,
      );
}
