/** A sink that keeps an import in memory: for tests of reading alone. */

import { makeTally } from '../../electron/vault/records/import-sink.ts';
import type { Aside, ImportSink, Incoming, SourceId } from '../../electron/vault/records/incoming.ts';
import { ExpectedError } from '../../shared/base/result.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../../shared/records/json.ts';

export interface MemorySink extends ImportSink {
  /** By `Type/id`. */
  readonly records: Map<string, Incoming>;
  readonly referred: Map<string, SourceId>;
  readonly batches: number[];
  /** What did not come in, with the text that it was read from. */
  readonly asides: Aside[];
  /** The one record of this origin, parsed. */
  of(type: string, original: string): JsonObject;
}

/** `fullAfter`: the disk is full after so many batches. */
export function makeMemorySink(options: { fullAfter?: number } = {}): MemorySink {
  const records = new Map<string, Incoming>();
  const referred = new Map<string, SourceId>();
  const batches: number[] = [];
  const asides: Aside[] = [];
  return {
    records,
    referred,
    batches,
    asides,
    write: ({ resources, referred: others, asides: more = [] }) => {
      if (batches.length === options.fullAfter) {
        throw new ExpectedError({ code: 'disk-full', message: 'The disk is full.' });
      }
      if (resources.length > 0) batches.push(resources.length);
      asides.push(...more);
      const { outcome, add } = makeTally();
      for (const incoming of resources) {
        const key = `${incoming.type}/${incoming.id}`;
        const before = records.get(key);
        add(incoming.type, before === undefined ? 'created' : before.json === incoming.json ? 'unchanged' : 'updated');
        records.set(key, incoming);
      }
      for (const { source, id } of others) referred.set(id, source);
      return outcome;
    },
    isRedacted: () => false,
    here: { timeZone: 'Asia/Shanghai', said: () => undefined, current: () => undefined, locked: () => undefined },
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
