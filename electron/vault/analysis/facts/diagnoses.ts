/** Diagnoses of which the clinic keeps a register: by the codes of ICD-10, ICD-11 and SNOMED CT, by words only where there is no code. */
import { codingKey, codingsOf } from '../../../../shared/records/concept.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { textIn } from '../../../../shared/records/members.ts';
import type { Projection } from '../../records/projection.ts';
import type { Fact } from '../../storage/facts.ts';
import { wordsOf } from './words.ts';

interface Register {
  readonly kind: 'hypertension' | 'diabetes';
  readonly icd10: RegExp;
  readonly icd11: RegExp;
  readonly snomed: readonly string[];
  readonly words: RegExp;
  /** Words with which it is something else. */
  readonly not: RegExp;
}

const REGISTERS: readonly Register[] = [
  {
    kind: 'hypertension',
    // ICD-10 I10 to I13 and I15, ICD-11 BA00 to BA04; that of pregnancy (O10 to O16) passes
    icd10: /^I1[01235](?![0-9])/i,
    icd11: /^BA0[0-4](?![0-9])/i,
    snomed: ['38341003', '59621000'],
    words: /高血压|\bhypertension\b/i,
    not: /妊娠|孕|家族史|门静脉|门脉|肺|颅|眼|白大衣|前期|危险|风险|\b(?:pregnan\w*|gestational|family|portal|pulmonary|intracranial|ocular|white|risk|no|pre)\b/i,
  },
  {
    kind: 'diabetes',
    icd10: /^E1[0-4](?![0-9])/i,
    icd11: /^5A1[0-4](?![0-9])/i,
    snomed: ['73211009', '44054006', '46635009'],
    words: /糖尿病|\bdiabetes\b/i,
    not: /妊娠|孕|家族史|前期|危险|风险|\b(?:pregnan\w*|gestational|family|insipidus|risk|no|pre)\b/i,
  },
];

const SYSTEMS = {
  icd10: /icd-?10|2\.16\.840\.1\.113883\.6\.(?:3|90)\b/i,
  icd11: /icd-?11|id\.who\.int\/icd/i,
  snomed: /snomed/i,
};

/** Statuses of a problem that is over; when, its abatement tells. */
const OVER = ['inactive', 'remission', 'resolved'];
/** http://hl7.org/fhir/R4/condition.html#Condition */
const ABATED = ['abatementDateTime', 'abatementPeriod', 'abatementAge', 'abatementRange', 'abatementString'];
const UNTRUE = ['refuted', 'entered-in-error'];

/** From which day a diagnosis stands, and until when; what is over nobody knows since when stands never. */
export function standingDiagnoses(
  condition: JsonObject,
  { status, ended }: Pick<Projection, 'status' | 'ended'>,
): Fact[] {
  if (status !== null && UNTRUE.includes(status)) return [];
  // who says that it abated need not say so by a status, too
  const over = (status !== null && OVER.includes(status)) || ABATED.some((one) => condition[one] !== undefined);
  if (over && ended === null) return [];
  return REGISTERS.filter((register) => isOf(register, condition)).map(({ kind }) => ({
    kind,
    until: ended ?? undefined,
  }));
}

function isOf({ icd10, icd11, snomed, words, not }: Register, { code }: JsonObject): boolean {
  const codings = codingsOf(code).filter((one) => codingKey(one) !== undefined);
  if (codings.length === 0) return wordsOf(code).some((text) => words.test(text) && !not.test(text));
  return codings.some((coding) => {
    const [system, value] = [textIn(coding.system), textIn(coding.code)];
    if (SYSTEMS.icd11.test(system)) return icd11.test(value);
    if (SYSTEMS.icd10.test(system)) return icd10.test(value);
    return SYSTEMS.snomed.test(system) && snomed.includes(value);
  });
}
