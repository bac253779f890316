/** What a builder begins with, and where what is written in it is kept until it is saved. */
import type { TFunction } from 'i18next';
import type { KeptCohort } from '../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { type Draft, draftOf } from './draft.ts';
import { EXAMPLE_COHORTS, EXAMPLES } from './examples.ts';

/** A cohort as the builder's fields hold it. */
export interface Form extends Draft {
  readonly name: string;
  /** The versions of the kept one that whoever edits it has seen. */
  readonly seen: readonly string[];
}

export interface Begun {
  /** Of its draft. */
  readonly place: string;
  /** Of one that is kept. */
  readonly id?: string;
  readonly form: Form;
}

type Example = (typeof EXAMPLES)[number];

export const placeOfNew = 'co';
export const placeOfKept = (id: string): string => `co/${id}`;
export const placeOfExample = (example: Example): string => `co-${example}`;

const NOTHING: Form = { name: '', seen: [], people: 'living', root: { kind: 'group', join: 'all', rows: [] } };

/**
 * By the place of a draft: a new one, one that begins as an example, one that is kept. Where that is not there any more, what somebody has still written
 * in it (`written`: the places of all drafts) goes on as a new one; undefined without.
 */
export function begin(
  place: string,
  kept: readonly KeptCohort[],
  t: TFunction,
  written: readonly string[] = [],
): Begun | undefined {
  if (place === placeOfNew) return { place, form: NOTHING };
  const example = EXAMPLES.find((one) => placeOfExample(one) === place);
  if (example) return { place, form: formOf(t(`cohorts.examples.${example}`), [], EXAMPLE_COHORTS[example]) };
  const found = kept.find(({ id }) => placeOfKept(id) === place);
  if (found) return { place, id: found.id, form: formOf(found.name, found.seen, found.definition) };
  return written.includes(place) ? { place, form: NOTHING } : undefined;
}

function formOf(name: string, seen: readonly string[], definition: Cohort): Form {
  return { name, seen, ...draftOf(definition) };
}
