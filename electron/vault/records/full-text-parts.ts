/** The texts of a record that people wrote: what full-text search reads. */
import { isObject, type Json, type JsonObject } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import { recordTypes } from '../../../shared/records/registry.ts';

/** Elements of types without a folder of their own that hold what people wrote, and what a record is called. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  AdverseEvent: ['event'],
  DetectedIssue: ['code', 'detail'],
  RiskAssessment: ['prediction', 'mitigation', 'note'],
};
const ANY = ['title', 'description', 'comment', 'note', 'payload', 'patientInstruction', 'conclusion', 'summary'];

/** Members within such an element that hold text for people; `display` only of a coding, not of a reference. */
const TEXTS = new Set([
  'text',
  'title',
  'description',
  'comment',
  'detail',
  'patientInstruction',
  'basis',
  'rationale',
  'valueString',
  'valueMarkdown',
  'contentString',
  'outcome',
]);
/** Deeper than any element of FHIR nests. */
const DEEPEST = 12;

/** What people wrote in a record, in its order, each text once. A narrative made of the other elements is left out. */
export function textsOf(resource: JsonObject): string[] {
  const texts = new Set<string>();
  const add = (text: string): void => {
    const trimmed = text.trim();
    if (trimmed !== '') texts.add(trimmed);
  };
  for (const element of elementsOf(textIn(resource.resourceType))) {
    const value = resource[element];
    if (typeof value === 'string') add(value);
    else if (value !== undefined) collect(value, add, 0);
  }
  if (isObject(resource.text) && resource.text.status === 'additional' && typeof resource.text.div === 'string')
    add(htmlText(resource.text.div));
  return texts.size === 0 ? [] : [...texts];
}

function elementsOf(type: string): readonly string[] {
  return Object.hasOwn(recordTypes, type)
    ? recordTypes[type as keyof typeof recordTypes].texts
    : Object.hasOwn(OTHERS, type)
      ? (OTHERS[type] ?? ANY)
      : ANY;
}

function collect(value: Json, add: (text: string) => void, depth: number): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) collect(item, add, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  for (const name in value) {
    const member = value[name] as Json;
    if (typeof member === 'string') {
      if (name === 'div') add(htmlText(member));
      else if (name === 'data') add(attachmentText(value, member));
      else if (TEXTS.has(name) || (name === 'display' && value.reference === undefined)) add(member);
    } else if (name !== 'extension' && typeof member === 'object') collect(member, add, depth + 1);
  }
}

/** The text of an Attachment that is one (https://hl7.org/fhir/R4/datatypes.html#Attachment); '' for any other. */
function attachmentText(attachment: JsonObject, data: string): string {
  const type = textIn(attachment.contentType).toLowerCase();
  if (!type.startsWith('text/')) return '';
  const text = decoded(data, /charset="?([\w-]+)/.exec(type)?.[1] ?? 'utf-8');
  return /^text\/(?:html|xml)\b/.test(type) ? htmlText(text) : text;
}

/** '' where nobody knows the charset: the text cannot be read, the record stays as it is. */
function decoded(base64: string, charset: string): string {
  try {
    return new TextDecoder(charset).decode(Buffer.from(base64, 'base64'));
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The words of HTML, for searching and for showing as plain text; never to be put back into a page. */
function htmlText(html: string): string {
  return (
    html
      .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
      .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
      // a tag ends where the next begins: of a million that never end, none is read to the end of the text
      .replace(/<\/?[a-z][^<>]*>/gi, ' ')
      .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (entity, decimal, hex, name) => {
        if (name) return ENTITIES[String(name).toLowerCase()] ?? entity;
        const point = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
        return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
      })
      .replace(/[ \t]+/g, ' ')
  );
}
