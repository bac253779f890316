/** Codes: their letters, ICD-10 with its dot, the clinic's own map to a standard, and the names of known codes. */
import { codesOf } from '../../../../../shared/fhir/codes.ts';
import { isObject, type JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn } from '../../../../../shared/records/members.ts';
import { listedName } from '../../../../../shared/terminology/listed-name.ts';
import type { CleaningContext, CleaningRule, Path, Proposal } from '../contract.ts';
import { type Node, nodesOf } from '../nodes.ts';

/** ICD-10 of the WHO, and its national kinds. */
const ICD10 = /^http:\/\/hl7\.org\/fhir\/sid\/icd-10(-[a-z]+)?$/;
/** A category, and what stands behind its dot. */
const UNDOTTED = /^([A-Z]\d[\dA-Z])([\dA-Z]{1,6})$/;
/** Systems of letters and digits, in which no character is of another width. */
const PLAIN =
  /^http:\/\/(hl7\.org\/fhir\/sid\/|loinc\.org|snomed\.info\/sct|www\.nlm\.nih\.gov\/research\/umls\/rxnorm|terminology\.hl7\.org\/)/;

export const codes: CleaningRule = (resource, context) =>
  nodesOf(resource).flatMap((node) => {
    const { at, type, value } = node;
    if (type === 'Coding' && isObject(value)) return codingOf(at, value, context);
    if (type === 'CodeableConcept' && isObject(value)) return mappedOf(at, value, context);
    return requiredCode(node);
  });

/** A code that FHIR lists, in the letters in which it lists it: `Final`, `in progress`. What is listed is left alone. */
function requiredCode({ at, type, value, valueSet }: Node): Proposal[] {
  if (type !== 'code' || valueSet === undefined || typeof value !== 'string') return [];
  const lists = [...(codesOf(valueSet)?.values() ?? [])];
  if (lists.some((list) => list.has(value))) return [];
  const plain = plainCode(value);
  const fitting = lists.flatMap((list) => [...list]).filter((code) => plainCode(code) === plain);
  const [after] = fitting;
  return fitting.length === 1 && after !== undefined ? [{ at, before: value, after, reason: 'code-form' }] : [];
}

function plainCode(code: string): string {
  return code
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
}

function codingOf(at: Path, coding: JsonObject, { locale }: CleaningContext): Proposal[] {
  const { system, code } = coding;
  if (typeof system !== 'string' || typeof code !== 'string') return [];
  const plain = PLAIN.test(system) ? code.normalize('NFKC').trim() : code;
  const after = ICD10.test(system) ? dotted(plain) : plain;
  const undot = after.replace('.', '') === plain.replace('.', '').toUpperCase() && after !== plain;
  const display = coding.display === undefined ? listedName(system, after, locale) : undefined;
  return [
    ...(after === code
      ? []
      : [{ at: [...at, 'code'], before: code, after, reason: undot ? 'code-dot' : 'code-form' } as const]),
    ...(display === undefined
      ? []
      : [{ at: [...at, 'display'], before: undefined, after: display, reason: 'code-display' } as const]),
  ];
}

function dotted(code: string): string {
  const [, category, rest] = UNDOTTED.exec(code.toUpperCase()) ?? [];
  return category === undefined ? code : `${category}.${rest}`;
}

/** The standard's coding beside the local one, which stays. */
function mappedOf(at: Path, concept: JsonObject, { mapped }: CleaningContext): Proposal[] {
  const codings = objectsIn(concept.coding);
  const there = new Set(codings.map(keyOf));
  const added = codings
    .flatMap(({ system, code }) => (typeof system === 'string' && typeof code === 'string' ? mapped(system, code) : []))
    .filter((coding) => !there.has(keyOf(coding)) && there.add(keyOf(coding)));
  return added.map((coding, i) => ({
    at: [...at, 'coding', codings.length + i],
    before: undefined,
    after: coding,
    reason: 'code-mapped',
  }));
}

function keyOf({ system, code }: JsonObject): string {
  return `${String(system)}|${String(code)}`;
}
