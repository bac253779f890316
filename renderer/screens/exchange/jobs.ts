/** An import goes on while somebody looks at another page: the job lives here, not in the page that shows it. */
import { useSyncExternalStore } from 'react';
import type { Failure } from '../../../shared/base/errors.ts';
import type { EventPayload, ImportReport } from '../../../shared/bridge/index.ts';
import { ask, onVaultEvent } from '../../bridge/index.ts';

export type ImportJob =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly job: string;
      readonly stopping: boolean;
      readonly progress?: EventPayload<'progress'>;
    }
  | { readonly kind: 'done'; readonly report: ImportReport }
  | { readonly kind: 'failed'; readonly failure: Failure };

let current: ImportJob = { kind: 'idle' };
const listeners = new Set<() => void>();

function put(next: ImportJob): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The import that runs or ran last. */
export function useImportJob(): ImportJob {
  return useSyncExternalStore(subscribe, () => current);
}

/** Imports files and folders; one at a time. */
export async function startImport(paths: readonly string[], system: string): Promise<void> {
  if (current.kind === 'running' || paths.length === 0) return;
  const job = crypto.randomUUID();
  put({ kind: 'running', job, stopping: false });
  const stop = onVaultEvent('progress', (progress) => {
    if (progress.job === job && current.kind === 'running') put({ ...current, progress });
  });
  try {
    const result = await ask('import.files', {
      job,
      paths: [...paths],
      ...(system.trim() === '' ? {} : { system: system.trim() }),
    });
    put(result.ok ? { kind: 'done', report: result.value } : { kind: 'failed', failure: result.error });
  } finally {
    stop();
  }
}

/** Asks the running import to stop; what had come in stays. */
export async function stopImport(): Promise<void> {
  if (current.kind !== 'running') return;
  put({ ...current, stopping: true });
  await ask('job.cancel', { job: current.job });
}

/** Forgets the last result, so that the next import can begin; also when the clinic is locked. */
export function clearImport(): void {
  if (current.kind !== 'running') put({ kind: 'idle' });
}
