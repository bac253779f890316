/** The clinic's texts for notes, kept as FHIR R4 Libraries. */
import type { CallParsed, Changed, Template } from '../../../shared/bridge/index.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { shownResource } from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import type { Reader } from '../storage/database.ts';
import { change, standingRow, turnedOps } from './changes.ts';
import { createOp, newId } from './commands.ts';
import { editOp } from './edit.ts';
import { stateAt } from './history.ts';
import { inUse, librariesOf, libraryContent, libraryText, newLibrary } from './library.ts';
import { stateOf } from './row.ts';
import { refuseInvalid } from './validity.ts';
import type { Workspace } from './workspace.ts';

/** Characters; many times what `template.save` takes. */
const LONGEST = 100_000;

/** All that are in use, as far as `librariesOf` gives them, by their names. */
export function templatesOf(reader: Reader): Template[] {
  return librariesOf(reader, 'note-template')
    .map(({ id, library, seen }) => ({ id, title: textIn(library.title), text: libraryText(library, LONGEST), seen }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** Saves templates, new ones and edited ones. Raises not-found, signed. */
export function saveTemplates(workspace: Workspace, { templates }: CallParsed<'template.save'>): Changed {
  return change(workspace, (reader) =>
    templates.flatMap(({ id, seen, title, text }): readonly Op[] => {
      if (id === undefined) {
        const resource = newLibrary('note-template', title, contentOf(text));
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
    ids.flatMap((id) => turnedOps(workspace, reader, standingRow(reader, 'Library', id), inUse(use))),
  );
}

function contentOf(text: string): JsonObject[] {
  return libraryContent('text/plain; charset=utf-8', text);
}
