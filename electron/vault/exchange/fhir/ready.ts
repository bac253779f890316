/** Resources that another format made ready come in as if a sender had said them in FHIR. */
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { ImportContext, SourceFile } from '../contract.ts';
import { NO_NEIGHBOURS } from './bundle.ts';
import { makeIdCache, UNSPECIFIED } from './ids.ts';
import { makePlacer } from './place.ts';

/** A resource made of something that is not FHIR (a row of a table). */
export interface ReadyResource {
  /** References in it: `Type/original` of the same system, or `Type?identifier=system|value` of what is here. */
  readonly resource: JsonObject;
  /** Its id at its sender: what makes it the same when it comes again. */
  readonly original: string;
  readonly file: SourceFile;
  /** 1-based line. */
  readonly line: number | undefined;
  /** The text that it was made of, for the repair list. */
  readonly raw: string;
}

/**
 * Gives ready resources our ids and hands them over, as `fhirImport` does with what it reads: importing again changes only what
 * changed, what came before in this import with other contents is refused, findings are noted or make it wait. Ends early where
 * the import is cancelled.
 */
export async function placeResources(
  resources: Iterable<ReadyResource> | AsyncIterable<ReadyResource>,
  context: ImportContext,
): Promise<void> {
  const idOf = makeIdCache();
  const placer = makePlacer({ metBy: () => undefined, scopeOf: () => undefined }, context, idOf);
  const system = context.system ?? UNSPECIFIED;
  for await (const { resource, original, file, line, raw } of resources) {
    if (context.signal.aborted) return;
    const type = String(resource.resourceType);
    const item = { resource, system, type, original, base: undefined, entry: undefined, wrapped: resource };
    const placed = placer.place(item, NO_NEIGHBOURS, { file, line, raw: () => raw });
    if (placed) await placed;
  }
}
