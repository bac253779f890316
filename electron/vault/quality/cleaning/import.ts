/** Cleaning on the way in: what an import brings is cleaned before it is judged and compared, and counted by reason. */
import type { CleaningChoice, CleaningGroup } from '../../../../shared/bridge/cleaning.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import { cleanResource } from './clean.ts';
import { makeTally } from './look.ts';
import { type CleaningSetting, cleaningContext } from './setting.ts';

/** How many records are remembered as told. */
const TOLD_LIMIT = 100_000;

/** Cleans what an import reads. */
export interface ImportCleaner {
  /** `system`: who sends it. */
  clean(resource: JsonObject, system: string): JsonObject;
  /** What it changed so far, and what it only tells; samples by the ids of the sender. */
  groups(): CleaningGroup[];
}

/** A cleaner for one import. */
export async function importCleaner(
  reader: Reader,
  { rules, country }: CleaningChoice,
  setting: Pick<CleaningSetting, 'timeZone' | 'today' | 'locale'>,
): Promise<ImportCleaner> {
  const { timeZone, today, locale } = setting;
  const context = await cleaningContext(reader, { timeZone, today, locale, country });
  const tally = makeTally();
  const told = new Set<string>();
  return {
    clean: (resource, system) => {
      const { resource: cleaned, proposals } = cleanResource(resource, rules, context);
      if (proposals.length === 0) return cleaned;
      const [type, id] = [String(resource.resourceType), String(resource.id ?? '')];
      // whoever stands in many rows or Bundles is told once; under the same id another system has somebody else
      const key = JSON.stringify([system, type, id]);
      if (id !== '' && told.has(key)) return cleaned;
      if (told.size >= TOLD_LIMIT) told.clear();
      told.add(key);
      for (const one of proposals) tally.note(type, id, one);
      return cleaned;
    },
    groups: tally.groups,
  };
}
