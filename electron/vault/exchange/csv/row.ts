/** A row of a table as FHIR resources: a pure function of the row, the mapping and the clinic's zone. */
import { createHash } from 'node:crypto';
import type { Condition, Field } from '../../../../shared/csv/mapping.ts';
import { canonicalJson, isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';
import { cellText, narrow, sameKey } from './cell.ts';
import type { CompiledField, CompiledMapping, CompiledResource } from './compile.ts';
import { amountOf } from './decimal.ts';
import { undefused } from './defuse.ts';
import { type Patch, patched, type Step } from './path.ts';
import { type CellTrouble, partsOf, readValue, type ValueOptions } from './value.ts';

/** A resource of a row, in the ids of its sender; references are `Type/original`, or conditional by an identifier. */
export interface MappedResource {
  /** Its name in the mapping. */
  readonly name: string;
  readonly type: string;
  readonly original: string;
  /** Id of the record of this clinic that the row changes. */
  readonly own?: string;
  /** As it is where nothing is known of it yet. */
  readonly resource: JsonObject;
  /** What the row says of it, to be put on top of what is known. */
  readonly patch: Patch;
}

export interface RowProblem {
  readonly code: CellTrouble;
  readonly column?: string;
  /** Name of the resource in the mapping, and the path in it. */
  readonly resource?: string;
  readonly path?: string;
}

export interface MappedRow {
  readonly resources: readonly MappedResource[];
  readonly problems: readonly RowProblem[];
}

export interface RowContext {
  /** IANA zone of the clinic. */
  readonly zone: string;
  readonly ucumOf: ValueOptions['ucumOf'];
}

/** Cells by column. */
export type Cells = (column: string) => string;

/** A function from a row to its resources and what is wrong with it. A row with problems has the resources that it would have without them. */
export function makeRowMapper(compiled: CompiledMapping, context: RowContext): (cells: Cells) => MappedRow {
  return (cells) => {
    const problems: RowProblem[] = [];
    const row: Row = {
      texts: (column) => cellText(cells(column)),
      exact: (column) => undefused(cells(column)),
      context,
      compiled,
      problems,
    };
    const drafts = compiled.resources.flatMap((resource) => draftsOf(row, resource));
    // a reference may point to what stands further down; of several resources of one name it means the first
    const originals = new Map<string, string>();
    for (const { name, type, original } of drafts) if (!originals.has(name)) originals.set(name, `${type}/${original}`);
    return { resources: drafts.map((draft) => finished(draft, originals)), problems };
  };
}

/** By which keys a row names patients, also where nothing else of it can be read. */
export function patientKeysOf({ mapping, resources }: CompiledMapping, cells: Cells): string[] {
  const texts: Cells = (column) => cellText(cells(column));
  return resources.flatMap(({ mapping: { type, key, when, own, each } }) => {
    if (type !== 'Patient' || own !== undefined || each || !(when ?? []).every((one) => holds(one, texts))) return [];
    return keyOf((key ?? mapping.key ?? []).map(texts)) ?? [];
  });
}

interface Row {
  /** Cells as people meant them, and as they stand. */
  readonly texts: Cells;
  readonly exact: Cells;
  readonly context: RowContext;
  readonly compiled: CompiledMapping;
  readonly problems: RowProblem[];
}

interface Draft extends Omit<MappedResource, 'resource'> {
  /** References to others of the row: where, and to whom. */
  readonly pending: readonly { readonly steps: readonly Step[]; readonly name: string }[];
}

/** The resources that one mapping makes of a row: none, one, or one for each part of a cell. */
function draftsOf(row: Row, resource: CompiledResource): Draft[] {
  const { when, each } = resource.mapping;
  if (!(when ?? []).every((condition) => holds(condition, row.texts))) return [];
  if (!each) return draftOf(row, resource, '');
  return partsOf(row.texts(each.column), each.by).flatMap((part) => {
    const texts: Cells = (column) => (column === each.column ? part : row.texts(column));
    return draftOf({ ...row, texts }, resource, part);
  });
}

function draftOf(given: Row, resource: CompiledResource, part: string): Draft[] {
  const { name, mapping, fields, filled } = resource;
  // a table of this clinic's own holds its records' texts to the letter
  const row = mapping.own === undefined ? given : { ...given, texts: given.exact };
  const set: { steps: readonly Step[]; value: Json }[] = [];
  // a sender's lists come whole: which of their places are filled differs from row to row
  const cleared: (readonly Step[])[] = mapping.own === undefined ? [...resource.lists] : [];
  const constants: CompiledField[] = [];
  const pending: { steps: readonly Step[]; name: string }[] = [];
  const live = new Set<string>();
  for (const compiled of fields) {
    const { field, path } = compiled;
    const speaks = (field.when ?? []).every((condition) => holds(condition, row.texts));
    if (typeof field.reference === 'string') {
      if (speaks) pending.push({ steps: path.steps, name: field.reference });
    } else if (field.constant !== undefined) {
      if (speaks) constants.push(compiled);
    } else {
      const value = speaks ? fieldValue(row, resource, compiled) : undefined;
      if (value === undefined) cleared.push(path.steps);
      else {
        // a Quantity that was here leaves nothing of itself below the new one
        if (isObject(value.json)) cleared.push(path.steps);
        set.push({ steps: path.steps, value: value.json });
        if (value.filled) for (const prefix of compiled.above) live.add(prefix);
      }
    }
  }
  if (filled.size > 0 && !live.has('')) return [];
  for (const constant of constants) {
    // what only constants would fill is not there: no phone number, no `system: phone`
    const stands = constant.above.every((prefix) => !filled.has(prefix) || live.has(prefix));
    if (stands) set.push({ steps: constant.path.steps, value: constant.field.constant ?? null });
    else cleared.push(constant.path.steps);
  }
  const own = mapping.own === undefined ? '' : narrow(row.texts(mapping.own));
  const said = (): string => canonicalJson(patched({ resourceType: mapping.type }, { set, cleared: [] }));
  const original = originalOf(row, resource, said, part);
  if (original === undefined) return [];
  return [{ name, type: mapping.type, original, ...(own && { own }), patch: { set, cleared }, pending }];
}

/** The words of a condition in the form in which they are compared. */
const words = new WeakMap<readonly string[], ReadonlySet<string>>();

function holdsWord(list: readonly string[], text: string): boolean {
  let known = words.get(list);
  if (!known) {
    known = new Set(list.map(sameKey));
    words.set(list, known);
  }
  return known.has(text);
}

function holds(condition: Condition, texts: Cells): boolean {
  const text = sameKey(texts(condition.column));
  if ('filled' in condition) return (text !== '') === condition.filled;
  if ('amount' in condition) return (amountOf(texts(condition.column)) !== undefined) === condition.amount;
  if ('is' in condition) return holdsWord(condition.is, text);
  return !holdsWord(condition.not, text);
}

/** What a field becomes; undefined for nothing. `filled`: a cell said it. */
function fieldValue(
  row: Row,
  resource: CompiledResource,
  compiled: CompiledField,
): { json: Json; filled: boolean } | undefined {
  const { field, path, values } = compiled;
  if (typeof field.reference === 'object') return referenceValue(row, field.reference);
  const refuse = (code: CellTrouble): undefined => {
    const column = field.column ?? field.join?.columns[0];
    row.problems.push({ code, ...(column === undefined ? {} : { column }), resource: resource.name, path: field.path });
    return undefined;
  };
  const text = textOf(row, field);
  if (text === '') return field.default === undefined ? undefined : { json: field.default, filled: false };
  if (values) {
    const mapped = values.get(sameKey(text));
    if (mapped === null) return undefined;
    if (mapped !== undefined) return { json: mapped, filled: true };
    if (field.otherwise === 'leave') return undefined;
    if (field.otherwise !== 'keep') return refuse('csv-value');
  }
  const value = readValue(text, path.type, { ...optionsOf(row, field), exact: resource.mapping.own !== undefined });
  return 'trouble' in value ? refuse(value.trouble) : { json: value.value, filled: true };
}

function optionsOf({ texts, context, compiled }: Row, field: Field): ValueOptions {
  const { dates, decimal = '.' } = compiled.mapping;
  const unit = typeof field.unit === 'object' ? texts(field.unit.column) : (field.unit ?? '');
  return {
    dates: {
      formats: field.formats ?? dates?.formats,
      pivot: dates?.pivot,
      zone: dates?.zone ?? context.zone,
      from1904: dates?.from1904,
    },
    decimal,
    unit,
    ucumOf: context.ucumOf,
  };
}

function textOf({ texts }: Row, { column, join, split, pad }: Field): string {
  const whole = join
    ? join.columns
        .map(texts)
        .filter((text) => text !== '')
        .join(join.with)
    : texts(column ?? '');
  const text = split ? (partsOf(whole, split.by)[split.take - 1] ?? '') : whole;
  return pad && text !== '' ? text.padStart(pad.length, pad.with) : text;
}

function referenceValue(
  { texts }: Row,
  reference: Exclude<NonNullable<Field['reference']>, string>,
): { json: Json; filled: boolean } | undefined {
  if ('key' in reference) {
    const original = keyOf(reference.key.map(texts));
    return original === undefined ? undefined : { json: { reference: `${reference.type}/${original}` }, filled: false };
  }
  const { system, column } = reference.identifier;
  const value = narrow(texts(column));
  if (value === '') return undefined;
  const token = system === undefined ? value : `${system}|${value}`;
  return { json: { reference: `${reference.type}?identifier=${encodeURIComponent(token)}` }, filled: false };
}

/**
 * The id of a resource with its sender. A Patient's is its key as it is, so that other tables and files of that sender mean the same person;
 * of others the name in the mapping stands before it, since one key stands for all that a row says. Without a key of
 * its own what it says (`said`) is part of its id: a table of visits names one patient many times.
 */
function originalOf(
  row: Row,
  { name, mapping }: CompiledResource,
  said: () => string,
  part: string,
): string | undefined {
  const columns = mapping.key ?? row.compiled.mapping.key ?? [];
  const key = keyOf(columns.map(row.texts));
  const [first] = columns;
  if (first !== undefined && key === undefined && mapping.own === undefined) {
    row.problems.push({ code: 'csv-key-missing', column: first, resource: name });
    return undefined;
  }
  if (mapping.type === 'Patient') return key ?? digestOf(said());
  return digestOf([name, key ?? '', part, mapping.key ? '' : said()].join('\u0000'));
}

/** A key as an id: as it is where FHIR allows it, else a digest; undefined where nothing of it is filled. */
function keyOf(values: readonly string[]): string | undefined {
  const texts = values.map(narrow);
  if (texts.every((text) => text === '')) return undefined;
  const whole = texts.join('|');
  return /^[A-Za-z0-9.-]{1,64}$/.test(whole) ? whole : digestOf(whole);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A draft with its references to others of the row; one that needs another that is not there goes without it. */
function finished({ pending, patch, ...draft }: Draft, originals: ReadonlyMap<string, string>): MappedResource {
  const references = pending.flatMap(({ steps, name }) => {
    const reference = originals.get(name);
    return reference === undefined ? [] : [{ steps, value: { reference } }];
  });
  const whole = { set: [...patch.set, ...references], cleared: patch.cleared };
  return { ...draft, patch: whole, resource: patched({ resourceType: draft.type }, whole) };
}
