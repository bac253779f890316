/** import (with list, resume and undo), export. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { attempt, raise } from '../../../shared/base/result.ts';
import { CLEANING_RULES, type CleaningRuleName } from '../../../shared/bridge/cleaning-rules.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/bridge/index.ts';
import { LISTS } from '../../../shared/bridge/lists.ts';
import { tableSettings } from '../../../shared/csv/mapping.ts';
import { readMapping } from '../../vault/exchange/csv/mapping-file.ts';
import { type Context, contextOf, type VaultUse, withClinic } from '../context.ts';
import { type ExportChoice, exportFault } from '../export-choice.ts';
import { tellImport } from '../import-report.ts';
import { barAndListener } from '../progress-listener.ts';
import type { World } from '../world.ts';

const JOB = 'command';

interface ImportOptions {
  readonly system?: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly holdInvalid?: boolean;
  readonly deletions?: boolean;
  /** Rules; all of them where none is named. */
  readonly clean?: CleaningRuleName[] | true;
}

export function addExchangeCommands(program: Command, world: World): void {
  addImport(program, world);
  addExport(program, world);
}

/** Asks for a job that shows its progress, and that an interrupt stops. */
function askJob<N extends CallName>(
  context: Context,
  world: World,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const { bar, listen } = barAndListener(world);
  const work = ({ ask, onInterrupt }: VaultUse): Promise<CallOutput<N>> => {
    onInterrupt(() => void ask('job.cancel', { job: JOB }));
    return ask(name, input).finally(bar.clear);
  };
  return withClinic(context, work, listen);
}

function addImport(program: Command, world: World): void {
  const { say } = world;
  const command = program
    .command('import')
    .argument(
      '[files...]',
      say('FHIR JSON, NDJSON, .gz of these, or folders', 'FHIR JSON、NDJSON、其 .gz 压缩，或文件夹'),
    )
    .description(say('bring records in', '导入记录'))
    .option('--system <uri>', say('the sending system, where the data do not say', '数据未注明时的来源系统'))
    .option(
      '--mapping <file>',
      say(
        'the files are tables (CSV), and this says what their columns mean',
        '文件为表格（CSV），此对应表说明各列含义',
      ),
    )
    .option('--dry-run', say('say what would come in, and write nothing', '只报告将导入什么，不写入'))
    .option(
      '--hold-invalid',
      say('what is not valid FHIR waits in the repair list', '不符合 FHIR 的记录不导入，留在待修复列表'),
    )
    .option('--deletions', say('what the sender deleted goes here, too', '来源系统删除的记录，在这里也删除'))
    .addOption(
      new Option(
        '--clean [rule...]',
        say('put into one form what comes, by these rules or all', '导入时按规则清理，不指定则用全部规则'),
      ).choices([...CLEANING_RULES]),
    )
    .action(async (files: string[], { mapping: file, clean, ...options }: ImportOptions, command: Command) => {
      if (files.length === 0) command.help({ error: true });
      const context = contextOf(world, command);
      const mapping = file === undefined ? undefined : await readMapping(resolve(file));
      const input = {
        job: JOB,
        paths: files.map((one) => resolve(one)),
        ...options,
        ...(clean && { clean: { rules: clean === true ? [...CLEANING_RULES] : clean } }),
        ...(mapping && { format: 'csv' as const, settings: tableSettings(mapping) }),
      };
      tellImport(context, await attempt(() => askJob(context, world, 'import.files', input)));
    });
  command
    .command('list')
    .description(say('the imports of this workstation', '本工作站的历次导入'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      const runs = await withClinic(context, ({ ask }) => ask('import.list', {}));
      context.print(runs.map(({ undone, ...run }) => (undone ? { ...run, left: undone.left } : run)));
    });
  command
    .command('resume')
    .argument('<run>', say('number of the import (import list)', '导入编号（见 import list）'))
    .description(say('go on with an import that was cut off or stopped', '继续中断或停止的导入'))
    .action(async (run: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      tellImport(context, await attempt(() => askJob(context, world, 'import.resume', { job: JOB, run })));
    });
  command
    .command('undo')
    .argument('<run>', say('number of the import (import list)', '导入编号（见 import list）'))
    .description(say('take back what an import wrote', '撤销一次导入'))
    .action(async (run: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const report = await askJob(context, world, 'import.undo', { job: JOB, run });
      context.print(report);
      if (report.cancelled)
        raise('cancelled', 'The undoing was stopped. What is counted is taken back; the same command goes on.');
    });
}

function addExport(program: Command, world: World): void {
  const { say } = world;
  program
    .command('export')
    .description(say('write records into a folder', '把记录写入文件夹'))
    .addOption(
      new Option('--format <format>', say('format of the files', '文件格式'))
        .choices(['ndjson', 'bundle', 'csv'])
        .default('ndjson'),
    )
    .requiredOption('--out <dir>', say('folder of the files', '目标文件夹'))
    .option('--type <types>', say('resource types, by comma', '记录类型，逗号分隔'), (text: string) =>
      text.split(',').filter(Boolean),
    )
    .addOption(
      new Option(
        '--list <list>',
        say(
          'one list for people, as a table (CSV) in the language of this command',
          '一份名单，存为表格（CSV），语言同本命令',
        ),
      ).choices([...LISTS]),
    )
    .option('--from <day>', say('of a list: first day', '名单的起始日期'))
    .option('--to <day>', say('of a list: last day', '名单的结束日期'))
    .option('--patient <id>', say('one patient’s chart only', '仅某位患者的病历'))
    .addOption(
      new Option('--ids <ids>', say('our ids, or those that records came with', '使用本机 id 或来源 id'))
        .choices(['own', 'original'])
        .default('own'),
    )
    .option('--gzip', say('FHIR files compressed', '压缩 FHIR 文件'))
    .action(async (choice: ExportChoice, command: Command) => {
      const fault = exportFault(choice, (option) => command.getOptionValueSource(option) === 'cli', world.say);
      if (fault !== undefined) command.error(fault);
      const context = contextOf(world, command);
      const { format, ids, gzip, type: types, patient, list, from, to } = choice;
      const out = resolve(choice.out);
      if (list !== undefined) {
        const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
        const locale = world.language === 'zh' ? 'zh-CN' : 'en';
        return context.print(await askJob(context, world, 'export.list', { job: JOB, list, out, locale, ...days }));
      }
      const report = await askJob(context, world, 'export.files', {
        job: JOB,
        format,
        ids,
        out,
        ...(gzip ? { gzip } : {}),
        ...(types ? { types } : {}),
        ...(patient === undefined ? {} : { patient: patient.replace(/^Patient\//, '') }),
      });
      context.print(report);
    });
}
