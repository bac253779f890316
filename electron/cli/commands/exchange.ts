/** import, export. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { attempt } from '../../../shared/base/result.ts';
import type { ImportReport } from '../../../shared/bridge/exchange.ts';
import { tableSettings } from '../../../shared/csv/mapping.ts';
import { contextOf, type VaultUse, withClinic } from '../context.ts';
import { tellImport } from '../import-report.ts';
import { readMapping } from '../mapping-file.ts';
import { barAndListener } from '../progress-listener.ts';
import type { World } from '../world.ts';

const JOB = 'command';

export function addExchangeCommands(program: Command, world: World): void {
  const { say } = world;

  program
    .command('import')
    .argument(
      '<files...>',
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
    .action(async (files: string[], options: { system?: string; mapping?: string }, command: Command) => {
      const context = contextOf(world, command);
      const { bar, listen } = barAndListener(world);
      const mapping = options.mapping === undefined ? undefined : await readMapping(resolve(options.mapping));
      const input = {
        job: JOB,
        paths: files.map((file) => resolve(file)),
        ...(options.system === undefined ? {} : { system: options.system }),
        ...(mapping && { format: 'csv' as const, settings: tableSettings(mapping) }),
      };
      const work = ({ ask, onInterrupt }: VaultUse): Promise<ImportReport> => {
        onInterrupt(() => void ask('job.cancel', { job: JOB }));
        return ask('import.files', input).finally(bar.clear);
      };
      tellImport(context, await attempt(() => withClinic(context, work, listen)));
    });

  program
    .command('export')
    .description(say('write records into a folder', '把记录写入文件夹'))
    .addOption(
      new Option('--format <format>', say('format of the files', '文件格式'))
        .choices(['ndjson', 'csv'])
        .default('ndjson'),
    )
    .requiredOption('--out <dir>', say('folder of the files', '目标文件夹'))
    .option('--type <types>', say('resource types, by comma', '记录类型，逗号分隔'), (text: string) =>
      text.split(',').filter(Boolean),
    )
    .option('--patient <id>', say('one patient’s chart only', '仅某位患者的病历'))
    .addOption(
      new Option('--ids <ids>', say('our ids, or those that records came with', '使用本机 id 或来源 id'))
        .choices(['own', 'original'])
        .default('own'),
    )
    .action(
      async (
        options: { format: 'ndjson' | 'csv'; out: string; type?: string[]; patient?: string; ids: 'own' | 'original' },
        command: Command,
      ) => {
        const context = contextOf(world, command);
        const { bar, listen } = barAndListener(world);
        const { format, ids, type: types, patient } = options;
        const report = await withClinic(
          context,
          ({ ask, onInterrupt }) => {
            onInterrupt(() => void ask('job.cancel', { job: JOB }));
            return ask('export.files', {
              job: JOB,
              format,
              ids,
              out: resolve(options.out),
              ...(types ? { types } : {}),
              ...(patient === undefined ? {} : { patient: patient.replace(/^Patient\//, '') }),
            }).finally(bar.clear);
          },
          listen,
        );
        context.print(report);
      },
    );
}
