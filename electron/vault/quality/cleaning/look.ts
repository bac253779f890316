/** Looks over the records that are here, for what the rules would change. For the reading thread: nothing is written. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { CleaningGroup, CleaningPreview, CleaningSample } from '../../../../shared/bridge/cleaning.ts';
import type { CleaningRuleName } from '../../../../shared/bridge/cleaning-rules.ts';
import { canonicalJson, type Json, type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import { pathText } from './apply.ts';
import { type Cleaned, cleanResource } from './clean.ts';
import { type CleaningSetting, cleaningContext } from './setting.ts';

export interface CleaningQuestion {
  readonly rules: readonly CleaningRuleName[];
  readonly setting: CleaningSetting;
  /** Types of records that may be looked at. */
  readonly types: readonly string[];
}

/** Samples of each reason. */
const SAMPLES = 20;
/** Characters of a value in a sample. */
const SAMPLE_LENGTH = 300;
/** Records that are read in one piece. */
const PIECE = 500;

interface Row {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly json: string;
}

/** All proposals, counted by reason, with the first of each. `signal` ends it early. */
export async function previewCleaning(
  reader: Reader,
  { rules, setting, types }: CleaningQuestion,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
): Promise<CleaningPreview> {
  const context = await cleaningContext(reader, setting);
  const tally = makeTally();
  let looked = 0;
  let records = 0;
  for (let after = 0; ; ) {
    const rows = piece(reader, types, after);
    const last = rows.at(-1);
    if (!last || signal.aborted) break;
    for (const { type, id, json } of rows) {
      const { proposals } = cleanResource(parseJson(json) as JsonObject, rules, context);
      if (proposals.some(({ told }) => !told)) records += 1;
      for (const one of proposals) tally.note(type, id, one);
    }
    looked += rows.length;
    after = last.rid;
    onProgress(looked);
    await breathe();
  }
  return { looked, records, groups: tally.groups(), cancelled: signal.aborted };
}

/** The next records that the rules would change, and where the look ended; `next` undefined: at the last record. */
export async function findUnclean(
  reader: Reader,
  { rules, setting, types, after }: CleaningQuestion & { readonly after: number },
): Promise<{ found: { type: string; id: string }[]; next: number | undefined; looked: number }> {
  const context = await cleaningContext(reader, setting);
  const found: { type: string; id: string }[] = [];
  let next = after;
  let looked = 0;
  for (let pieces = 0; pieces < PIECES && found.length < PIECE; pieces++) {
    const rows = piece(reader, types, next);
    const last = rows.at(-1);
    if (!last) return { found, next: undefined, looked };
    for (const { type, id, json } of rows)
      if (cleanResource(parseJson(json) as JsonObject, rules, context).proposals.some(({ told }) => !told))
        found.push({ type, id });
    looked += rows.length;
    next = last.rid;
    await breathe();
  }
  return { found, next, looked };
}

/** How many pieces one look has at most, so that progress is seen. */
const PIECES = 20;

function piece(reader: Reader, types: readonly string[], after: number): Row[] {
  return reader.all<Row>(
    `SELECT rid, type, id, json FROM record
     WHERE rid > ? AND deleted = 0 AND redacted = 0 AND type IN (SELECT value FROM json_each(?)) ORDER BY rid LIMIT ?`,
    after,
    JSON.stringify(types),
    PIECE,
  );
}

/** Counts proposals by rule and reason, and keeps the first of each. */
export function makeTally(): {
  note(type: string, id: string, proposal: Cleaned['proposals'][number]): void;
  groups(): CleaningGroup[];
} {
  const groups = new Map<string, CleaningGroup & { samples: CleaningSample[]; count: number }>();
  return {
    note: (type, id, { rule, reason, told = false, at, before, after }) => {
      const key = `${rule} ${reason}`;
      const group = groups.get(key) ?? { rule, reason, told, count: 0, samples: [] };
      groups.set(key, group);
      group.count += 1;
      if (group.samples.length >= SAMPLES) return;
      group.samples.push({ type, id, path: pathText(type, at), ...shown('before', before), ...shown('after', after) });
    },
    groups: () => [...groups.values()],
  };
}

function shown(name: 'before' | 'after', value: Json | undefined): Partial<Pick<CleaningSample, 'before' | 'after'>> {
  if (value === undefined) return {};
  const text = canonicalJson(value);
  return { [name]: text.length > SAMPLE_LENGTH ? `${text.slice(0, SAMPLE_LENGTH)}…` : text };
}
