/** audit, audit export. */
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { AUDIT_EVENTS } from '../../../shared/audit/events.ts';
import { raise } from '../../../shared/base/result.ts';
import { type AuditFilter, type AuditRow, LISTED_EVENTS, type ListedEvent } from '../../../shared/bridge/audit.ts';
import { type AskOrRaise, contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

const JOB = 'command';
const AT_ONCE = 1000;

interface FilterOptions {
  readonly by?: string;
  readonly patient?: string;
  readonly action?: ListedEvent[];
  readonly device?: string;
  readonly from?: string;
  readonly to?: string;
}

export function addAuditCommands(program: Command, world: World): void {
  const { say } = world;
  const filtered = (command: Command): Command =>
    command
      // --user is who acts, here as everywhere
      .option('--by <user>', say('what this user did: name or id', '某位用户的操作：姓名或 id'))
      .option('--patient <id>', say('what was done to one patient’s chart', '对某位患者病历的操作'))
      .option('--action <action>', say('an event by name, or C, R, U, D, E', '事件名称，或 C、R、U、D、E'), eventsOf)
      .option('--device <device>', say('on this workstation: name or id', '某台工作站：名称或 id'))
      .option('--from <day>', say('from this day, YYYY-MM-DD', '起始日期，YYYY-MM-DD'))
      .option('--to <day>', say('up to this day', '截止日期'));

  const audit = filtered(program.command('audit'))
    .description(say('who did what, newest first', '谁做了什么，最近的在前'))
    .action(async (options: FilterOptions, command: Command) => {
      const context = contextOf(world, command);
      const rows = await withClinic(context, async ({ ask }) => {
        const filter = await filterOf(ask, options);
        const all: AuditRow[] = [];
        for (let cursor: string | undefined; ; ) {
          const page = await ask('audit.list', { filter, limit: AT_ONCE, ...(cursor === undefined ? {} : { cursor }) });
          all.push(...page.rows);
          if (page.next === undefined) return all;
          cursor = page.next;
        }
      });
      context.print(rows);
    });

  filtered(audit.command('export'))
    .description(say('write the list into a file', '把列表写入文件'))
    .requiredOption('--out <file>', say('the file; it is not overwritten', '目标文件，不覆盖已有文件'))
    .addOption(
      new Option('--format <format>', say('format of the file', '文件格式')).choices(['csv', 'ndjson']).default('csv'),
    )
    .action(async (_options: object, command: Command) => {
      // a filter may stand before the word export or behind it
      const options = command.optsWithGlobals<FilterOptions & { out: string; format: 'csv' | 'ndjson' }>();
      const context = contextOf(world, command);
      const report = await withClinic(context, async ({ ask, onInterrupt }) => {
        onInterrupt(() => void ask('job.cancel', { job: JOB }));
        const { format } = options;
        return ask('audit.export', {
          job: JOB,
          format,
          file: resolve(options.out),
          filter: await filterOf(ask, options),
        });
      });
      context.print(report);
    });
}

/** Events by their name, or all of an action of FHIR's AuditEvent. */
function eventsOf(text: string): ListedEvent[] {
  const named = LISTED_EVENTS.filter(
    (event) => event === text || (!text.includes('.') && event.startsWith(`${text}.`)),
  );
  const action = text.toUpperCase();
  const acting = LISTED_EVENTS.filter((event) => actionOf(event) === action);
  const found = named.length > 0 ? named : acting;
  if (found.length === 0) throw new InvalidArgumentError(`Known are C, R, U, D, E and: ${LISTED_EVENTS.join(', ')}.`);
  return found;
}

function actionOf(event: ListedEvent): string {
  if (event in AUDIT_EVENTS) return AUDIT_EVENTS[event as keyof typeof AUDIT_EVENTS].action;
  if (event === 'change.create' || event === 'change.import') return 'C';
  if (event === 'change.delete' || event === 'change.redact') return 'D';
  return event === 'unknown' ? '' : 'U';
}

/** Names as ids. Raises not-found. */
async function filterOf(ask: AskOrRaise, options: FilterOptions): Promise<AuditFilter> {
  const { by: user, patient, action, device, from, to } = options;
  const users = user === undefined ? [] : await ask('user.list', {});
  const devices = device === undefined ? [] : await ask('device.list', {});
  const userId = users.find(({ id, name }) => id === user || name === user)?.id;
  const deviceId = devices.find(({ deviceId: id, name }) => id === device || name === device)?.deviceId;
  if (user !== undefined && userId === undefined) raise('not-found', 'There is no user of this name.');
  if (device !== undefined && deviceId === undefined) raise('not-found', 'There is no workstation of this name.');
  return {
    ...(userId === undefined ? {} : { user: userId }),
    ...(patient === undefined ? {} : { patient: patient.replace(/^Patient\//, '') }),
    ...(action === undefined ? {} : { events: action }),
    ...(deviceId === undefined ? {} : { device: deviceId }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
