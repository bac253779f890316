/** Medicines as a prescription has them. http://hl7.org/fhir/R4/medicationrequest.html */
import type { PrintedDrug } from '../../../../shared/bridge/prints.ts';
import { Locale } from '../../../../shared/bridge/session.ts';
import { isObject, type Json, type JsonObject, parseJson, toNumber } from '../../../../shared/records/json.ts';
import { amountWords, takingWords } from '../../../../shared/records/medication-request/words.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { shownQuantity } from '../../../../shared/records/observation/value.ts';
import { chartRows, type StoredRow } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';
import { visitOf } from '../chart.ts';
import { dosageText, medicationFinder, medicationName } from '../chart-medication.ts';
import { amountOf, prescriptionOf } from '../prescribing/resource.ts';
import { momentOf } from '../projection.ts';
import { readTitles, titledName } from './titles.ts';

/** What is prescribed: at one visit whatever has become of it since, otherwise what is to be taken now. */
export function printedDrugs(
  reader: Reader,
  patient: string,
  { encounter, locale }: { readonly encounter?: string | undefined; readonly locale: Locale },
): PrintedDrug[] {
  const find = medicationFinder(reader);
  const titles = readTitles(reader);
  return (
    chartRows(reader, patient)
      .filter(({ type, json }) => type === 'MedicationRequest' && json !== null)
      .map((row): [StoredRow, JsonObject] => [row, parseJson(row.json ?? '') as JsonObject])
      .filter(([, resource]) => isOrder(resource, encounter))
      // the newest come first; those of one moment as they were written
      .sort(([a], [b]) => (b.at ?? 0) - (a.at ?? 0) || (a.id < b.id ? -1 : 1))
      .map(([row, resource]) => {
        const name = medicationName(resource, locale, find);
        const drug: PrintedDrug = {
          id: row.id,
          name,
          dosage: dosageIn(resource, name, locale),
          conflicts: row.conflicts,
        };
        const amount = amountIn(memberOf(resource.dispenseRequest, 'quantity'), locale);
        const repeats = toNumber(memberOf(resource.dispenseRequest, 'numberOfRepeatsAllowed'));
        const note = objectsIn(resource.note)
          .map(({ text }) => textIn(text))
          .filter((text) => text !== '')
          .join(' ');
        const by = titledName(titles, resource.requester, locale);
        const at = momentOf(resource)?.text;
        if (amount) drug.amount = amount;
        if (repeats !== undefined && Number.isInteger(repeats) && repeats > 0) drug.repeats = repeats;
        if (note !== '') drug.note = note;
        if (by !== '') drug.by = by;
        if (at) drug.at = at;
        return drug;
      })
  );
}

/** A pharmacist hands out what was ordered: not a plan, not a ban, not what was called off. */
function isOrder(resource: JsonObject, encounter: string | undefined): boolean {
  if (resource.doNotPerform === true || ['proposal', 'plan', 'option'].includes(textIn(resource.intent))) return false;
  const status = textIn(resource.status);
  if (encounter === undefined) return status === 'active';
  return visitOf(resource) === encounter && !['cancelled', 'draft', 'stopped'].includes(status);
}

/**
 * How it is taken, in the language of the print. Words that the program made of the codes are made anew; what a person or another system
 * wrote is printed as it was written, for it may say more than its codes.
 */
function dosageIn(resource: JsonObject, name: string, locale: Locale): string {
  const written = dosageText(resource);
  const read = prescriptionOf(resource, name, written);
  if (!read?.dose) return written;
  const worded = objectsIn(resource.dosageInstruction).some(
    ({ text, patientInstruction }) => textIn(text) !== '' || textIn(patientInstruction) !== '',
  );
  const ours = !worded || Locale.options.some((language) => takingWords(read, language) === written);
  return ours ? takingWords(read, locale) : written;
}

function amountIn(quantity: Json | undefined, locale: Locale): string {
  const amount = amountOf(quantity);
  if (amount) return amountWords(amount, locale);
  const shown = isObject(quantity) ? shownQuantity(quantity) : undefined;
  return [shown?.text, shown?.unit].filter(Boolean).join(' ');
}
