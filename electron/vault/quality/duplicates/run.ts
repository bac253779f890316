/** A search through the clinic as this workstation keeps it: where it stands, and what it found. */
import { z } from 'zod';
import type { DuplicateRun } from '../../../../shared/bridge/duplicates.ts';
import type { Reader, Store, Writer } from '../../storage/database.ts';
import { forgetOlder, keepPair } from '../../storage/duplicates.ts';
import { getMeta, setMeta } from '../../storage/meta.ts';
import { MODEL, TrainedModel } from './patient-model.ts';
import type { FoundPair, SearchAnswer, SearchInput } from './search.ts';

/** Meta: the last search. */
const RUN = 'duplicates-run';
const RunState = z.strictObject({
  /** Counts searches; pairs name the one that found them. */
  run: z.int(),
  begun: z.number(),
  ended: z.number().nullable(),
  slices: z.int(),
  /** Slices that are done. */
  done: z.int(),
  compared: z.int(),
  found: z.int(),
});
type RunState = z.infer<typeof RunState>;

/** Patients whose pairs are scored in one slice. */
const SLICE = 25_000;

/** Does one piece of a search in its thread. */
export type SearchPiece = (input: Pick<SearchInput, 'score'>) => Promise<SearchAnswer>;

/** Where the last search stands. `running`: one is under way now. */
export function runView(reader: Reader, running: boolean): DuplicateRun {
  const state = getMeta(reader, RUN, RunState);
  if (!state) return { state: running ? 'running' : 'never', compared: 0, found: 0 };
  return {
    state: running ? 'running' : state.ended === null ? 'stopped' : 'done',
    begun: new Date(state.begun).toISOString(),
    ...(state.ended === null ? {} : { ended: new Date(state.ended).toISOString() }),
    compared: state.compared,
    found: state.found,
  };
}

/**
 * Searches through the clinic, or goes on with what was stopped unless `anew`. What each slice finds is kept with how far it has come. Raises
 * cancelled, disk-full.
 */
export async function runSearch(store: Store, now: () => number, anew: boolean, piece: SearchPiece): Promise<void> {
  let state = getMeta(store, RUN, RunState);
  let model = getMeta(store, MODEL, TrainedModel);
  if (anew || !state || state.ended !== null || !model) {
    const answer = await piece({});
    if (answer.kind !== 'trained') throw new Error('a search that trained nothing');
    const begun: RunState = {
      run: (state?.run ?? 0) + 1,
      begun: now(),
      ended: null,
      slices: Math.max(1, Math.ceil(answer.patients / SLICE)),
      done: 0,
      compared: 0,
      found: 0,
    };
    state = begun;
    model = answer.model;
    store.transaction((writer) => {
      setMeta(writer, MODEL, answer.model);
      setMeta(writer, RUN, begun);
    });
  }
  while (state.done < state.slices) {
    const answer = await piece({ score: { model, slice: state.done, slices: state.slices } });
    if (answer.kind !== 'scored') throw new Error('a search that scored nothing');
    const next: RunState = {
      ...state,
      done: state.done + 1,
      compared: state.compared + answer.compared,
      found: state.found + answer.pairs.length,
      ended: state.done + 1 === state.slices ? now() : null,
    };
    store.transaction((writer) => keepSlice(writer, next, answer.pairs));
    state = next;
  }
}

function keepSlice(writer: Writer, state: RunState, pairs: readonly FoundPair[]): void {
  for (const { reasons, ...pair } of pairs) keepPair(writer, { ...pair, reasons: JSON.stringify(reasons) }, state.run);
  if (state.ended !== null) forgetOlder(writer, state.run);
  setMeta(writer, RUN, state);
}
