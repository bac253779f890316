/** What a visit costs: a bill for most of those of the last two years, a charge that nobody billed for a few. */
import type { ChargeItem, Invoice, Money } from '@medplum/fhirtypes';
import { moment } from './calendar.ts';
import { CONSULTATION, CURRENCY, type Fee, LABORATORY, MEDICINE } from './facts/fees.ts';
import type { Rng } from './random.ts';
import { META, say, type VisitFrame } from './resources.ts';
import type { Clinic } from './types.ts';

/** Bills have been written here for so many days. Before that they were on paper. */
const KEPT = 2 * 365 + 30;
/** Part of the visits with a bill: others are paid by the health service. */
const BILLED = 0.5;
/** Part of the bills of which the tests were forgotten. */
const FORGOTTEN = 0.06;
const CANCELLED = 0.01;
/** Days in which most have paid, and the parts of the bills that are settled before and after. */
const SOON = 30;
const SETTLED = { soon: 0.8, later: 0.97 } as const;

export interface Done {
  readonly tests: boolean;
  /** Days of each medicine. */
  readonly medicines: readonly number[];
}

/** The bill of a visit, in the clinic's currency, and what stands on none. */
export function* billed(rng: Rng, frame: VisitFrame, { tests, medicines }: Done): Generator<Invoice | ChargeItem> {
  const { clinic } = frame;
  if (frame.day < clinic.until - KEPT || !rng.chance(BILLED)) return;
  const forgotten = tests && rng.chance(FORGOTTEN);
  const language = clinic.language;
  const days = medicines.reduce((sum, one) => sum + one, 0);
  const lines: readonly (readonly [Fee, number])[] = [
    [CONSULTATION, CONSULTATION.price[language]],
    ...(tests && !forgotten ? [[LABORATORY, LABORATORY.price[language]] as const] : []),
    ...(days > 0 ? [[MEDICINE, MEDICINE.price[language] * days] as const] : []),
  ];
  yield invoice(rng, frame, lines);
  if (forgotten) yield charge(rng, frame, LABORATORY);
}

function invoice(rng: Rng, frame: VisitFrame, lines: readonly (readonly [Fee, number])[]): Invoice {
  const { clinic, day, start, doctor } = frame;
  const settled = rng.chance(day > clinic.until - SOON ? SETTLED.soon : SETTLED.later);
  const cancelled = rng.chance(CANCELLED);
  return {
    resourceType: 'Invoice',
    id: rng.uuid(),
    meta: META,
    status: cancelled ? 'cancelled' : settled ? 'balanced' : 'issued',
    ...(cancelled ? { cancelledReason: say(clinic, ['开错，作废', 'Written by mistake']) } : {}),
    subject: { reference: `Patient/${frame.patient}` },
    date: moment(day, start + 20),
    participant: [{ actor: { reference: `Practitioner/${doctor}` } }],
    issuer: { reference: `Organization/${clinic.organization}` },
    lineItem: lines.map(([{ words }, price]) => ({
      chargeItemCodeableConcept: { text: say(clinic, words) },
      priceComponent: [{ type: 'base', amount: money(clinic, price) }],
    })),
    totalGross: money(
      clinic,
      lines.reduce((sum, [, price]) => sum + price, 0),
    ),
  };
}

function charge(rng: Rng, frame: VisitFrame, { words, price }: Fee): ChargeItem {
  const { clinic, day, start, doctor } = frame;
  return {
    resourceType: 'ChargeItem',
    id: rng.uuid(),
    meta: META,
    status: 'billable',
    code: { text: say(clinic, words) },
    subject: { reference: `Patient/${frame.patient}` },
    context: { reference: `Encounter/${frame.encounter}` },
    occurrenceDateTime: moment(day, start),
    performer: [{ actor: { reference: `Practitioner/${doctor}` } }],
    priceOverride: money(clinic, price[clinic.language]),
  };
}

function money({ language }: Clinic, price: number): Money {
  return { value: price / 100, currency: CURRENCY[language] };
}
