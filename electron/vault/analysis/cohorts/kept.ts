/** Cohorts that a clinic keeps, as FHIR R4 Libraries beside its other own knowledge. */
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { KeptCohort } from '../../../../shared/bridge/cohorts.ts';
import {
  type Cohort,
  Cohort as CohortSchema,
  cohortsIn,
  LONGEST_COHORT,
} from '../../../../shared/cohorts/definition.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import { change, editedOps, standingRow, turnedOps } from '../../records/changes.ts';
import { createOp, newId } from '../../records/commands.ts';
import {
  inUse,
  type LibraryList,
  libraryContent,
  libraryOf,
  libraryText,
  listedDefinitions,
  newLibrary,
} from '../../records/library.ts';
import { refuseInvalid } from '../../records/validity.ts';
import type { Workspace } from '../../records/workspace.ts';
import { refuseUnwanted } from '../../storage/bounds.ts';
import type { Reader } from '../../storage/database.ts';

/** All that are in use, as far as `librariesOf` gives them, by their names, and what is left out: also one that a later version wrote, which this one cannot read. */
export function keptCohorts(reader: Reader): LibraryList<KeptCohort> {
  return listedDefinitions(reader, 'cohort', LONGEST_COHORT, definitionIn);
}

/** Cohorts by their ids, and all that they are made of, as far as they are kept. It can take a while. */
export function cohortsNamed(reader: Reader, ids: readonly string[]): Map<string, Cohort> {
  const find = keptFinder(reader);
  const found = new Map(
    ids.flatMap((id) => [[id, find(id)] as const]).flatMap(([id, one]) => (one ? [[id, one]] : [])),
  );
  for (const one of [...found.values()]) for (const [id, inner] of nestedIn(one, find)) found.set(id, inner);
  return found;
}

/** Gives the definition of a kept cohort by its id, and reads each once. */
export function keptFinder(reader: Reader): (id: string) => Cohort | undefined {
  const known = new Map<string, Cohort | undefined>();
  return (id) => {
    refuseUnwanted();
    if (!known.has(id)) {
      const standing = libraryOf(reader, 'cohort', id);
      known.set(id, standing && definitionIn(libraryText(standing.library, LONGEST_COHORT)));
    }
    return known.get(id);
  };
}

/** All that a definition is made of, as far as they are kept, by their ids. */
export function nestedIn(definition: Cohort, kept: (id: string) => Cohort | undefined): Map<string, Cohort> {
  const nested = new Map<string, Cohort>();
  const all = [definition];
  // those that are found are looked through as well
  for (const one of all) {
    for (const id of cohortsIn(one)) {
      const inner = nested.has(id) ? undefined : kept(id);
      if (!inner) continue;
      nested.set(id, inner);
      all.push(inner);
    }
  }
  return nested;
}

interface Saving {
  readonly id?: string | undefined;
  readonly seen: readonly string[];
  readonly name: string;
  readonly definition: Cohort;
}

/** Keeps a new one, or with an id one as it was edited. Raises not-found, not-valid. */
export function saveCohort(workspace: Workspace, { id, seen, name, definition }: Saving): Changed {
  return change(workspace, (reader): readonly Op[] => {
    const content = libraryContent('application/json', JSON.stringify(definition));
    if (id === undefined) {
      const resource = newLibrary('cohort', name, content);
      refuseInvalid(resource);
      return [createOp(resource, newId(workspace))];
    }
    return editedOps(workspace, reader, { type: 'Library', id, seen }, (before) => ({
      ...before,
      title: name,
      content,
    }));
  });
}

/** Takes one out of use, or back into it. Raises not-found. */
export function useCohort(workspace: Workspace, id: string, use: boolean): Changed {
  return change(workspace, (reader) => turnedOps(workspace, reader, standingRow(reader, 'Library', id), inUse(use)));
}

function definitionIn(text: string): Cohort | undefined {
  try {
    return CohortSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
