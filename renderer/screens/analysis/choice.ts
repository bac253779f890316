/** What of a dashboard is chosen: of when, compared with what, parted by what, of whom. Pure. */
import type { Role } from '../../../shared/access/roles.ts';
import type { GivenFigure } from '../../../shared/bridge/figures-given.ts';
import type { CallInput } from '../../../shared/bridge/index.ts';
import type {
  Dashboard,
  Grain,
  MeasureAnswer,
  MeasureDefinition,
  MeasureQuestion,
  Split,
} from '../../../shared/bridge/measures.ts';

export const PRESETS = ['year', 'this-week', 'this-month', 'last-month', 'days-30', 'quarter', 'own'] as const;
export type Preset = (typeof PRESETS)[number];
export const COMPARES = ['none', 'previous', 'year-before'] as const;
export const DASHBOARDS = ['manager', 'doctor', 'nurse', 'front-desk'] as const satisfies readonly Dashboard[];
export const GRAINS = ['fitting', 'day', 'week', 'month'] as const;
export const SPLITS = ['practitioner', 'place'] as const satisfies readonly Split[];

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export interface Choice {
  readonly preset: Preset;
  /** The days of `own`. */
  readonly own?: DayRange | undefined;
  readonly compare: (typeof COMPARES)[number];
  readonly grain: (typeof GRAINS)[number];
  readonly by?: Split | undefined;
  /** Of one practitioner, or of one place; its name as it was when it was chosen. */
  readonly of?: { readonly split: Split; readonly key: string | null; readonly name: string } | undefined;
}

export const WHOLE: Choice = { preset: 'year', compare: 'none', grain: 'fitting' };

/** What the audit trail is told of a figure that leaves: of when it is, whatever is chosen by now. */
export function givenFigure({ name, over }: MeasureDefinition, { range, compared }: MeasureAnswer): GivenFigure {
  const days = ({ from, to }: DayRange): DayRange => ({ from: over === 'day' ? to : from, to });
  return { name, range: days(range), ...(compared ? { before: days(compared.range) } : {}) };
}

/** The dashboard that is meant for a role. */
export function dashboardFor(role: Role): Dashboard {
  return role === 'doctor' || role === 'nurse' || role === 'front-desk' ? role : 'manager';
}

/** The days of a choice. `usual`: those that the vault shows by itself; weeks begin on Monday, nothing lies after `today`. */
export function rangeOf({ preset, own }: Choice, usual: DayRange, today: string): DayRange {
  const month = `${today.slice(0, 7)}-01`;
  switch (preset) {
    case 'own':
      return own ?? usual;
    case 'this-week':
      return { from: shifted(today, -((weekday(today) + 6) % 7)), to: today };
    case 'this-month':
      return { from: month, to: today };
    case 'last-month': {
      const to = shifted(month, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
    case 'days-30':
      return { from: shifted(today, -29), to: today };
    case 'quarter': {
      const first = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1;
      return { from: `${today.slice(0, 4)}-${String(first).padStart(2, '0')}-01`, to: today };
    }
    default:
      return usual;
  }
}

/** What is asked of a measure: of the choice, what the measure knows. */
export function questionOf(
  definition: MeasureDefinition,
  { grain, by, of }: Choice,
  { from, to }: DayRange,
): MeasureQuestion {
  const { name, compares, grains, picture } = definition;
  const wanted = grain !== 'fitting' ? grain : picture.kind === 'line' ? calmGrain({ from, to }) : undefined;
  return {
    name,
    from,
    to,
    ...(wanted !== undefined && grains.includes(wanted) ? { grain: wanted } : {}),
    ...(by !== undefined && compares.includes(by) ? { by } : {}),
    ...(of !== undefined && compares.includes(of.split) ? { [of.split]: of.key } : {}),
  };
}

/** With what the measure is compared. */
export function compareOf(
  { compares }: MeasureDefinition,
  { compare }: Choice,
): Pick<CallInput<'measures.ask'>, 'compare'> {
  return compare !== 'none' && compares.includes('period') ? { compare } : {};
}

/** Steps that would make more than can be told apart are not offered. */
export function grainsFor(range: DayRange): readonly (typeof GRAINS)[number][] {
  const days = daysOf(range);
  const most: Readonly<Record<Grain, number>> = { day: 400, week: 3000, month: Number.POSITIVE_INFINITY };
  return GRAINS.filter((grain) => grain === 'fitting' || days <= most[grain]);
}

/**
 * Steps for shares and waits, where nobody says: longer than those in which visits are counted, because of the few of a week one more or
 * less makes a peak.
 */
function calmGrain(range: DayRange): Grain {
  const days = daysOf(range);
  return days <= 14 ? 'day' : days <= 120 ? 'week' : 'month';
}

/** Days of a range, both ends included. */
function daysOf({ from, to }: DayRange): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

const DAY_MS = 86_400_000;

function shifted(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
