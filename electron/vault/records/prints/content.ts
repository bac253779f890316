/** Gathers what stands on a print. */
import { mayRead } from '../../../../shared/access/roles.ts';
import { raise } from '../../../../shared/base/result.ts';
import type { Print, PrintContent, PrintedDrug } from '../../../../shared/bridge/prints.ts';
import type { ChartItem } from '../../../../shared/bridge/records.ts';
import type { Locale } from '../../../../shared/bridge/session.ts';
import { codingsOf } from '../../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Sight } from '../../access/sight.ts';
import { refuseRole } from '../../access/standing.ts';
import { findRecord } from '../../storage/charts.ts';
import { readChart } from '../chart.ts';
import { zonedIso } from '../dates.ts';
import { activeUser, type Workspace } from '../workspace.ts';
import { printedDrugs } from './drugs.ts';
import { readLetterhead } from './letterhead.ts';
import { printedVisit } from './visit.ts';

/** What a document says nothing without. */
const ABOUT: Readonly<Record<Print, string>> = {
  prescription: 'MedicationRequest',
  visit: 'Encounter',
  summary: 'Condition',
  label: 'Patient',
};

interface Wanted {
  readonly document: Print;
  readonly patient: string;
  readonly encounter?: string | undefined;
  readonly locale: Locale;
}

/** The content of a print in a language, of what `sight` shows. Raises not-found, not-allowed. */
export function printContent(workspace: Workspace, sight: Sight, wanted: Wanted): PrintContent {
  const { document, patient, encounter, locale } = wanted;
  const { store, clock } = workspace;
  const { profile, roles } = workspace.members();
  if (!sight.shows(ABOUT[document], patient)) refuseRole((role) => mayRead(roles, role, ABOUT[document]));
  const now = clock.now();
  const today = workspace.dayOf(now);
  const chart = readChart(store, patient, { timeZone: profile.timeZone, today, locale, sight });
  if (!chart) return raise('not-found', 'There is no such patient here. It may not have been synced yet.');
  const { hit, age, deceased, allergies, allergiesAsked, problems, medications, observations, closed } = chart;
  const language = languageOf(parseJson(findRecord(store, 'Patient', patient) ?? '{}') as JsonObject);
  const isSummary = document === 'summary';
  const isLabel = document === 'label';
  return {
    at: zonedIso(profile.timeZone, now),
    by: activeUser(workspace).name,
    letterhead: readLetterhead(workspace).letterhead,
    hit,
    deceased,
    ...(age ? { age } : {}),
    ...(language ? { language } : {}),
    // a label hangs where everybody reads it
    allergies: isLabel ? [] : allergies,
    allergiesAsked: isLabel ? 'closed' : allergiesAsked,
    problems: isSummary ? problems : [],
    medications: isSummary ? inWords(medications, printedDrugs(store, patient, { locale })) : [],
    observations: isSummary ? observations.map((series) => ({ ...series, points: series.points.slice(-1) })) : [],
    closed,
    drugs:
      document === 'prescription' || (document === 'visit' && sight.shows('MedicationRequest', patient))
        ? printedDrugs(store, patient, { encounter, locale })
        : [],
    ...(document === 'visit' && encounter !== undefined
      ? { visit: printedVisit(workspace, chart, encounter, { sight, locale }) }
      : {}),
  };
}

/** Medication as a chart lists it, its doses in the language of the print; of values in conflict each keeps its own. */
function inWords(medications: readonly ChartItem[], drugs: readonly PrintedDrug[]): ChartItem[] {
  return medications.map((item) => {
    const dosage = item.conflicts === 0 ? drugs.find(({ id }) => id === item.id)?.dosage : undefined;
    return dosage ? { ...item, detail: dosage } : item;
  });
}

/** Of http://hl7.org/fhir/R4/valueset-languages.html, the preferred one first, one that we print. */
function languageOf(patient: JsonObject): Locale | undefined {
  const all = objectsIn(patient.communication);
  const ordered = [...all.filter(({ preferred }) => preferred === true), ...all];
  for (const { language } of ordered)
    for (const { code } of codingsOf(language)) {
      if (/^zh\b/.test(textIn(code))) return 'zh-CN';
      if (/^en\b/.test(textIn(code))) return 'en';
    }
  return undefined;
}
