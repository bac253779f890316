/** A definition as one statement over the records: nothing is judged outside of SQLite, and every value is bound. */
import { raise } from '../../../../shared/base/result.ts';
import type { Cohort, Criterion, Leaf } from '../../../../shared/cohorts/definition.ts';
import { stillWanted } from '../../storage/bounds.ts';
import type { SqlValue } from '../../storage/database.ts';
import { ofNoShow, ofTask, ofVisit } from './events.ts';
import { ofAllergy, ofDiagnosis, ofFlag, ofMedication, ofVaccine } from './facts.ts';
import { allOf, anyOf, type Fragment, not } from './fragment.ts';
import { ofAge, ofPeople, ofRegistration, ofSex } from './person.ts';
import type { Setting } from './setting.ts';
import { ofValue } from './value.ts';

/** Criteria of a definition and of all cohorts in it. */
const MOST_EXPANDED = 300;

export interface Compiled {
  /** `FROM record p ... WHERE ...`: a row for each patient, merged ones once. */
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
    allOf([ofPeople(people), ofCriterion(where, within)]);
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
  const { sql, params } = ofCohort(cohort, []);
  return {
    from: `FROM record p INDEXED BY record_person
      WHERE p.type = 'Patient' AND p.deleted = 0 AND p.rid NOT IN (SELECT rid FROM merged)
        AND ${stillWanted('p.rid')} AND ${sql}`,
    params: [...params],
  };
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
