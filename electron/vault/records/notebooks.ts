/** Notebooks, kept as FHIR R4 Libraries. */
import {
  type CallParsed,
  type Changed,
  LONGEST_NOTEBOOK,
  type Notebook,
  NotebookContent,
} from '../../../shared/bridge/index.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { shownResource } from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { change, standingRow, turnedOps } from './changes.ts';
import { createOp, newId } from './commands.ts';
import { editOp } from './edit.ts';
import { stateAt } from './history.ts';
import { inUse, type LibraryList, libraryContent, libraryText, listedLibraries, newLibrary } from './library.ts';
import { stateOf } from './row.ts';
import { refuseInvalid } from './validity.ts';
import type { Workspace } from './workspace.ts';

/** All that are in use, as far as `librariesOf` gives them, by their titles, and what is left out: also one that a later program wrote, which this one cannot read. */
export function notebooksOf(reader: Reader): LibraryList<Notebook> {
  return listedLibraries(reader, 'notebook', contentIn);
}

function contentIn(library: JsonObject): NotebookContent | undefined {
  try {
    return NotebookContent.safeParse(JSON.parse(libraryText(library, LONGEST_NOTEBOOK))).data;
  } catch {
    return undefined; // no JSON: edited by hand
  }
}

/** Saves one. Raises not-found, signed. */
export function saveNotebook(workspace: Workspace, input: CallParsed<'notebook.save'>): Changed {
  const { id, seen, title } = input;
  const content = libraryContent('application/json', JSON.stringify(input.content));
  return change(workspace, (reader): readonly Op[] => {
    if (id === undefined) {
      const resource = newLibrary('notebook', title, content);
      refuseInvalid(resource);
      return [createOp(resource, newId(workspace))];
    }
    const row = standingRow(reader, 'Library', id);
    const shown = seen.length > 0 ? stateAt(reader, row, seen) : stateOf(reader, row);
    const before = parseJson(shownResource(shown)) as JsonObject;
    return editOp(workspace, reader, row, shown, { ...before, title, content });
  });
}

/** Takes notebooks out of use, or back into it. Raises not-found, signed. */
export function keepNotebooks(workspace: Workspace, { ids, use }: CallParsed<'notebook.use'>): Changed {
  return change(workspace, (reader) =>
    ids.flatMap((id) => turnedOps(workspace, reader, standingRow(reader, 'Library', id), inUse(use))),
  );
}
