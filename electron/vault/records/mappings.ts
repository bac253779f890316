/** The clinic's mappings of tables, kept as FHIR R4 Libraries beside its templates. */
import type { Changed } from '../../../shared/bridge/changes.ts';
import type { SavedMapping } from '../../../shared/bridge/tables.ts';
import { Mapping } from '../../../shared/csv/mapping.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { textIn } from '../../../shared/records/members.ts';
import type { Reader } from '../storage/database.ts';
import { change, standingRow, turnedOps } from './changes.ts';
import { createOp, newId } from './commands.ts';
import { inUse, librariesOf, libraryContent, libraryText, newLibrary } from './library.ts';
import { refuseInvalid } from './validity.ts';
import type { Workspace } from './workspace.ts';

/** Characters. */
const LONGEST = 1_000_000;

/** All that are in use, as far as `librariesOf` gives them, by their names. One that a later version wrote, which this one cannot read, is left out. */
export function mappingsOf(reader: Reader): SavedMapping[] {
  return librariesOf(reader, 'table-mapping')
    .flatMap(({ id, library, seen }) => {
      const mapping = mappingIn(libraryText(library, LONGEST));
      return mapping ? [{ id, mapping: { ...mapping, name: textIn(library.title) }, seen }] : [];
    })
    .sort((a, b) => (a.mapping.name < b.mapping.name ? -1 : 1));
}

/** Keeps a mapping under its name, in the place of one of that name. Raises not-valid. */
export function saveMapping(workspace: Workspace, mapping: Mapping & { readonly name: string }): Changed {
  return change(workspace, (reader): readonly Op[] => {
    const content = libraryContent('application/json', JSON.stringify(mapping));
    const before = mappingsOf(reader).find((one) => one.mapping.name === mapping.name);
    if (before)
      return turnedOps(workspace, reader, standingRow(reader, 'Library', before.id), (one) => ({ ...one, content }));
    const resource = newLibrary('table-mapping', mapping.name, content);
    refuseInvalid(resource);
    return [createOp(resource, newId(workspace))];
  });
}

/** Takes a mapping out of use, or back into it. Raises not-found. */
export function keepMapping(workspace: Workspace, id: string, use: boolean): Changed {
  return change(workspace, (reader) => turnedOps(workspace, reader, standingRow(reader, 'Library', id), inUse(use)));
}

function mappingIn(text: string): Mapping | undefined {
  try {
    return Mapping.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
