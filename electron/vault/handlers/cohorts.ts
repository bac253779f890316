import { mayWrite } from '../../../shared/access/roles.ts';
import { raise } from '../../../shared/base/result.ts';
import type { cohortCalls } from '../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { roleTableOf } from '../access/standing.ts';
import { refuseUnanswerable } from '../analysis/cohorts/deidentified.ts';
import { follow } from '../analysis/cohorts/follow.ts';
import { keptCohorts, keptFinder, nestedIn, saveCohort, useCohort } from '../analysis/cohorts/kept.ts';
import { recall, recallMany } from '../analysis/cohorts/recall.ts';
import { refuseClosed } from '../analysis/cohorts/rights.ts';
import type { Analyst } from '../analyst.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { sightOf } from '../permission.ts';
import { dayIn, zonedIso } from '../records/dates.ts';
import type { TaskSetting } from '../records/tasks/resource.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';
import { asExport } from './export.ts';
import { asJob, asRead } from './job.ts';

/** What leaves, leaves whole. */
const WHOLE = { offset: 0, limit: Number.MAX_SAFE_INTEGER };

export const cohortHandlers: HandlersOf<typeof cohortCalls> = {
  'cohort.count': (core, { definition, job }) =>
    asRead(core, job, async (signal) => {
      const begun = performance.now();
      const { reader, ...question } = asked(core, definition);
      const counted = await reader.ask(
        'cohortCount',
        { ...question, withoutFew: core.analysis !== null },
        undefined,
        signal,
      );
      return { ...counted, today: question.today, ms: performance.now() - begun };
    }),
  'cohort.people': (core, { definition, job, leaving, ...window }) =>
    asRead(core, job, async (signal) => {
      const { reader, ...question } = asked(core, definition);
      const sight = sightOf(core);
      const shows = { tasks: sight.shows('Task'), appointments: sight.shows('Appointment') };
      const now = core.options.clock.now();
      const asks = { ...question, ...window, ...(leaving ? WHOLE : {}), now, shows };
      const ask = (records: Pick<Analyst, 'ask'>) => records.ask('cohortPeople', asks, undefined, signal);
      const people = await (leaving ? reader.snapshot(ask) : ask(reader));
      if (leaving) refuseUnprepared(people);
      return { ...people, today: question.today };
    }),
  'cohort.members': (core, { definition, job }) => asRead(core, job, (signal) => wholeList(core, definition, signal)),
  'cohort.visits': (core) => {
    const sight = sightOf(core);
    const closed = ['Practitioner', 'Location', 'Organization'].filter((type) => !sight.shows(type));
    return openClinicOf(core).analyst.ask('visitChoices', { closed });
  },
  'cohort.follow': (core, { id, job }) =>
    asRead(core, job, async (signal) => {
      const { workspace } = openClinicOf(core);
      const cohort =
        keptCohorts(workspace.store).find((one) => one.id === id) ??
        raise('not-found', 'This cohort is not kept any more.');
      const { reader, ...question } = asked(core, cohort.definition);
      const { ids, incomplete } = await reader.ask('cohortMembers', question, undefined, signal);
      // who seems to enter or leave while records are prepared does neither
      const keeps =
        incomplete === 0 && mayWrite(roleTableOf(workspace.members()), activeUser(workspace).role, 'MeasureReport');
      const now = zonedIso(question.timeZone, core.options.clock.now());
      return { counts: follow(workspace, cohort.id, { ...question, members: ids, now, keeps }) };
    }),
  'cohort.export': (core, { job, definition, ...input }) => {
    const { reader, ...question } = asked(core, definition);
    const whole = {
      ...question,
      ...input,
      now: core.options.clock.now(),
      shows: { tasks: false, appointments: false },
    };
    const noted = { event: 'export', what: 'cohort' } as const;
    return asExport(core, { job, noted, folder: input.out, rows: ({ rows }) => rows }, ({ signal, onRows }) =>
      reader.snapshot((records) => records.ask('cohortExport', whole, onRows, signal)),
    );
  },
  'cohort.list': (core) => keptCohorts(openClinicOf(core).workspace.store),
  'cohort.save': (core, input) => {
    // whoever keeps one may ask it
    asked(core, input.definition, input.id);
    return saveCohort(openClinicOf(core).workspace, input);
  },
  'cohort.use': (core, { id, use }) => useCohort(openClinicOf(core).workspace, id, use),
  'cohort.recall': (core, input) => {
    const { workspace } = openClinicOf(core);
    return recall(workspace, taskSetting(core), input);
  },
  'cohort.recallAll': (core, { job, definition, ...content }) =>
    asJob(core, job, async (signal) => {
      const { workspace } = openClinicOf(core);
      const { ids } = await wholeList(core, definition, signal);
      const onProgress = (done: number, total: number): void =>
        core.options.emit('progress', { job, phase: 'writing', done, total, unit: 'records' });
      return recallMany(workspace, taskSetting(core), { ...content, patients: ids }, { signal, onProgress });
    }),
};

/** Everybody who is in it today. Raises as `asked`, cohort-preparing where that cannot be told yet, cancelled. */
async function wholeList(core: VaultCore, definition: Cohort, signal: AbortSignal) {
  const { reader, ...question } = asked(core, definition);
  const { ids, incomplete } = await reader.ask('cohortMembers', question, undefined, signal);
  refuseUnprepared({ incomplete });
  return { ids, today: question.today };
}

/** Raises cohort-preparing. */
function refuseUnprepared({ incomplete }: { readonly incomplete: number }): void {
  if (incomplete > 0)
    raise('cohort-preparing', 'Records are still being prepared for analysis: the list would not be right.');
}

function taskSetting(core: VaultCore): TaskSetting {
  const { workspace } = openClinicOf(core);
  const { id, name } = activeUser(workspace);
  return { now: zonedIso(workspace.members().profile.timeZone, core.options.clock.now()), by: { id, name } };
}

/** Who answers, and about which day. `id`: the definition is to be that of this one. Raises not-allowed, cohort-not-deidentified, cohort-missing, cohort-circle. */
function asked(core: VaultCore, definition: Cohort, id?: string) {
  const now = core.options.clock.now();
  if (core.analysis) {
    refuseUnanswerable(definition);
    const { reader, about } = core.analysis;
    return { reader, definition, nested: new Map(), today: dayIn(about.timeZone)(now), timeZone: about.timeZone };
  }
  const { analyst, workspace } = openClinicOf(core);
  const nested = nestedIn(definition, keptFinder(workspace.store));
  refuseClosed(workspace, definition, nested, id);
  const { timeZone } = workspace.members().profile;
  return { reader: analyst, definition, nested, today: workspace.dayOf(now), timeZone };
}
