import { mayWrite } from '../../../shared/access/roles.ts';
import { raise } from '../../../shared/base/result.ts';
import type { cohortCalls } from '../../../shared/bridge/cohorts.ts';
import type { CallOutput, CallParsed } from '../../../shared/bridge/index.ts';
import { type Cohort, cohortsIn } from '../../../shared/cohorts/definition.ts';
import { roleTableOf } from '../access/standing.ts';
import type { CohortQuestion } from '../analysis/cohorts/answer.ts';
import { refuseUnanswerable } from '../analysis/cohorts/deidentified.ts';
import { follow } from '../analysis/cohorts/follow.ts';
import { saveCohort, useCohort } from '../analysis/cohorts/kept.ts';
import { recall, recallMany } from '../analysis/cohorts/recall.ts';
import { refuseClosed } from '../analysis/cohorts/rights.ts';
import type { Analyst } from '../analyst.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { mayAskNow, refuseHidden, sightOf } from '../permission.ts';
import { dayIn, zonedIso } from '../records/dates.ts';
import type { TaskSetting } from '../records/tasks/resource.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';
import { asExport, asGiven } from './export.ts';
import { asJob, asRead } from './job.ts';

/** What the trail says of a list that leaves. */
const NOTED = { event: 'export', what: 'cohort' } as const;

/** What leaves, leaves whole. */
const WHOLE = { offset: 0, limit: Number.MAX_SAFE_INTEGER };

export const cohortHandlers: HandlersOf<typeof cohortCalls> = {
  'cohort.count': (core, { definition, job }) =>
    asRead(core, job, (signal) => {
      const begun = performance.now();
      const withoutFew = core.analysis !== null;
      return asked(core, definition, async ({ reader, ...question }) => {
        const counted = await reader.ask('cohortCount', { ...question, withoutFew }, undefined, signal);
        return { ...counted, today: question.today, ms: performance.now() - begun };
      });
    }),
  'cohort.people': (core, input) =>
    input.leaving
      ? asked(core, input.definition, (question) => givenPeople(core, input, question))
      : asRead(core, input.job, (signal) =>
          asked(core, input.definition, async ({ reader, ...question }) => {
            const { definition: _, job: _job, leaving: _leaving, ...window } = input;
            const asks = { ...question, ...window, ...beside(core) };
            return { ...(await reader.ask('cohortPeople', asks, undefined, signal)), today: question.today };
          }),
        ),
  'cohort.members': (core, input) =>
    asked(core, input.definition, (question) => {
      const { job } = input;
      const stands = () => mayAskNow(core, 'cohort.members', input, () => refuseStillClosed(core, question));
      return asGiven(core, { job, noted: NOTED, stands, rows: ({ ids }) => ids.length }, (signal) =>
        wholeList(question, signal),
      );
    }),
  'cohort.visits': (core) => {
    const sight = sightOf(core);
    const closed = ['Practitioner', 'Location', 'Organization'].filter((type) => !sight.shows(type));
    return openClinicOf(core).analyst.ask('visitChoices', { closed });
  },
  'cohort.follow': (core, { id, job }) =>
    asRead(core, job, async (signal) => {
      const { workspace } = openClinicOf(core);
      const definition =
        (await openClinicOf(core).analyst.ask('cohortsNamed', [id], undefined, signal)).get(id) ??
        raise('not-found', 'This cohort is not kept any more.');
      return asked(core, definition, async ({ reader, ...question }) => {
        const { ids, incomplete } = await reader.ask('cohortMembers', question, undefined, signal);
        // who seems to enter or leave while records are prepared does neither
        const keeps =
          incomplete === 0 && mayWrite(roleTableOf(workspace.members()), activeUser(workspace).role, 'MeasureReport');
        const now = zonedIso(question.timeZone, core.options.clock.now());
        return { counts: follow(workspace, id, { ...question, members: ids, now, keeps }) };
      });
    }),
  'cohort.export': (core, all) =>
    asked(core, all.definition, ({ reader, ...question }) => {
      const { job, definition: _, ...input } = all;
      const now = core.options.clock.now();
      const whole = { ...question, ...input, now, shows: { tasks: false, appointments: false } };
      const stands = () => mayAskNow(core, 'cohort.export', all, () => refuseStillClosed(core, question));
      return asExport(
        core,
        { job, noted: NOTED, stands, folder: input.out, rows: ({ rows }) => rows },
        ({ signal, onRows }) => reader.snapshot((records) => records.ask('cohortExport', whole, onRows, signal)),
      );
    }),
  'cohort.list': (core) =>
    asRead(core, undefined, (signal) => openClinicOf(core).analyst.ask('keptCohorts', null, undefined, signal)),
  // whoever keeps one may ask it
  'cohort.save': (core, input) =>
    asked(core, input.definition, () => saveCohort(openClinicOf(core).workspace, input), input.id),
  'cohort.use': (core, { id, use }) => useCohort(openClinicOf(core).workspace, id, use),
  'cohort.recall': (core, input) => {
    const { workspace } = openClinicOf(core);
    return recall(workspace, taskSetting(core), input);
  },
  'cohort.recallAll': (core, { job, definition, ...content }) =>
    asJob(core, job, async (signal) => {
      const { workspace } = openClinicOf(core);
      const { ids } = await asked(core, definition, (question) => wholeList(question, signal));
      const onProgress = (done: number, total: number): void =>
        core.options.emit('progress', { job, phase: 'writing', done, total, unit: 'records' });
      return recallMany(workspace, taskSetting(core), { ...content, patients: ids }, { signal, onProgress });
    }),
};

/** The list as it leaves. Raises export-overtaken, cohort-preparing. */
function givenPeople(
  core: VaultCore,
  input: CallParsed<'cohort.people'>,
  { reader, ...question }: Question,
): Promise<CallOutput<'cohort.people'>> {
  const { job, sort } = input;
  const rows = (people: CallOutput<'cohort.people'>) => people.rows.length;
  const { now, shows } = beside(core);
  const hidden = [...(shows.tasks ? ['Task'] : []), ...(shows.appointments ? ['Appointment'] : [])];
  const stands = () =>
    mayAskNow(core, 'cohort.people', input, () => {
      refuseStillClosed(core, question);
      refuseHidden(core, hidden);
    });
  return asGiven(core, { job, noted: NOTED, stands, rows }, async (signal) => {
    const whole = { ...question, ...WHOLE, sort, now, shows };
    const people = await reader.snapshot((records) => records.ask('cohortPeople', whole, undefined, signal));
    refuseUnprepared(people);
    return { ...people, today: question.today };
  });
}

/** What whoever asks is told beside a patient, and of when. */
function beside(core: VaultCore) {
  const sight = sightOf(core);
  const shows = { tasks: sight.shows('Task'), appointments: sight.shows('Appointment') };
  return { now: core.options.clock.now(), shows };
}

/** Everybody who is in it today. Raises cohort-preparing where that cannot be told yet, cancelled. */
async function wholeList({ reader, ...question }: Question, signal: AbortSignal) {
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

/** Who answers, and about which day. */
interface Question extends CohortQuestion {
  readonly reader: Analyst;
}

/**
 * Asks by a definition: at once where it is made of no other cohort, else when those are read, which is left to a thread of its own. `id`: the definition is to
 * be that of this one. Raises not-allowed, cohort-not-deidentified, cohort-missing, cohort-circle; cancelled where somebody else has come meanwhile.
 */
async function asked<T>(
  core: VaultCore,
  definition: Cohort,
  work: (question: Question) => T | Promise<T>,
  id?: string,
): Promise<T> {
  const now = core.options.clock.now();
  if (core.analysis) {
    refuseUnanswerable(definition);
    const { reader, about } = core.analysis;
    const { timeZone } = about;
    return work({ reader, definition, nested: new Map(), today: dayIn(timeZone)(now), timeZone });
  }
  const { analyst, workspace } = openClinicOf(core);
  const ids = cohortsIn(definition);
  const nested =
    ids.length > 0
      ? await asRead(core, undefined, (signal) => analyst.ask('cohortsNamed', ids, undefined, signal))
      : new Map<string, Cohort>();
  refuseClosed(workspace, definition, nested, id);
  const { timeZone } = workspace.members().profile;
  return work({ reader: analyst, definition, nested, today: workspace.dayOf(now), timeZone });
}
