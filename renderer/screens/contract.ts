/** What a screen is, and where one can go. A route without a screen in the registry (index.ts) fails to compile. */
import type { ComponentType } from 'react';
import type { MeasureAnswer, MeasureQuestion } from '../../shared/bridge/measures.ts';
import type { Print } from '../../shared/bridge/prints.ts';
import type { PatientHit } from '../../shared/bridge/records.ts';

/** A figure of a measure, by what it was asked with; without keys, the total. `column`: or a reason why something is not counted. */
export interface AskedFigure extends Pick<MeasureAnswer, 'dimensions' | 'names' | 'grain'> {
  readonly question: MeasureQuestion;
  readonly keys?: MeasureAnswer['rows'][number]['keys'] | undefined;
  readonly column: string;
  /** Whose figure it is, in words, where one practitioner or place was chosen. */
  readonly only?: string | undefined;
}

export type Route =
  /** `arrive`: asks what this patient has come for. */
  | { readonly name: 'today'; readonly arrive?: string }
  /** `book`: begins an appointment for this patient. */
  | { readonly name: 'appointments'; readonly book?: PatientHit }
  | { readonly name: 'patients' }
  | { readonly name: 'register' }
  /** `id`: of one patient; without one, what a search through the clinic found. */
  | { readonly name: 'duplicates'; readonly id?: string }
  | { readonly name: 'patient'; readonly id: string }
  | { readonly name: 'edit'; readonly id: string }
  | { readonly name: 'visit'; readonly id: string }
  /** What is measured without a visit. */
  | { readonly name: 'vitals'; readonly id: string }
  /** Prescriptions without a visit; `changing`: the MedicationRequest that another is to take the place of. */
  | { readonly name: 'prescribe'; readonly id: string; readonly changing?: string }
  | { readonly name: 'results' }
  /** A visit to be read as a whole, and signed; `print`: opens this document of it at once. */
  | { readonly name: 'sheet'; readonly id: string; readonly encounter: string; readonly print?: Print }
  | { readonly name: 'analysis' }
  /** `begun`: the place of a draft to go on with. */
  | { readonly name: 'cohorts'; readonly begun?: string }
  /** Queries of one's own, as the clinic keeps them. */
  | { readonly name: 'notebooks' }
  /** `id`: of one that is kept; without one, a new one, which may begin as an example. */
  | { readonly name: 'notebook'; readonly id?: string; readonly example?: boolean }
  /** The records behind a figure. */
  | { readonly name: 'figure'; readonly asked: AskedFigure }
  /** `patient`: only what waits about one. */
  | { readonly name: 'inbox'; readonly patient?: string }
  | { readonly name: 'exchange' }
  /** A table (CSV) on its way in. */
  | { readonly name: 'table' }
  /** What imports left to do; `tab`: its part. */
  | { readonly name: 'repair'; readonly tab?: 'list' | 'cleaning' }
  | { readonly name: 'sync' }
  | { readonly name: 'users' }
  | { readonly name: 'audit' }
  | { readonly name: 'settings' }
  /** `id`: which topic; without one, the first. */
  | { readonly name: 'help'; readonly id?: HelpTopic };

/** What the help tells about, in its order; the words stand under `help.topics` in the locale files. */
export const HELP_TOPICS = [
  'register',
  'find',
  'day',
  'visit',
  'prescribing',
  'results',
  'print',
  'sync',
  'conflicts',
  'duplicates',
  'backup',
  'kit',
  'workstation',
  'users',
  'analysis',
  'exchange',
  'keys',
] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

export type RouteName = Route['name'];
export type RouteOf<N extends RouteName> = Extract<Route, { readonly name: N }>;

export interface Screen<N extends RouteName> {
  /** Which entry of the rail is lit. */
  readonly rail:
    | 'today'
    | 'appointments'
    | 'patients'
    | 'results'
    | 'analysis'
    | 'inbox'
    | 'exchange'
    | 'sync'
    | 'users'
    | 'audit'
    | 'settings'
    | 'help';
  readonly view: ComponentType<{ readonly route: RouteOf<N> }>;
}

export type Screens = { readonly [N in RouteName]: Screen<N> };

/** Places whose `id` is a patient's. */
const PATIENT_PLACES: ReadonlySet<RouteName> = new Set(['patient', 'edit', 'visit', 'vitals', 'prescribe', 'sheet']);

/** Whose chart a place belongs to; undefined elsewhere. */
export function patientOf(route: Route): string | undefined {
  return PATIENT_PLACES.has(route.name) && 'id' in route ? route.id : undefined;
}
