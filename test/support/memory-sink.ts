/** A sink that keeps an import in memory: for tests of reading alone. */

import type { ImportSink, Incoming, SourceId } from '../../electron/vault/records/incoming.ts';
import { ExpectedError } from '../../shared/base/result.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../../shared/records/json.ts';

export interface MemorySink extends ImportSink {
  /** By `Type/id`. */
  readonly records: Map<string, Incoming>;
  readonly referred: Map<string, SourceId>;
  readonly batches: number[];
  /** The one record of this origin, parsed. */
  of(type: string, original: string): JsonObject;
}

/** `fullAfter`: the disk is full after so many batches. */
export function makeMemorySink(options: { fullAfter?: number } = {}): MemorySink {
  const records = new Map<string, Incoming>();
  const referred = new Map<string, SourceId>();
  const batches: number[] = [];
  return {
    records,
    referred,
    batches,
    write: (batch, others) => {
      if (batches.length === options.fullAfter) {
        throw new ExpectedError({ code: 'disk-full', message: 'The disk is full.' });
      }
      batches.push(batch.length);
      const counts = { created: 0, updated: 0, unchanged: 0 };
      for (const incoming of batch) {
        const key = `${incoming.type}/${incoming.id}`;
        const before = records.get(key);
        counts[before === undefined ? 'created' : before.json === incoming.json ? 'unchanged' : 'updated']++;
        records.set(key, incoming);
      }
      for (const { source, id } of others) referred.set(id, source);
      return counts;
    },
    isRedacted: () => false,
    findByIdentifier: (type, system, value) => {
      const found = [...records.values()].filter(
        (record) => record.type === type && carries(parseJson(record.json), system, value),
      );
      return found.length === 1 ? found[0]?.id : undefined;
    },
    of: (type, original) => {
      const found = [...records.values()].filter(
        (record) => record.type === type && record.source.original === original,
      );
      const parsed = found.length === 1 && found[0] ? parseJson(found[0].json) : undefined;
      if (!isObject(parsed)) throw new Error(`${found.length} records of ${type}/${original}`);
      return parsed;
    },
  };
}

function carries(resource: Json, system: string | undefined, value: string): boolean {
  const list = isObject(resource) && Array.isArray(resource.identifier) ? (resource.identifier as readonly Json[]) : [];
  return list.some(
    (one) => isObject(one) && one.value === value && (system === undefined || (one.system ?? '') === system),
  );
}
