/** Empty texts, and words that stand where nothing was known: removed, or said to be unknown where an answer is expected. */
import { isObject, type JsonObject } from '../../../../../shared/records/json.ts';
import type { CleaningRule, Path, Proposal } from '../contract.ts';
import { type Node, nodesOf } from '../nodes.ts';
import { NOT_KNOWN, PLACEHOLDER_DAYS, PLACEHOLDERS, ZEROS } from './words.ts';

const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
const TEXTS = new Set(['string', 'code', 'markdown', 'uri', 'url', 'date', 'dateTime', 'instant', 'time']);
const DATES = new Set(['date', 'dateTime']);

export const placeholders: CleaningRule = (resource) => {
  const nodes = nodesOf(resource);
  const gone: Proposal[] = [];
  for (const node of nodes) {
    // a whole that was removed needs no second look at its parts
    if (gone.some(({ at, after }) => after === undefined && within(node.at, at))) continue;
    gone.push(...judge(node));
  }
  return gone;
};

function judge(node: Node): Proposal[] {
  const { at, type, value, name, structure, parent } = node;
  if (isObject(value) && (type === 'Identifier' || type === 'ContactPoint')) return emptyNumber(at, value);
  if (typeof value !== 'string' || !TEXTS.has(type) || node.paired) return [];
  const word = wordOf(value);
  if (name === 'valueString' && isMeasured(node) && (word === '' || NOT_KNOWN.has(word)))
    return notKnown(at, parent, value);
  if (word === '') return emptied(node, 'empty');
  if (DATES.has(type) && PLACEHOLDER_DAYS.has(value.trim())) return unknown(node, 'placeholder-date');
  if (structure === 'Address' && type === 'string' && PLACEHOLDERS.has(word))
    return [removal(at, value, 'placeholder')];
  if (structure === 'HumanName' && type === 'string' && PLACEHOLDERS.has(word))
    return name === 'family' || name === 'text' ? unknown(node, 'placeholder') : [removal(at, value, 'placeholder')];
  return [];
}

/** An identifier or a telephone number without a number says nothing. */
function emptyNumber(at: Path, value: JsonObject): Proposal[] {
  if (typeof value.value !== 'string') return [];
  const word = wordOf(value.value);
  if (word === '') return [removal(at, value, 'empty')];
  return PLACEHOLDERS.has(word) || ZEROS.test(word) ? [removal(at, value, 'placeholder')] : [];
}

/** An empty text goes; where FHIR asks for one, it is said that it is not known. */
function emptied(node: Node, reason: 'empty'): Proposal[] {
  return node.required ? unknown(node, reason) : [removal(node.at, node.value, reason)];
}

/** FHIR's way to say that an element is not known (http://hl7.org/fhir/R4/extension-data-absent-reason.html). */
function unknown({ at, value, name }: Node, reason: Proposal['reason']): Proposal[] {
  const beside = [...at.slice(0, -1), `_${name}`];
  const said = { extension: [{ url: ABSENT, valueCode: 'unknown' }] };
  return [removal(at, value, reason), { at: beside, before: undefined, after: said, reason }];
}

function isMeasured({ structure }: Node): boolean {
  return structure === 'Observation' || structure === 'Observation.component';
}

function notKnown(at: Path, parent: JsonObject, value: string): Proposal[] {
  const beside = [...at.slice(0, -1), 'dataAbsentReason'];
  const coding = {
    system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
    code: 'unknown',
    display: 'Unknown',
  };
  const said = { at: beside, before: undefined, after: { coding: [coding] }, reason: 'placeholder' as const };
  return [removal(at, value, 'placeholder'), ...(parent.dataAbsentReason === undefined ? [said] : [])];
}

function removal(at: Path, before: Proposal['before'], reason: Proposal['reason']): Proposal {
  return { at, before, after: undefined, reason };
}

function wordOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b]/g, '')
    .replaceAll('\u2014', '-')
    .toLowerCase();
}

function within(at: Path, whole: Path): boolean {
  return at.length > whole.length && whole.every((step, i) => step === at[i]);
}
