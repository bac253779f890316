/** Cleaning on the way in: what an import brings is cleaned before it is judged and compared, and counted by reason. */
import type { CleaningChoice, CleaningGroup } from '../../../../shared/bridge/cleaning.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import { cleanResource } from './clean.ts';
import { makeTally } from './look.ts';
import { type CleaningSetting, cleaningContext } from './setting.ts';

/** Cleans what an import reads. */
export interface ImportCleaner {
  clean(resource: JsonObject): JsonObject;
  /** What it changed so far, and what it only tells; samples by the ids of the sender. */
  groups(): CleaningGroup[];
}

/** A cleaner for one import. */
export async function importCleaner(
  reader: Reader,
  { rules, country }: CleaningChoice,
  setting: Pick<CleaningSetting, 'timeZone' | 'locale'>,
): Promise<ImportCleaner> {
  const { timeZone, locale } = setting;
  const context = await cleaningContext(reader, { timeZone, locale, country });
  const tally = makeTally();
  return {
    clean: (resource) => {
      const { resource: cleaned, proposals } = cleanResource(resource, rules, context);
      for (const one of proposals) tally.note(String(resource.resourceType), String(resource.id ?? ''), one);
      return cleaned;
    },
    groups: tally.groups,
  };
}
