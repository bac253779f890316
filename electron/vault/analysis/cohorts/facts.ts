/** What is known of a patient: diagnoses, medication in use, allergies, vaccinations, flags. Of the different concepts that records have, each is judged once. */
import type { ConceptMatch, LeafOf } from '../../../../shared/cohorts/definition.ts';
import { ICD10 } from '../../../../shared/terminology/diagnoses.ts';
import { CODED, type CodedKind, STATE } from '../../storage/coded.ts';
import { addDays } from '../calendar.ts';
import { conceptIs, isCode } from './concept.ts';
import { COST, type Fragment, type Part } from './fragment.ts';
import type { Setting } from './setting.ts';

/** Those of whom a record says one of these concepts `c`, in a row `d` for which the conditions hold. */
function whoever(kind: CodedKind, concept: Part | undefined, conditions: readonly (Part | undefined)[]): Fragment {
  const where = conditions.flatMap((one) => one ?? []);
  return {
    sql: `p.pid IN (SELECT d.pid FROM coded d
      WHERE d.cid IN (SELECT c.cid FROM concept c WHERE c.kind = ${CODED[kind]}${concept ? ` AND ${concept.sql}` : ''})
        ${where.map(({ sql }) => `AND ${sql}`).join(' ')})`,
    params: [...(concept?.params ?? []), ...where.flatMap(({ params }) => params)],
    cost: COST.set,
  };
}

function isOne(of: readonly ConceptMatch[], system?: string): Part {
  const { sql, params } = conceptIs('c.json', '$', of, system);
  // those in words alone are as many as people write: an index keeps them apart
  return of.every(isCode) ? { sql: `(c.json GLOB '{"coding"*' AND ${sql})`, params } : { sql, params };
}

/** One that stands and is not over, nor only suspected, unless they are asked for. */
export function ofDiagnosis({ of, ever, suspected, within }: LeafOf<'diagnosis'>, { today }: Setting): Fragment {
  return whoever('diagnosis', isOne(of, ICD10), [
    ever ? undefined : { sql: `d.state & ${STATE.over} = 0 AND (d.until IS NULL OR d.until > ?)`, params: [today] },
    suspected ? undefined : { sql: `d.state & ${STATE.suspected} = 0`, params: [] },
    within === undefined ? undefined : { sql: 'd.day BETWEEN ? AND ?', params: [addDays(today, -within), today] },
  ]);
}

export function ofAllergy({ of }: LeafOf<'allergy'>): Fragment {
  return whoever('allergy', isOne(of), []);
}

/** A dose that was given on or before the day. */
export function ofVaccine({ of, within }: LeafOf<'vaccine'>, { today }: Setting): Fragment {
  return whoever('vaccine', isOne(of), [
    { sql: 'd.day <= ?', params: [today] },
    within === undefined ? undefined : { sql: 'd.day >= ?', params: [addDays(today, -within)] },
  ]);
}

const notPast = ({ today }: Setting): Part => ({ sql: '(d.until IS NULL OR d.until >= ?)', params: [today] });

export function ofFlag({ text }: LeafOf<'flag'>, setting: Setting): Fragment {
  return whoever('flag', text === undefined ? undefined : isOne([{ text }]), [notPast(setting)]);
}

/** Named in the record itself, or by a Medication that it refers to: by its code, or by what it is made of. */
export function ofMedication({ of }: LeafOf<'medication'>, setting: Setting): Fragment {
  const own = isOne(of);
  const code = conceptIs('m.json', '$.code', of);
  const ingredient = conceptIs('i.value', '$.itemCodeableConcept', of);
  const named: Part = {
    sql: `(${own.sql} OR EXISTS (SELECT 1 FROM record m
        WHERE m.type = 'Medication' AND m.deleted = 0 AND m.id = substr(c.json ->> '$.reference', ${'Medication/'.length + 1})
          AND (${code.sql} OR EXISTS (SELECT 1 FROM json_each(m.json, '$.ingredient') i
            WHERE i.type = 'object' AND ${ingredient.sql}))))`,
    params: [...own.params, ...code.params, ...ingredient.params],
  };
  return whoever('medication', named, [notPast(setting)]);
}
