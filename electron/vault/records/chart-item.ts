/** One line of a chart for one record. */
import type { ChartItem } from '../../../shared/bridge/records.ts';
import { conceptText, firstCode } from '../../../shared/records/concept.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import { shownValue } from '../../../shared/records/observation/value.ts';
import { dosageText, type FindMedication, medicationName } from './chart-medication.ts';
import { noteOf } from './note.ts';
import { reasonOf, titleOf } from './title.ts';

/** A record of the chart, parsed. */
export interface ChartRow {
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject;
  readonly conflicts: number;
  readonly at: number | null;
  /** Time as shown: an instant at the clinic's offset, a date as it was written. */
  readonly date: string | undefined;
  readonly code: string | null;
  readonly status: string | null;
}

/** How a chart is read: its language, and where medicines are found that are records of their own. */
export interface Reading {
  readonly locale: string;
  readonly medication: FindMedication;
}

/** The line for a record; `text` is '' only for an Encounter that says nothing of itself. */
export function chartItem(row: ChartRow, reading: Reading): ChartItem {
  const { text, detail } = wordsOf(row, reading);
  const item: ChartItem = { type: row.type, id: row.id, text, conflicts: row.conflicts };
  if (row.code !== null) item.code = row.code;
  if (row.status !== null) item.status = row.status;
  if (row.date !== undefined) item.date = row.date;
  if (detail && detail !== text) item.detail = detail;
  return item;
}

/** Whether no line before it says the same: values in conflict need not differ in what a line shows. */
export function isFirst(item: ChartItem, index: number, all: readonly ChartItem[]): boolean {
  const text = JSON.stringify(item);
  return !all.slice(0, index).some((other) => other.id === item.id && JSON.stringify(other) === text);
}

function wordsOf({ type, resource }: ChartRow, reading: Reading): { text: string; detail?: string } {
  const { locale } = reading;
  const title = titleOf(resource, locale);
  switch (type) {
    case 'Encounter': {
      const kind = conceptText(resource.type, locale);
      const reason = reasonOf(resource, locale);
      if (kind !== '' && reason !== '') return { text: kind, detail: reason };
      // that somebody came to the clinic needs no word
      return {
        text: kind || reason || (firstCode(resource.class) === 'AMB' ? '' : conceptText(resource.class, locale)),
      };
    }
    case 'Observation':
      return { text: title, detail: observationText(resource, locale) };
    case 'AllergyIntolerance': {
      const reactions = objectsIn(resource.reaction).flatMap((reaction) => objectsIn(reaction.manifestation));
      return { text: title, detail: [...new Set(reactions.map((one) => conceptText(one, locale)))].join(', ') };
    }
    case 'MedicationRequest':
    case 'MedicationStatement':
      return { text: medicationName(resource, locale, reading.medication) || title, detail: dosageText(resource) };
    case 'DiagnosticReport':
      return { text: title, detail: textIn(resource.conclusion) };
    case 'DocumentReference':
    case 'ClinicalImpression':
      return { text: title, detail: noteOf(resource) };
    default:
      return { text: title };
  }
}

const SYSTOLIC = '8480-6';
const DIASTOLIC = '8462-4';

/** The value of an Observation in a line: `6.20 mmol/L`, `128/82 mmHg`, or its components one after the other. */
function observationText(observation: JsonObject, locale: string): string {
  const parts = objectsIn(observation.component).map((component) => ({
    code: conceptText(component.code, locale),
    loinc: objectsIn(component.code)
      .flatMap((code) => objectsIn(code.coding))
      .map((coding) => textIn(coding.code)),
    shown: shownValue(component, locale),
  }));
  const [systolic, diastolic] = [SYSTOLIC, DIASTOLIC].map(
    (code) => parts.find((part) => part.loinc.includes(code))?.shown,
  );
  if (systolic && diastolic) return `${systolic.text}/${diastolic.text} ${systolic.unit ?? ''}`.trim();
  const own = shownValue(observation, locale);
  const components = parts.map(({ code, shown }) => shown && `${code} ${shown.text} ${shown.unit ?? ''}`.trim());
  return [own && `${own.text} ${own.unit ?? ''}`.trim(), ...components].filter(Boolean).join(', ');
}
