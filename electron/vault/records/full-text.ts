/** Full text: records by what people wrote in them. */
import type { TextHit } from '../../../shared/bridge/search.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { personName } from '../../../shared/records/patient/name.ts';
import { findRecord } from '../storage/charts.ts';
import type { Reader } from '../storage/database.ts';
import { type TextMatch, textMatches } from '../storage/full-text.ts';
import { textsOf } from './full-text-parts.ts';
import { snippetOf } from './full-text-snippet.ts';
import { matchOf, type Phrase, phrasesOf } from './full-text-words.ts';
import { recordsLeft } from './reindex.ts';
import { titleOf } from './title.ts';

export interface TextSearch {
  readonly text: string;
  readonly patient?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly limit: number;
  readonly offset: number;
  /** Language of titles, BCP 47. */
  readonly locale: string;
}

/**
 * Records whose texts hold every phrase of a text (a phrase is what stands between spaces), the best first; of the last
 * word its beginning is enough. `left`: how many records are still to be indexed by this version of the program.
 */
export function searchTexts(reader: Reader, search: TextSearch): { hits: TextHit[]; more: boolean; left: number } {
  const phrases = phrasesOf(search.text);
  const left = recordsLeft(reader);
  if (phrases.length === 0) return { hits: [], more: false, left };
  const found = textMatches(reader, { ...search, match: matchOf(phrases), limit: search.limit + 1 });
  const names = new Map<string, string>();
  const nameOf = (id: string): string => {
    const known = names.get(id) ?? patientName(reader, id);
    names.set(id, known);
    return known;
  };
  const hits = found.slice(0, search.limit).map((match) => hitOf(match, phrases, search.locale, nameOf));
  return { hits, more: found.length > search.limit, left };
}

function hitOf(
  { type, id, json, patient, day }: TextMatch,
  phrases: readonly Phrase[],
  locale: string,
  nameOf: (patient: string) => string,
): TextHit {
  const resource = JSON.parse(json) as JsonObject;
  return {
    type,
    id,
    ...(patient === null ? {} : { patient: { id: patient, name: nameOf(patient) } }),
    title: titleOf(resource, locale),
    ...(day === null ? {} : { date: day }),
    snippet: snippetOf(textsOf(resource), phrases),
  };
}

/** '' for a patient who is not here, or was deleted. */
function patientName(reader: Reader, id: string): string {
  const json = findRecord(reader, 'Patient', id);
  return json === undefined ? '' : personName(JSON.parse(json) as JsonObject).name;
}
