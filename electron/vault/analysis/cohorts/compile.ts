/** A definition as one statement over the records: nothing is judged outside of SQLite, and every value is bound. */
import { raise } from '../../../../shared/base/result.ts';
import { type Cohort, type Criterion, type Leaf, leavesOf } from '../../../../shared/cohorts/definition.ts';
import { stillWanted } from '../../storage/bounds.ts';
import type { SqlValue } from '../../storage/database.ts';
import { ofNoShow, ofTask, ofVisit } from './events.ts';
import { ofAllergy, ofDiagnosis, ofFlag, ofMedication, ofVaccine } from './facts.ts';
import { allOf, anyOf, type Fragment, not } from './fragment.ts';
import { nestedIn } from './kept.ts';
import { ofAge, ofPeople, ofRegistration, ofSex } from './person.ts';
import type { Setting } from './setting.ts';
import { ofUntold, ofValue, type Untold } from './value.ts';

/** Criteria of a definition and of all cohorts in it. */
const MOST_EXPANDED = 300;

export interface Compiled {
  /** `FROM fact_person p WHERE ...`: a row for each patient, merged ones once. */
  readonly from: string;
  readonly params: SqlValue[];
}

/**
 * Compiles. Raises cohort-missing where it names a cohort that is not kept, cohort-circle where that one leads back to itself, invalid-input
 * where all of them together are too many.
 */
export function compile(cohort: Cohort, setting: Setting): Compiled {
  let left = MOST_EXPANDED;
  const ofCohort = ({ people, where }: Cohort, within: readonly string[]): Fragment =>
    allOf([ofPeople(people, setting), ofCriterion(where, within)]);
  const ofCriterion = (criterion: Criterion, within: readonly string[]): Fragment => {
    left -= 1;
    if (left < 0) raise('invalid-input', 'The cohorts in this one have too many criteria together. Use fewer of them.');
    switch (criterion.kind) {
      case 'all':
        return allOf(criterion.of.map((one) => ofCriterion(one, within)));
      case 'any':
        return anyOf(criterion.of.map((one) => ofCriterion(one, within)));
      case 'not':
        return not(ofCriterion(criterion.of, within));
      case 'cohort': {
        const { id } = criterion;
        if (within.includes(id))
          raise('cohort-circle', 'This cohort leads back to itself by another one. Take one of them out.');
        const kept =
          setting.kept(id) ??
          raise(
            'cohort-missing',
            'A cohort that this one is made of is not kept any more. Take it out, or bring it back.',
          );
        return ofCohort(kept, [...within, id]);
      }
      default:
        return ofLeaf(criterion, setting);
    }
  };
  return fromPeople(ofCohort(cohort, []));
}

/** Of whom a fragment is true: merged ones once. */
function fromPeople({ sql, params }: Fragment): Compiled {
  return {
    from: `FROM fact_person p WHERE p.rid IS NOT NULL AND ${stillWanted('p.rid')} AND ${sql}`,
    params: [...params],
  };
}

/** Of each criterion in it whose values stand in units that cannot be told in its own: of whom, and the units. */
export function compileUntold(cohort: Cohort, setting: Setting): (Compiled & Pick<Untold, 'units'>)[] {
  const values = [cohort, ...nestedIn(cohort, setting.kept).values()]
    .flatMap(({ where }) => leavesOf(where))
    .flatMap((leaf) => (leaf.kind === 'value' ? [leaf] : []));
  // the same one may be asked twice
  const distinct = new Map(values.map((leaf) => [JSON.stringify([leaf.of, leaf.unit, leaf.is === undefined]), leaf]));
  return [...distinct.values()].flatMap((leaf) => {
    const untold = ofUntold(leaf, setting);
    return untold
      ? [{ ...fromPeople(allOf([ofPeople(cohort.people, setting), untold.fragment])), units: untold.units }]
      : [];
  });
}

function ofLeaf(leaf: Exclude<Leaf, { kind: 'cohort' }>, setting: Setting): Fragment {
  switch (leaf.kind) {
    case 'sex':
      return ofSex(leaf);
    case 'age':
      return ofAge(leaf, setting);
    case 'registered':
      return ofRegistration(leaf, setting);
    case 'diagnosis':
      return ofDiagnosis(leaf, setting);
    case 'medication':
      return ofMedication(leaf, setting);
    case 'allergy':
      return ofAllergy(leaf);
    case 'value':
      return ofValue(leaf, setting);
    case 'visit':
      return ofVisit(leaf, setting);
    case 'vaccine':
      return ofVaccine(leaf, setting);
    case 'task':
      return ofTask(leaf, setting);
    case 'flag':
      return ofFlag(leaf, setting);
    case 'no-show':
      return ofNoShow(leaf, setting);
  }
}
