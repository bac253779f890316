/**
 * The clinic's texts for notes as FHIR R4 Libraries (http://hl7.org/fhir/R4/library.html): a container for knowledge that is about nobody,
 * with the text as its content. One that is not used any more is retired, and stays.
 */
import type { CallParsed, Changed, Template } from '../../../shared/bridge/index.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { currentWrites, shownResource } from '../../../shared/merge/reducer.ts';
import { codingsOf } from '../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import type { Reader } from '../storage/database.ts';
import { change, standingRow, turnedOps } from './changes.ts';
import { createOp, newId } from './commands.ts';
import { editOp } from './edit.ts';
import { stateAt } from './history.ts';
import { findRow, stateOf } from './row.ts';
import { refuseInvalid } from './validity.ts';
import type { Workspace } from './workspace.ts';

/** What tells a template from any other Library. */
const TOPIC = { system: 'urn:xinglin:library-topic', code: 'note-template' };
const TYPE = { system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'asset-collection' };

/** All that are in use, by their names. */
export function templatesOf(reader: Reader): Template[] {
  const rows = reader.all<{ id: string }>(
    "SELECT id FROM record INDEXED BY record_day WHERE type = 'Library' AND deleted = 0 AND status = 'active'",
  );
  return rows
    .flatMap(({ id }) => {
      const row = findRow(reader, 'Library', id);
      const state = row && stateOf(reader, row);
      const library = state && (parseJson(shownResource(state)) as JsonObject);
      if (!library || !isTemplate(library)) return [];
      return [{ id, title: textIn(library.title), text: textOf(library), seen: currentWrites(state) }];
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** Saves templates, new ones and edited ones. Raises not-found, signed. */
export function saveTemplates(workspace: Workspace, { templates }: CallParsed<'template.save'>): Changed {
  return change(workspace, (reader) =>
    templates.flatMap(({ id, seen, title, text }): readonly Op[] => {
      if (id === undefined) {
        const resource = made(title, text);
        refuseInvalid(resource);
        return [createOp(resource, newId(workspace))];
      }
      const row = standingRow(reader, 'Library', id);
      const shown = seen.length > 0 ? stateAt(reader, row, seen) : stateOf(reader, row);
      const before = parseJson(shownResource(shown)) as JsonObject;
      return editOp(workspace, reader, row, shown, { ...before, title, content: contentOf(text) });
    }),
  );
}

/** Takes templates out of use, or back into it. Raises not-found, signed. */
export function keepTemplates(workspace: Workspace, { ids, use }: CallParsed<'template.use'>): Changed {
  return change(workspace, (reader) =>
    ids.flatMap((id) =>
      turnedOps(workspace, reader, standingRow(reader, 'Library', id), (before) => ({
        ...before,
        status: use ? 'active' : 'retired',
      })),
    ),
  );
}

function made(title: string, text: string): JsonObject {
  return {
    resourceType: 'Library',
    status: 'active',
    title,
    type: { coding: [TYPE] },
    topic: [{ coding: [TOPIC] }],
    content: contentOf(text),
  };
}

function contentOf(text: string): JsonObject[] {
  return [{ contentType: 'text/plain; charset=utf-8', data: Buffer.from(text, 'utf8').toString('base64') }];
}

function isTemplate({ topic }: JsonObject): boolean {
  return codingsOf(topic).some(({ system, code }) => system === TOPIC.system && code === TOPIC.code);
}

function textOf({ content }: JsonObject): string {
  return Buffer.from(textIn(objectsIn(content)[0]?.data), 'base64').toString('utf8');
}
