/** The thread of long work on whole databases: backup, restore, repair. It does one task and ends. */
import { attempt, type Result } from '../../../shared/base/result.ts';
import type { Counts } from '../backup/check.ts';
import { type BackupInput, type BackupMade, createBackup } from '../backup/create.ts';
import { type RestoreInput, unpackAndCheck } from '../backup/restore.ts';
import type { Task, TaskProgress } from '../backup/task.ts';
import { type DeidentifyInput, deidentify } from '../deidentified/make.ts';
import { type SearchAnswer, type SearchInput, searchDuplicates } from '../quality/duplicates/search.ts';
import { type Rebuilt, type RepairInput, rebuild } from '../repair/rebuild.ts';
import type { Port } from './contract.ts';

/** Each task: what it takes, what it gives. */
export interface StorageTasks {
  backup: { input: BackupInput; answer: BackupMade };
  restore: { input: RestoreInput; answer: Counts };
  repair: { input: RepairInput; answer: Rebuilt };
  deidentify: { input: DeidentifyInput; answer: { records: number } };
  duplicates: { input: SearchInput; answer: SearchAnswer };
}

export type StorageTaskName = keyof StorageTasks;
export type StorageMessage =
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'end'; readonly result: Result<unknown> };
/** `cancel`: shared with whoever started the thread, because the task does not listen while it works; 1: stop. */
export interface StorageWork {
  readonly name: StorageTaskName;
  readonly input: StorageTasks[StorageTaskName]['input'];
  readonly cancel: Int32Array;
}

const WORK: {
  readonly [N in StorageTaskName]: (input: StorageTasks[N]['input'], task: Task) => Promise<StorageTasks[N]['answer']>;
} = {
  backup: createBackup,
  restore: unpackAndCheck,
  repair: rebuild,
  deidentify,
  duplicates: searchDuplicates,
};

/** Does the task and posts what came of it. */
export async function serveStorage(port: Port, data: unknown): Promise<void> {
  const { name, input, cancel } = data as StorageWork;
  const post = (message: StorageMessage): void => port.postMessage(message);
  const task: Task = {
    tell: (progress) => post({ kind: 'progress', progress }),
    cancelled: () => Atomics.load(cancel, 0) === 1,
  };
  const work = WORK[name] as (input: unknown, task: Task) => Promise<unknown>;
  post({ kind: 'end', result: await attempt(() => work(input, task)) });
}
