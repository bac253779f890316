/** code find, code lists, code import, code remove. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type CodeHit, CodeKind } from '../../../shared/bridge/index.ts';
import { contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

interface ImportOptions {
  readonly kind: CodeKind;
  readonly title?: string;
  readonly system?: string;
}

export function addCodeCommands(program: Command, world: World): void {
  const { say } = world;
  const code = program
    .command('code')
    .description(say('diagnoses, drugs and tests by code and name', '按编码和名称查找诊断、药品与检验'));
  const kind = () =>
    new Option('--kind <kind>', say('of what', '种类')).choices([...CodeKind.options]).default('diagnosis');

  code
    .command('find')
    .argument(
      '[text]',
      say(
        'code, Chinese, English, pinyin, initials; none: what is used most',
        '编码、中文、英文、拼音或首字母；不写则列出常用项',
      ),
      '',
    )
    .description(say('find as on screen', '与屏幕上一样查找'))
    .addOption(kind())
    .option('--limit <n>', say('at most so many (12)', '最多条数（12）'), Number, 12)
    .action(async (text: string, options: { kind: CodeKind; limit: number }, command: Command) => {
      const context = contextOf(world, command);
      const { hits } = await withClinic(context, ({ ask }) => ask('code.find', { text, ...options }));
      context.print(hits.map(rowOf));
    });

  code
    .command('lists')
    .description(say('the clinic’s own lists', '诊所自己的编码表'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withClinic(context, ({ ask }) => ask('code.lists', {})));
    });

  code
    .command('import')
    .argument(
      '<file>',
      say('FHIR CodeSystem, or CSV with columns for code and name', 'FHIR CodeSystem，或含编码列和名称列的 CSV'),
    )
    .description(say('bring in a list; one of that title is replaced', '导入编码表；同名的表会被替换'))
    .addOption(kind())
    .option('--title <text>', say('what it is called; otherwise the file says', '名称；默认取自文件'))
    .option('--system <uri>', say('the coding system, where the file does not say', '编码系统的 URI，文件未注明时使用'))
    .action(async (file: string, options: ImportOptions, command: Command) => {
      const context = contextOf(world, command);
      const { list, replaced, left } = await withClinic(context, ({ ask }) =>
        ask('code.import', { path: resolve(file), ...options }),
      );
      context.print({ ...list, replaced, left });
    });

  code
    .command('remove')
    .argument('<id>', say('id of the list', '编码表的 id'))
    .description(
      say(
        'remove a list; restore-version CodeSystem/id brings it back',
        '移除编码表；可用 restore-version CodeSystem/id 恢复',
      ),
    )
    .action(async (id: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      await withClinic(context, ({ ask }) => ask('record.delete', { type: 'CodeSystem', id }));
      context.print({ id, removed: true });
    });
}

function rowOf({ system, code, zh, en, forms, list, used }: CodeHit) {
  const strengths = forms.map((form) => `${form.en} ${form.strengths.join(', ')}`).join('; ');
  return { code, zh, en, ...(strengths === '' ? {} : { forms: strengths }), list, used, system };
}
