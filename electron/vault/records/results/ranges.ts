/** Reference ranges as FHIR R4 ObservationDefinition, one record each: http://hl7.org/fhir/R4/observationdefinition.html */
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { Test } from '../../../../shared/bridge/orders.ts';
import type { RangeInput, ReferenceRange } from '../../../../shared/bridge/ranges.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import { currentWrites, deletion, shownResource } from '../../../../shared/merge/reducer.ts';
import { codingsOf, conceptText } from '../../../../shared/records/concept.ts';
import { isObject, type Json, type JsonObject, numberText, parseJson } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { AGE_UNITS, type AgeLimit, unitCode, unitText } from '../../../../shared/records/reference-range.ts';
import type { Reader } from '../../storage/database.ts';
import { change, standingRow } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { editOp } from '../edit.ts';
import { stateAt } from '../history.ts';
import { findRow, type RecordRow, stateOf } from '../row.ts';
import { refuseInvalid } from '../validity.ts';
import type { Workspace } from '../workspace.ts';
import { writeOp } from '../write-op.ts';
import { testConcept } from './order.ts';

const UCUM = 'http://unitsofmeasure.org';
/** http://hl7.org/fhir/R4/extension-resource-effectiveperiod.html */
const EFFECTIVE = 'http://hl7.org/fhir/StructureDefinition/resource-effectivePeriod';
/** FHIR has no element for whose range it is. */
const LABORATORY = 'https://xinglin.example/fhir/StructureDefinition/laboratory';

/** The ranges of the clinic, by test and laboratory. What another system sent without a laboratory is not judged by. */
export function listRanges(reader: Reader, locale: string): ReferenceRange[] {
  const rows = reader.all<{ id: string }>(
    "SELECT id FROM record INDEXED BY record_day WHERE type = 'ObservationDefinition' AND deleted = 0",
  );
  return rows
    .flatMap(({ id }) => findRow(reader, 'ObservationDefinition', id) ?? [])
    .flatMap((row) => rangeOf(reader, row, locale) ?? [])
    .sort(
      (a, b) =>
        a.test.text.localeCompare(b.test.text, locale) ||
        a.laboratory.localeCompare(b.laboratory, locale) ||
        a.since.localeCompare(b.since),
    );
}

/** Saves ranges in one transaction. Raises not-found, not-valid. */
export function saveRanges(workspace: Workspace, inputs: readonly RangeInput[]): Changed {
  return change(workspace, (reader) => inputs.flatMap((input) => rangeOps(workspace, reader, input)));
}

function rangeOps(workspace: Workspace, reader: Reader, input: RangeInput): Op[] {
  if (input.id === undefined) {
    const made = definitionOf(input, { resourceType: 'ObservationDefinition' });
    refuseInvalid(made);
    return [createOp(made, newId(workspace))];
  }
  const row = standingRow(reader, 'ObservationDefinition', input.id);
  const current = stateOf(reader, row);
  const same = currentWrites(current).every((one) => input.seen.includes(one));
  const shown = same ? current : stateAt(reader, row, input.seen);
  const before = parseJson(shownResource(shown)) as JsonObject;
  const edited = definitionOf(input, before);
  refuseInvalid(edited, before);
  return editOp(workspace, reader, row, shown, edited);
}

/** Deletes a range. Raises not-found. */
export function removeRange(workspace: Workspace, id: string): Changed {
  return change(workspace, (reader) => {
    const row = standingRow(reader, 'ObservationDefinition', id);
    return [writeOp(row, 'delete', deletion(stateOf(reader, row)).writes)];
  });
}

/** The key by which a test is the same: `system|code`, else its words, in letters of any width. */
export function testKey({ text, code }: Test): string {
  return code ? `${code.system}|${code.code}` : `text:${plainWords(text)}`;
}

/** The key by which a laboratory is the same: its name in letters of any width. */
export function laboratoryKey(laboratory: string): string {
  return plainWords(laboratory);
}

function plainWords(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** A Quantity with its UCUM code, the number as it was written. */
export function quantityOf(value: string, unit: string): JsonObject {
  const code = unitCode(unit);
  const shown = unitText(code);
  return {
    value: parseJson(value) as Json,
    ...(shown === '' ? {} : { unit: shown }),
    system: UCUM,
    code,
  };
}

function definitionOf(input: RangeInput, before: JsonObject): JsonObject {
  const { test, unit, low, high, sex, from, to, laboratory, since } = input;
  const others = objectsIn(before.extension).filter(({ url }) => url !== EFFECTIVE && url !== LABORATORY);
  return {
    ...before,
    code: testConcept(test.text, test.code),
    permittedDataType: ['Quantity'],
    quantitativeDetails: { unit: { coding: [{ system: UCUM, code: unitCode(unit) }] } },
    qualifiedInterval: [
      {
        category: 'reference',
        range: {
          ...(low === undefined ? {} : { low: quantityOf(low, unit) }),
          ...(high === undefined ? {} : { high: quantityOf(high, unit) }),
        },
        ...(sex === 'any' ? {} : { gender: sex }),
        ...(from || to ? { age: { ...ageEnd('low', from), ...ageEnd('high', to) } } : {}),
      },
    ],
    extension: [
      ...others,
      { url: EFFECTIVE, valuePeriod: { start: since } },
      { url: LABORATORY, valueString: laboratory },
    ],
  };
}

function ageEnd(end: 'low' | 'high', limit: AgeLimit | undefined): JsonObject {
  return limit ? { [end]: { value: limit.value, system: UCUM, code: limit.unit } } : {};
}

function rangeOf(reader: Reader, row: RecordRow, locale: string): ReferenceRange | undefined {
  const definition = parseJson(row.json) as JsonObject;
  const [interval, ...more] = objectsIn(definition.qualifiedInterval);
  const said = (url: string) => objectsIn(definition.extension).find((one) => one.url === url);
  const laboratory = textIn(said(LABORATORY)?.valueString);
  const since = textIn(memberOf(said(EFFECTIVE)?.valuePeriod, 'start')).slice(0, 10);
  const unit = textIn(memberOf(memberOf(memberOf(definition.quantitativeDetails, 'unit'), 'coding'), 'code'));
  if (!interval || more.length > 0 || laboratory === '' || since.length !== 10 || unit === '') return undefined;
  const [coding] = codingsOf(definition.code);
  const text = conceptText(definition.code, locale);
  const end = (name: string) => numberText(memberOf(memberOf(interval.range, name), 'value'));
  const [low, high, from, to] = [end('low'), end('high'), ageOf(interval, 'low'), ageOf(interval, 'high')];
  return {
    id: row.id,
    test: {
      text,
      ...(coding ? { code: { system: textIn(coding.system), code: textIn(coding.code) } } : {}),
    },
    unit,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    sex: interval.gender === 'male' || interval.gender === 'female' ? interval.gender : 'any',
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    laboratory,
    since,
    seen: currentWrites(stateOf(reader, row)),
    conflicts: row.conflicts,
  };
}

function ageOf(interval: JsonObject, end: 'low' | 'high'): AgeLimit | undefined {
  const quantity = memberOf(interval.age, end);
  if (!isObject(quantity)) return undefined;
  const unit = AGE_UNITS.find((one) => one === quantity.code);
  return unit && typeof quantity.value === 'number' ? { value: quantity.value, unit } : undefined;
}
