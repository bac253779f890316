/** Gathers what an import hands over into batches: one is one durable transaction, and one breath for everything else that the vault does. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Aside, Batch, Gone, ImportOutcome, ImportSink, Incoming, SourceId } from '../records/incoming.ts';

const BATCH_RESOURCES = 1000;
const BATCH_CHARACTERS = 4 * 1024 * 1024;
/** How many ids are remembered as told to the sink. */
const TOLD_LIMIT = 100_000;

/** How much an import that was cut off had handed over, in the order of its reading. */
export interface Place {
  /** Resources and deletions. */
  readonly placed: number;
  /** Problems. */
  readonly problems: number;
}

export interface Batches {
  /** A promise where this made the batch full: to be awaited before the next. */
  add(incoming: Incoming): Promise<void> | undefined;
  remove(gone: Gone): Promise<void> | undefined;
  aside(aside: Aside): Promise<void> | undefined;
  /** Notes that something in the batch refers to this. */
  refer(source: SourceId, id: string): void;
  /** Ends when everything is durable. */
  finish(): Promise<void>;
}

export interface BatchesOptions {
  readonly sink: ImportSink;
  readonly signal: AbortSignal;
  /** Where to go on: so much is there already, and is passed over. */
  readonly from: Place;
  /** Hears what became of each batch. */
  onWritten(outcome: ImportOutcome): void;
}

export function makeBatches({ sink, signal, from, onWritten }: BatchesOptions): Batches {
  let resources: Incoming[] = [];
  let deleted: Gone[] = [];
  let asides: Aside[] = [];
  let characters = 0;
  let referred = new Map<string, SourceId>();
  const told = new Set<string>();
  let { placed: passPlaced, problems: passProblems } = from;

  // one batch is on its way while the next is read
  let onItsWay: Promise<void> = Promise.resolve();

  const tell = (id: string): void => {
    if (told.size > TOLD_LIMIT) told.clear();
    told.add(id);
  };
  const flush = async (): Promise<void> => {
    // the user's "cancel" arrives between batches
    await breathe();
    await onItsWay;
    if (signal.aborted) return;
    for (const { id } of resources) tell(id);
    const unknown = [...referred].filter(([id]) => !told.has(id)).map(([id, source]) => ({ source, id }));
    for (const { id } of unknown) tell(id);
    const batch: Batch = {
      resources,
      referred: unknown,
      ...(deleted.length > 0 ? { deleted } : {}),
      ...(asides.length > 0 ? { asides } : {}),
    };
    resources = [];
    deleted = [];
    asides = [];
    characters = 0;
    referred = new Map();
    if (batch.resources.length === 0 && !batch.deleted && !batch.asides) return;
    onItsWay = Promise.resolve(sink.write(batch)).then(onWritten);
    onItsWay.catch(() => {}); // told to whoever awaits it next
  };
  const full = (): Promise<void> | undefined =>
    resources.length + deleted.length >= BATCH_RESOURCES ||
    asides.length >= BATCH_RESOURCES ||
    characters >= BATCH_CHARACTERS
      ? flush()
      : undefined;

  return {
    add: (incoming) => {
      if (passPlaced > 0) {
        passPlaced -= 1;
        tell(incoming.id);
        return undefined;
      }
      resources.push(incoming);
      characters += incoming.json.length;
      return full();
    },
    remove: (gone) => {
      if (passPlaced > 0) {
        passPlaced -= 1;
        return undefined;
      }
      deleted.push(gone);
      return full();
    },
    aside: (aside) => {
      if (passProblems > 0) {
        passProblems -= 1;
        return undefined;
      }
      asides.push(aside);
      characters += aside.raw?.length ?? 0;
      return full();
    },
    refer: (source, id) => {
      if (!told.has(id) && !referred.has(id)) {
        referred.set(id, { system: source.system, type: source.type, original: source.original });
      }
    },
    finish: async () => {
      await flush();
      await onItsWay;
    },
  };
}
