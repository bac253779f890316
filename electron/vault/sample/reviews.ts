/** In a sample clinic results were looked at, as in any that has gone on for years; and a few are waited for today. */
import { conceptText } from '../../../shared/records/concept.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import { LOINC, listedPanel, listedTest } from '../../../shared/terminology/tests.ts';
import { zonedIso } from '../records/dates.ts';
import { digestOf } from '../records/results/content.ts';
import { orderResources } from '../records/results/order.ts';
import { reviewResource } from '../records/results/review.ts';
import type { TodaySetting } from './today.ts';

const DAY_MS = 86_400_000;
/** What is younger waits for a doctor. */
const UNSEEN_MS = 2 * DAY_MS;
/** Further back nobody looks for what was not looked at (records/results/lists.ts). */
const LONG_AGO_MS = 370 * DAY_MS;

type Setting = Omit<TodaySetting, 'locale'> & { readonly locale: string };

/** Takes records as they are made, and gives the reviews of a patient's reports once the next patient begins. */
export class SampleReviews {
  readonly #setting: Setting;
  #observations = new Map<string, string>();
  #reports: JsonObject[] = [];

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  add(record: JsonObject): JsonObject[] {
    const done = record.resourceType === 'Patient' ? this.rest() : [];
    if (record.resourceType === 'Observation') this.#observations.set(String(record.id), canonicalJson(record));
    if (record.resourceType === 'DiagnosticReport') this.#reports.push(record);
    return done;
  }

  /** Of the last patient. */
  rest(): JsonObject[] {
    const reviews = this.#reports.flatMap((report) => this.#reviewOf(report));
    this.#observations = new Map();
    this.#reports = [];
    return reviews;
  }

  #reviewOf(report: JsonObject): JsonObject[] {
    const { now, timeZone, locale, by } = this.#setting;
    const issued = Date.parse(textIn(report.issued));
    if (issued > now - UNSEEN_MS || issued < now - LONG_AGO_MS) return [];
    const named = objectsIn(report.result);
    const values = named.flatMap(({ reference }) => {
      const json = this.#observations.get(textIn(reference).slice('Observation/'.length));
      return json === undefined ? [] : [{ json }];
    });
    return [
      reviewResource(
        {
          report: String(report.id),
          patient: textIn(objectsIn(report.subject)[0]?.reference).slice('Patient/'.length),
          text: conceptText(report.code, locale),
          digest: digestOf({ json: canonicalJson(report) }, values),
          whole: values.length === named.length,
          note: '',
        },
        { now: zonedIso(timeZone, issued + DAY_MS), by },
      ),
    ];
  }
}

/** Which tests are waited for, and for how many days. */
const WAITING = [
  ['58410-2', 1],
  ['24331-1', 3],
  ['4548-4', 9],
] as const;

/** Orders without ids whose results are not there yet, for as many of the patients (their ids) as they take. */
export function sampleOrders(patients: readonly string[], { now, timeZone, locale, by }: Setting): JsonObject[] {
  return patients.slice(0, WAITING.length).flatMap((patient, n) => {
    const [code, days] = WAITING[n] ?? WAITING[0];
    const named = listedPanel(code) ?? listedTest(code);
    const text = (locale.startsWith('zh') ? named?.zh : named?.en) ?? code;
    const setting = { patient, id: () => '', now: zonedIso(timeZone, now - days * DAY_MS), by: by.name };
    const order = { text, code: { system: LOINC, code }, urgency: 'routine' as const, note: '' };
    return orderResources([order], setting).map(({ id: _, ...rest }) => rest);
  });
}
