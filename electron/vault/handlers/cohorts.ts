import { mayWrite } from '../../../shared/access/roles.ts';
import { raise } from '../../../shared/base/result.ts';
import type { cohortCalls } from '../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { roleTableOf } from '../access/standing.ts';
import type { CohortQuestion } from '../analysis/cohorts/answer.ts';
import { refuseUnanswerable } from '../analysis/cohorts/deidentified.ts';
import { follow } from '../analysis/cohorts/follow.ts';
import { keptCohorts, keptFinder, nestedIn, saveCohort, useCohort } from '../analysis/cohorts/kept.ts';
import { recall, recallMany } from '../analysis/cohorts/recall.ts';
import { refuseClosed } from '../analysis/cohorts/rights.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { mayAskNow, refuseHidden, sightOf } from '../permission.ts';
import { dayIn, zonedIso } from '../records/dates.ts';
import type { TaskSetting } from '../records/tasks/resource.ts';
import { activeUser } from '../records/workspace.ts';
import type { Answer } from '../threads/reader.ts';
import type { HandlersOf } from './contract.ts';
import { asExport, asGiven } from './export.ts';
import { asJob, asRead } from './job.ts';

/** What the trail says of a list that leaves. */
const NOTED = { event: 'export', what: 'cohort' } as const;

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
  'cohort.people': (core, input) => {
    const { definition, job, leaving, ...window } = input;
    const { reader, ...question } = asked(core, definition);
    const shows = beside(core);
    const asks = { ...question, ...window, now: core.options.clock.now(), shows };
    const dated = (people: Answer<'cohortPeople'>) => ({ ...people, today: question.today });
    if (!leaving)
      return asRead(core, job, async (signal) => dated(await reader.ask('cohortPeople', asks, undefined, signal)));
    const hidden = [...(shows.tasks ? ['Task'] : []), ...(shows.appointments ? ['Appointment'] : [])];
    const stands = () =>
      mayAskNow(core, 'cohort.people', input, () => {
        refuseStillClosed(core, question);
        refuseHidden(core, hidden);
      });
    return asGiven(core, { job, noted: NOTED, stands, rows: ({ rows }) => rows.length }, async (signal) => {
      const whole = { ...asks, ...WHOLE };
      const people = await reader.snapshot((records) => records.ask('cohortPeople', whole, undefined, signal));
      refuseUnprepared(people);
      return dated(people);
    });
  },
  'cohort.members': (core, input) => {
    const { job } = input;
    const question = asked(core, input.definition);
    const stands = () => mayAskNow(core, 'cohort.members', input, () => refuseStillClosed(core, question));
    return asGiven(core, { job, noted: NOTED, stands, rows: ({ ids }) => ids.length }, (signal) =>
      wholeList(question, signal),
    );
  },
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
  'cohort.export': (core, all) => {
    const { job, definition, ...input } = all;
    const { reader, ...question } = asked(core, definition);
    const whole = {
      ...question,
      ...input,
      now: core.options.clock.now(),
      shows: { tasks: false, appointments: false },
    };
    const stands = () => mayAskNow(core, 'cohort.export', all, () => refuseStillClosed(core, question));
    return asExport(
      core,
      { job, noted: NOTED, stands, folder: input.out, rows: ({ rows }) => rows },
      ({ signal, onRows }) => reader.snapshot((records) => records.ask('cohortExport', whole, onRows, signal)),
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
      const { ids } = await wholeList(asked(core, definition), signal);
      const onProgress = (done: number, total: number): void =>
        core.options.emit('progress', { job, phase: 'writing', done, total, unit: 'records' });
      return recallMany(workspace, taskSetting(core), { ...content, patients: ids }, { signal, onProgress });
    }),
};

/** What whoever asks is told beside a patient. */
function beside(core: VaultCore): { tasks: boolean; appointments: boolean } {
  const sight = sightOf(core);
  return { tasks: sight.shows('Task'), appointments: sight.shows('Appointment') };
}

/** Everybody who is in it today. Raises cohort-preparing where that cannot be told yet, cancelled. */
async function wholeList({ reader, ...question }: ReturnType<typeof asked>, signal: AbortSignal) {
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

/** Raises not-allowed where what was asked once is closed to whoever is logged in now. */
function refuseStillClosed(
  core: VaultCore,
  { definition, nested }: Pick<CohortQuestion, 'definition' | 'nested'>,
): void {
  if (core.analysis) refuseUnanswerable(definition);
  else refuseClosed(openClinicOf(core).workspace, definition, nested);
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
