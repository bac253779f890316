/** Views that the clinic keeps, as FHIR R4 Libraries beside its templates and mappings. */
import { raise } from '../../../../shared/base/result.ts';
import { type CallParsed, type Changed, type KeptView, ViewDefinition } from '../../../../shared/bridge/index.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { ViewFault } from '../../../../shared/views/faults.ts';
import { change, editedOps, standingRow, turnedOps } from '../../records/changes.ts';
import { createOp, newId } from '../../records/commands.ts';
import {
  inUse,
  type LibraryList,
  libraryContent,
  libraryTitles,
  listedDefinitions,
  newLibrary,
} from '../../records/library.ts';
import { refuseInvalid } from '../../records/validity.ts';
import type { Workspace } from '../../records/workspace.ts';
import type { Reader } from '../../storage/database.ts';
import { compileView } from './compile.ts';
import { isDeep } from './definition.ts';
import { LONGEST_DEFINITION } from './limits.ts';

/**
 * All that are in use, as far as `librariesOf` gives them, by their names, and what is left out. That is also one whose content is no definition as the
 * window takes them, or is longer than any that can be kept; what else is wrong with one is told where it is opened.
 */
export function keptViews(reader: Reader): LibraryList<KeptView> {
  return listedDefinitions(reader, 'view', LONGEST_DEFINITION, definitionIn);
}

/** A fault as an answer has it. */
export function answered({ code, place, detail }: ViewFault): ViewFault {
  return { code, place, ...(detail === undefined ? {} : { detail }) };
}

/** Keeps a view, a new one or one as it was edited. Raises view-invalid, already-exists, not-found, not-valid. */
export function saveView(workspace: Workspace, { id, seen, name, definition }: CallParsed<'view.save'>): Changed {
  compileView(definition);
  return change(workspace, (reader): readonly Op[] => {
    const taken = libraryTitles(reader, 'view').some(
      (one) => one.id !== id && one.title.toLowerCase() === name.toLowerCase(),
    );
    if (taken) raise('already-exists', `There is a view of this name already: ${name}. Choose another.`, { name });
    const content = libraryContent('application/json', JSON.stringify(definition));
    if (id !== undefined) {
      const edited = (before: JsonObject): JsonObject => ({ ...before, title: name, content });
      if (seen.length > 0) return editedOps(workspace, reader, { type: 'Library', id, seen }, edited);
      return turnedOps(workspace, reader, standingRow(reader, 'Library', id), edited);
    }
    const resource = newLibrary('view', name, content);
    refuseInvalid(resource);
    return [createOp(resource, newId(workspace))];
  });
}

/** Takes views out of use, or back into it. Raises not-found. */
export function useViews(workspace: Workspace, { ids, use }: CallParsed<'view.use'>): Changed {
  return change(workspace, (reader) =>
    ids.flatMap((id) => turnedOps(workspace, reader, standingRow(reader, 'Library', id), inUse(use))),
  );
}

function definitionIn(text: string): ViewDefinition | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isDeep(json) ? undefined : ViewDefinition.safeParse(json).data;
  } catch {
    return undefined;
  }
}
