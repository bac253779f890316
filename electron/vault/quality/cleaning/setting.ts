/** What the rules know beside the records: from the clinic's settings and its own maps. */
import { codingsOf } from '../../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { loadUnits } from '../units/index.ts';
import type { CleaningContext } from './contract.ts';

/** What the vault knows and the reading thread does not. */
export interface CleaningSetting {
  readonly timeZone: string;
  /** The clinic's day, YYYY-MM-DD. */
  readonly today: string;
  readonly locale: string;
  readonly country?: string | undefined;
}

/** The context of the rules, with the clinic's own maps as they stand. */
export async function cleaningContext(reader: Reader, setting: CleaningSetting): Promise<CleaningContext> {
  const { timeZone, today, locale } = setting;
  const maps = readMaps(reader);
  // their libraries take a third of the time in which a vault starts: not before they are needed
  const { telephone } = await import('./phones/numbers.ts');
  const { readWrittenDate } = await import('./dates/read.ts');
  return {
    telephone,
    writtenDate: readWrittenDate,
    units: await loadUnits(),
    timeZone,
    today,
    locale,
    country: setting.country ?? (locale === 'zh-CN' ? 'CN' : undefined),
    mapped: (system, code) => maps.get(`${system}|${code}`) ?? [],
  };
}

/** Of several kinds of likeness only those that lose nothing (http://hl7.org/fhir/R4/valueset-concept-map-equivalence.html). */
const ALIKE = ['equal', 'equivalent'];

/** ConceptMaps that are in force: the clinic's own map from its local codes to a standard's. */
function readMaps(reader: Reader): Map<string, JsonObject[]> {
  const maps = new Map<string, JsonObject[]>();
  const rows = reader.all<{ json: string }>(
    "SELECT json FROM record INDEXED BY record_day WHERE type = 'ConceptMap' AND deleted = 0",
  );
  for (const { json } of rows) {
    const map = parseJson(json) as JsonObject;
    if (map.status !== 'active') continue;
    for (const { source, target, element } of objectsIn(map.group))
      for (const from of objectsIn(element)) {
        const to = objectsIn(from.target).filter(({ equivalence }) => ALIKE.includes(textIn(equivalence)));
        const codings = codingsOf(to).map(({ code, display }) => ({
          system: textIn(target),
          code: textIn(code),
          ...(textIn(display) === '' ? {} : { display: textIn(display) }),
        }));
        if (codings.length > 0) maps.set(`${textIn(source)}|${textIn(from.code)}`, codings);
      }
  }
  return maps;
}
