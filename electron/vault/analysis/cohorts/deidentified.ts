/** What the analysts' database can answer: it holds seven types by codes, numbers and days, and nothing that people wrote. */
import { raise } from '../../../../shared/base/result.ts';
import { type Cohort, type Leaf, leavesOf, typesOf } from '../../../../shared/cohorts/definition.ts';
import { STRIPPED_TYPES } from '../../deidentified/strip.ts';

/** Its Medications are gone, but most prescriptions name their medicine themselves. */
const HELD: ReadonlySet<string> = new Set([...STRIPPED_TYPES, 'MedicationStatement', 'Medication']);

/** Raises cohort-not-deidentified: nobody would be in it, which says nothing of the clinic. */
export function refuseUnanswerable(definition: Cohort): void {
  const held = typesOf(definition).every((type) => HELD.has(type));
  if (held && leavesOf(definition.where).every(isHeld)) return;
  raise(
    'cohort-not-deidentified',
    'The database for analysts does not hold what this cohort is made by: words, names, places, other cohorts, tasks and appointments are not in it. Use codes, values and days.',
  );
}

function isHeld(leaf: Leaf): boolean {
  switch (leaf.kind) {
    case 'cohort':
    case 'registered':
      return false;
    case 'visit':
      return leaf.by === undefined && leaf.place === undefined;
    case 'diagnosis':
    case 'medication':
    case 'vaccine':
      return leaf.of.every((one) => !('text' in one));
    default:
      return true;
  }
}
