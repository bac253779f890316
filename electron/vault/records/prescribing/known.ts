/**
 * What is known of a person that may speak against a medicine: allergies and what is taken, from every chart that is theirs, and of what
 * workstations disagree on every value.
 */
import type { Asked } from '../../../../shared/bridge/asked.ts';
import { conceptText, firstCode } from '../../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { meaningOf } from '../chart-allergies.ts';
import { dosageText, medicationFinder, medicationName } from '../chart-medication.ts';
import { variantsInChart } from '../chart-variants.ts';
import { factsOf } from '../facts/change.ts';
import { referenceId } from '../projection.ts';
import { isRunning, isTaken } from './running.ts';
import { samePerson } from './same-person.ts';
import { type Substances, substancesOf } from './substances.ts';
import { toldOfAllergy, toldOfMedicine } from './told.ts';

export interface KnownFact {
  readonly type: string;
  readonly id: string;
  readonly substances: Substances;
  readonly name: string;
  readonly detail: string;
  readonly severe: boolean;
  readonly conflict: boolean;
}

export interface KnownFacts {
  readonly allergies: readonly KnownFact[];
  readonly asked: Asked;
  readonly taken: readonly KnownFact[];
}

/** What the asker may see (`Sight.shows`), the reader's language (BCP 47), the clinic's day (YYYY-MM-DD). */
export interface CheckSetting {
  readonly shows: (type: string, patient: string) => boolean;
  readonly locale: string;
  readonly today: string;
}

interface Value {
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject;
  readonly conflict: boolean;
}

/** Everything that is known, as far as the asker sees it. */
export function knownFacts(reader: Reader, patient: string, setting: CheckSetting): KnownFacts {
  const charts = samePerson(reader, patient);
  const values = charts.flatMap((chart) => valuesIn(reader, chart, setting));
  const allergies = values.filter(({ type }) => type === 'AllergyIntolerance');
  const stated = allergies.map(({ resource }) => ({ means: meaningOf(resource), over: isOver(resource) }));
  const current = stated.filter(({ over }) => !over);
  const says = (means: Asked) => (current.some((one) => one.means === means) ? means : undefined);
  const past = stated.some(({ means }) => means === 'listed') ? 'listed' : 'not-asked';
  const closed = !charts.every((chart) => setting.shows('AllergyIntolerance', chart));
  return {
    allergies: allergies
      .filter(({ resource }) => !isOver(resource) && meaningOf(resource) === 'listed')
      .map((value) => allergyFact(value, setting.locale)),
    asked: closed ? 'closed' : (says('listed') ?? says('none-known') ?? says('unknown') ?? past),
    taken: withoutReplaced(values.filter((value) => isTakenNow(value, setting.today))).map((value) =>
      takenFact(reader, value, setting.locale),
    ),
  };
}

const REQUESTS = 'MedicationRequest';
const TYPES = ['AllergyIntolerance', REQUESTS, 'MedicationStatement'];

/** Settled records as they are, disputed ones once for each value that they may turn out to have. */
function valuesIn(reader: Reader, patient: string, { shows }: CheckSetting): Value[] {
  const settled = TYPES.filter((type) => shows(type, patient)).flatMap((type) =>
    factsOf(reader, type, patient)
      .filter(({ conflicts }) => conflicts === 0)
      .map(({ id, json }) => ({ type, id, resource: parseJson(json) as JsonObject, conflict: false })),
  );
  const disputed = variantsInChart(reader, patient)
    .filter(({ type }) => shows(type, patient))
    .map(({ type, id, resource }) => ({ type, id, resource, conflict: true }));
  return [...settled, ...disputed];
}

/** No longer, or never. */
function isOver(allergy: JsonObject): boolean {
  const verified = firstCode(allergy.verificationStatus);
  return (
    ['inactive', 'resolved'].includes(firstCode(allergy.clinicalStatus)) ||
    verified === 'refuted' ||
    verified === 'entered-in-error'
  );
}

function isTakenNow({ type, resource }: Value, today: string): boolean {
  if (type === REQUESTS) return isRunning(resource, today);
  return type === 'MedicationStatement' && isTaken(resource, today);
}

/** What another one that runs says to take the place of is not taken beside it, even where it could not be ended (it is signed). */
function withoutReplaced(values: readonly Value[]): Value[] {
  const replaced = new Set(
    values
      .filter(({ conflict }) => !conflict)
      .flatMap(({ resource }) => referenceId(memberOf(resource.priorPrescription, 'reference'), REQUESTS) ?? []),
  );
  return values.filter(({ type, id, conflict }) => conflict || type !== REQUESTS || !replaced.has(id));
}

function allergyFact({ type, id, resource, conflict }: Value, locale: string): KnownFact {
  const manifestations = objectsIn(resource.reaction).flatMap((one) => objectsIn(one.manifestation));
  return {
    type,
    id,
    conflict,
    substances: substancesOf(toldOfAllergy(resource)),
    name: conceptText(resource.code, locale),
    detail: [...new Set(manifestations.map((one) => conceptText(one, locale)))].filter(Boolean).join(', '),
    severe: resource.criticality === 'high' || objectsIn(resource.reaction).some((one) => one.severity === 'severe'),
  };
}

function takenFact(reader: Reader, { type, id, resource, conflict }: Value, locale: string): KnownFact {
  const find = medicationFinder(reader);
  return {
    type,
    id,
    conflict,
    substances: substancesOf(toldOfMedicine(resource, find)),
    name: medicationName(resource, locale, find),
    detail: dosageText(resource),
    severe: false,
  };
}
