/**
 * Who issued the ids that a folder's files refer to.
 *
 * A resource's relative references speak in the ids of its own system (system.ts). But a server that gathers from many
 * sources exports `Patient/1` with one `meta.source` and an Observation that refers to it with another, in different
 * files. So the files of one folder are one scope: what the own system does not have there, and exactly one other has,
 * is meant. Where the same `Type/id` occurs under two systems, ids are plainly not shared, and nothing is guessed: better
 * a reference to what is not here yet than to another person.
 */
import type { Ledger } from '../../storage/notes.ts';

export interface Scope {
  /** Notes that a resource stands in this scope. */
  note(system: string, type: string, original: string): void;
  /** The system in whose ids a reference from a resource of `own` speaks. */
  find(own: string, type: string, original: string): string;
}

export function makeScope(systems: Ledger): Scope {
  let shared = true;
  return {
    note: (system, type, original) => {
      const key = `${type}/${original}`;
      const known = systems.get(key);
      if (known === undefined) systems.set(key, system);
      else if (known !== system) shared = false;
    },
    find: (own, type, original) => (shared ? (systems.get(`${type}/${original}`) ?? own) : own),
  };
}
