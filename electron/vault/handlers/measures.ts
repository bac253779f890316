import { MEASURE_TYPES, type MeasureName, type measureCalls } from '../../../shared/bridge/measures.ts';
import { refuseRole } from '../access/standing.ts';
import { weekEnd } from '../analysis/calendar.ts';
import { measures } from '../analysis/measures/registry.ts';
import type { Analyst } from '../analyst.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { STRIPPED_TYPES } from '../deidentified/strip.ts';
import { mayAskNow, refuseHidden, sightOf } from '../permission.ts';
import { dayIn } from '../records/dates.ts';
import type { HandlersOf } from './contract.ts';
import { asExport, asGiven } from './export.ts';
import { asRead } from './job.ts';

/** Types that the database of analysts does not hold: of nothing there are no figures. */
function refuseMissing(core: VaultCore, name: MeasureName): void {
  if (core.analysis && !isThere(MEASURE_TYPES[name])) refuseRole((role) => role === 'owner' || role === 'doctor');
}

function isThere(types: readonly string[]): boolean {
  return types.every((type) => STRIPPED_TYPES.includes(type));
}

/** Types by whose records practitioners and places are named. */
const NAMING = ['Practitioner', 'PractitionerRole', 'Location', 'Organization'];

/** Those that whoever asks does not see; the database of analysts has none. */
function closedTo(core: VaultCore): readonly string[] {
  if (core.analysis) return [];
  const sight = sightOf(core);
  return NAMING.filter((type) => !sight.shows(type));
}

/** What of the figures is told: whoever sees no records is told none that are of few. */
function told(core: VaultCore) {
  return { closed: closedTo(core), withoutFew: core.analysis !== null };
}

/** Whose reader answers, and the clinic's day: an analyst's is that of their own database. */
function readerOf(core: VaultCore): { analyst: Analyst; today: string; locale: string } {
  const now = core.options.clock.now();
  if (core.analysis) {
    const { reader, about } = core.analysis;
    return { analyst: reader, today: dayIn(about.timeZone)(now), locale: about.locale };
  }
  const { analyst, workspace } = openClinicOf(core);
  return { analyst, today: workspace.dayOf(now), locale: workspace.members().profile.locale };
}

interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A time that nobody chose ends with the last visit: for whoever may not count visits, with this week. */
function withEnd<D extends Days>(core: VaultCore, today: string, days: D): D {
  if (days.to !== undefined || core.analysis || sightOf(core).shows('Encounter')) return days;
  const end = weekEnd(today);
  return { ...days, to: days.from !== undefined && days.from > end ? days.from : end };
}

/** What leaves, leaves whole: more records than there can be. */
const WHOLE = { after: undefined, limit: 2 ** 52 };

export const measureHandlers: HandlersOf<typeof measureCalls> = {
  'measures.list': async (core) => {
    const { analyst, today } = readerOf(core);
    const sight = core.analysis ? null : sightOf(core);
    const definitions = Object.values(measures).map(({ definition }) => definition);
    return {
      measures: definitions.filter(({ types }) => (sight ? types.every((type) => sight.shows(type)) : isThere(types))),
      range: await analyst.ask('measureRange', { ...withEnd(core, today, {}), today }),
      today,
    };
  },
  'measures.ask': (core, { job, ...input }) =>
    asRead(core, job, async (signal) => {
      refuseMissing(core, input.name);
      const { analyst, today } = readerOf(core);
      const asked = { ...withEnd(core, today, input), today, ...told(core) };
      return analyst.ask('measure', asked, undefined, signal);
    }),
  'measures.records': (core, asked) => {
    const { job, leaving, ...input } = asked;
    const { analyst, today, locale } = readerOf(core);
    const question = { ...withEnd(core, today, input), today, locale };
    if (!leaving) return asRead(core, job, (signal) => analyst.ask('behind', question, undefined, signal));
    const whole = { ...question, ...WHOLE };
    const noted = { event: 'export', what: `measure-${input.name}-records` } as const;
    const stands = () => mayAskNow(core, 'measures.records', asked);
    return asGiven(core, { job, noted, stands, rows: ({ records }) => records.length }, (signal) =>
      analyst.snapshot((records) => records.ask('behind', whole, undefined, signal)),
    );
  },
  'measures.export': (core, asked) => {
    const { job, ...input } = asked;
    const { analyst, today } = readerOf(core);
    const whole = { ...withEnd(core, today, input), today, ...told(core) };
    const noted = { event: 'export', what: `measure-${input.name}${input.records ? '-records' : ''}` } as const;
    // by whom and where is told in words of records that were open then
    const named = NAMING.filter((type) => !whole.closed.includes(type));
    const stands = () => mayAskNow(core, 'measures.export', asked, () => refuseHidden(core, named));
    return asExport(core, { job, noted, stands, folder: input.out, rows: ({ rows }) => rows }, ({ signal, onRows }) =>
      analyst.snapshot((records) => records.ask('measureTable', whole, onRows, signal)),
    );
  },
};
