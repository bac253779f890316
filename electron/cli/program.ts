/** The commands, as design and README promise them. */
import { Command, Option } from 'commander';
import { addAuditCommands } from './commands/audit.ts';
import { addClinicCommands } from './commands/clinic.ts';
import { addCloudCommand } from './commands/cloud.ts';
import { addCodeCommands } from './commands/codes.ts';
import { addCohortCommand } from './commands/cohort.ts';
import { addConflictCommands } from './commands/conflicts.ts';
import { addCsvCommands } from './commands/csv.ts';
import { addDeviceCommands } from './commands/device.ts';
import { addDuplicateCommands } from './commands/duplicates.ts';
import { addExchangeCommands } from './commands/exchange.ts';
import { addHistoryCommands } from './commands/history.ts';
import { addKitCommands } from './commands/kit.ts';
import { addMeasureCommand } from './commands/measure.ts';
import { addQueryCommand } from './commands/query.ts';
import { addRecordCommands } from './commands/records.ts';
import { addRecoverCommands } from './commands/recover.ts';
import { addRedactCommand } from './commands/redact.ts';
import { addRemovalCommands } from './commands/removal.ts';
import { addRepairCommands } from './commands/repair.ts';
import { addSampleCommands } from './commands/sample.ts';
import { addSearchCommands } from './commands/search.ts';
import { addStorageCommands } from './commands/storage.ts';
import { addSyncCommands } from './commands/sync.ts';
import { addUserCommands } from './commands/users.ts';
import { addValidateCommand } from './commands/validate.ts';
import { addViewCommand } from './commands/view.ts';
import type { World } from './world.ts';

/** Each adds its commands; a new group is a file in commands/ and a line here. */
const GROUPS = [
  addClinicCommands,
  addExchangeCommands,
  addCsvCommands,
  addValidateCommand,
  addRecordCommands,
  addHistoryCommands,
  addRedactCommand,
  addSearchCommands,
  addCodeCommands,
  addQueryCommand,
  addMeasureCommand,
  addCohortCommand,
  addViewCommand,
  addSyncCommands,
  addDeviceCommands,
  addRemovalCommands,
  addUserCommands,
  addKitCommands,
  addRecoverCommands,
  addConflictCommands,
  addDuplicateCommands,
  addAuditCommands,
  addStorageCommands,
  addRepairCommands,
  addSampleCommands,
  addCloudCommand,
];

/** Headings of the help. */
const CHINESE_TITLES: ReadonlyMap<string, string> = new Map([
  ['Usage:', '用法：'],
  ['Arguments:', '参数：'],
  ['Options:', '选项：'],
  ['Commands:', '命令：'],
]);

/** The program. Wrong usage ends in a `CommanderError`, help on standard error. */
export function makeProgram(world: World, version: string): Command {
  const { say } = world;
  const program = new Command('xinglin')
    .description(say('Xinglin 杏林: a clinic’s records, without a window', '杏林：不开窗口使用诊所的记录'))
    .version(version, '-V, --version', say('print the version', '显示版本'))
    .helpOption('-h, --help', say('print help', '显示帮助'))
    .helpCommand('help [command]', say('print help of a command', '显示一个命令的帮助'))
    .configureHelp({ styleTitle: (title) => say(title, CHINESE_TITLES.get(title) ?? title) })
    .option('--home <dir>', say('the workstation’s folder', '工作站的文件夹'))
    .option('--user <name>', say('who acts', '操作者'))
    .addOption(new Option('--lines', say('lists as one JSON value per line', '列表每行一个 JSON')).conflicts('pretty'))
    .option('--pretty', say('tables for people', '以表格显示'))
    .addHelpText(
      'after',
      `\n${say('The passphrase comes from XINGLIN_PASSPHRASE or is asked for on a terminal.', '口令取自环境变量 XINGLIN_PASSPHRASE，或在终端中输入。')}`,
    )
    .exitOverride()
    .configureOutput({ writeOut: (text) => world.stdout.write(text), writeErr: (text) => world.stderr.write(text) })
    .showHelpAfterError();
  for (const add of GROUPS) add(program, world);
  return program;
}
