/** The clinic's mappings of tables as FHIR R4 Libraries, beside its templates: synced, with a history, retired and never lost. */
import type { Changed } from '../../../shared/bridge/changes.ts';
import type { SavedMapping } from '../../../shared/bridge/tables.ts';
import { Mapping } from '../../../shared/csv/mapping.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { currentWrites, shownResource } from '../../../shared/merge/reducer.ts';
import { codingsOf } from '../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import type { Reader } from '../storage/database.ts';
import { change, standingRow, turnedOps } from './changes.ts';
import { createOp, newId } from './commands.ts';
import { findRow, stateOf } from './row.ts';
import { refuseInvalid } from './validity.ts';
import type { Workspace } from './workspace.ts';

/** What tells a mapping from any other Library. */
const TOPIC = { system: 'urn:xinglin:library-topic', code: 'table-mapping' };
const TYPE = { system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'asset-collection' };

/** All that are in use, by their names. One that a later version wrote, which this one cannot read, is left out. */
export function mappingsOf(reader: Reader): SavedMapping[] {
  const rows = reader.all<{ id: string }>(
    "SELECT id FROM record INDEXED BY record_day WHERE type = 'Library' AND deleted = 0 AND status = 'active'",
  );
  return rows
    .flatMap(({ id }) => {
      const row = findRow(reader, 'Library', id);
      const state = row && stateOf(reader, row);
      const library = state && (parseJson(shownResource(state)) as JsonObject);
      const mapping = library && isMapping(library) ? mappingIn(library) : undefined;
      return library && mapping
        ? [{ id, mapping: { ...mapping, name: textIn(library.title) }, seen: currentWrites(state) }]
        : [];
    })
    .sort((a, b) => (a.mapping.name < b.mapping.name ? -1 : 1));
}

/** Keeps a mapping under its name, in the place of one of that name. Raises not-valid. */
export function saveMapping(workspace: Workspace, mapping: Mapping & { readonly name: string }): Changed {
  return change(workspace, (reader): readonly Op[] => {
    const content = contentOf(mapping);
    const before = mappingsOf(reader).find((one) => one.mapping.name === mapping.name);
    if (before)
      return turnedOps(workspace, reader, standingRow(reader, 'Library', before.id), (one) => ({ ...one, content }));
    const resource = {
      resourceType: 'Library',
      status: 'active',
      title: mapping.name,
      type: { coding: [TYPE] },
      topic: [{ coding: [TOPIC] }],
      content,
    };
    refuseInvalid(resource);
    return [createOp(resource, newId(workspace))];
  });
}

/** Takes a mapping out of use, or back into it. Raises not-found. */
export function keepMapping(workspace: Workspace, id: string, use: boolean): Changed {
  return change(workspace, (reader) =>
    turnedOps(workspace, reader, standingRow(reader, 'Library', id), (before) => ({
      ...before,
      status: use ? 'active' : 'retired',
    })),
  );
}

function contentOf(mapping: Mapping): JsonObject[] {
  return [{ contentType: 'application/json', data: Buffer.from(JSON.stringify(mapping), 'utf8').toString('base64') }];
}

function isMapping({ topic }: JsonObject): boolean {
  return codingsOf(topic).some(({ system, code }) => system === TOPIC.system && code === TOPIC.code);
}

function mappingIn({ content }: JsonObject): Mapping | undefined {
  const text = Buffer.from(textIn(objectsIn(content)[0]?.data), 'base64').toString('utf8');
  try {
    return Mapping.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
