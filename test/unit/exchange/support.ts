import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { runImport } from '../../../electron/vault/exchange/import.ts';
import type { Notes } from '../../../electron/vault/storage/notes.ts';
import type { ImportReport } from '../../../shared/bridge/exchange.ts';
import { type MemorySink, makeMemorySink } from '../../support/memory-sink.ts';

/** Real data of others (see its README); tests that need it are left out where it is not there. */
export const TEST_DATA = resolve(process.env.XINGLIN_TEST_DATA ?? '../shared/data');

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-exchange-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files into a new folder; objects as JSON, arrays as NDJSON. Returns the folder. */
export function folderOf(files: Record<string, object | readonly object[] | string | Uint8Array>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), textOf(content));
  }
  return folder;
}

function textOf(content: object | readonly object[] | string | Uint8Array): string | Uint8Array {
  if (typeof content === 'string' || content instanceof Uint8Array) return content;
  return Array.isArray(content) ? content.map((one) => JSON.stringify(one)).join('\n') : JSON.stringify(content);
}

/** Imports paths into a sink; fails the test where the import itself fails. */
export async function importPaths(
  paths: readonly string[],
  options: {
    sink?: MemorySink;
    system?: string;
    signal?: AbortSignal;
    held?: number;
    notes?: Notes;
    onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<{ report: ImportReport; sink: MemorySink }> {
  const sink = options.sink ?? makeMemorySink();
  const result = await runImport({
    paths,
    system: options.system,
    held: options.held,
    notes: options.notes,
    sink,
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => {}),
  });
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return { report: result.value, sink };
}

/** A new folder of these files, imported. */
export function importFiles(
  files: Parameters<typeof folderOf>[0],
  options: Parameters<typeof importPaths>[1] = {},
): ReturnType<typeof importPaths> {
  return importPaths([folderOf(files)], options);
}

export const patient = (id: string, more: object = {}): object => ({ resourceType: 'Patient', id, ...more });
export const about = (id: string, subject: string, more: object = {}): object => ({
  resourceType: 'Observation',
  id,
  subject: { reference: subject },
  ...more,
});
export const bundle = (type: string, ...entry: object[]): object => ({ resourceType: 'Bundle', type, entry });
