/** Says of each version that an import made where it came from: system, id there, and the run and file of this workstation. */
import type { HistoryEntry } from '../../../../shared/bridge/history.ts';
import { splitWriteId } from '../../../../shared/envelope/body.ts';
import type { Reader } from '../../storage/database.ts';
import { originOf } from '../../storage/exported.ts';
import { UNSPECIFIED } from '../fhir/ids.ts';
import { runOfChange } from './run.ts';

/** The same versions, those of imports with their origin. */
export function withOrigins(
  reader: Reader,
  { type, id }: { readonly type: string; readonly id: string },
  entries: readonly HistoryEntry[],
): HistoryEntry[] {
  const origin = originOf(reader, type, id);
  // of what was erased nothing is told
  if (!origin || entries.some(({ what }) => what === 'redact')) return [...entries];
  const { system, original } = origin;
  return entries.map((entry) => {
    if (entry.what !== 'import') return entry;
    const { hash, op } = splitWriteId(entry.write);
    const found = runOfChange(reader, hash, op);
    const run = found && {
      run: found.run,
      begun: new Date(found.begun).toISOString(),
      undo: found.undo,
      ...(found.file === undefined ? {} : { file: found.file }),
    };
    return {
      ...entry,
      from: { ...(system === UNSPECIFIED ? {} : { system }), original, ...(run ? { run } : {}) },
    };
  });
}
