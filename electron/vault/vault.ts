/** The vault: one home, its state, and what may be asked of it. */

import { rmSync } from 'node:fs';
import type { z } from 'zod';
import { attempt, fail, type Result } from '../../shared/base/result.ts';
import type { Call } from '../../shared/bridge/contract.ts';
import {
  type Ask,
  type CallName,
  type CallOutput,
  type CallParsed,
  calls,
  type EventPayload,
} from '../../shared/bridge/index.ts';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { readKeyring } from './access/keyring.ts';
import { createNotebookHost } from './analysis/notebook/host.ts';
import { askedFor } from './asked-patient.ts';
import { noteAnswer, userOf } from './audited.ts';
import { endAnalysis, stateOf, type VaultCore } from './core.ts';
import { removeLeft } from './exchange/partial.ts';
import { handlers } from './handlers/index.ts';
import { deriveInThread } from './kdf-thread.ts';
import { holdBackOvertaken } from './leaving.ts';
import { refusePermission } from './permission.ts';
import { writingFor } from './records/shown-patient.ts';
import { finishReplacement } from './repair/replace.ts';
import { watchIdle } from './session.ts';
import { lockHome } from './storage/lock.ts';
import { changeMark } from './storage/log.ts';
import { homeFiles, type VaultOptions } from './world.ts';

/** How often it is looked whether work has ended that was told to, in milliseconds. */
const JOB_MS = 10;

export interface Vault {
  readonly ask: Ask;
  /** Stops syncing, wipes the keys, gives the home back. May be called again. */
  close(): Promise<void>;
}

/** Takes a home. Fails with home-in-use (who has it), home-unusable, database-damaged. */
export async function createVault(options: VaultOptions): Promise<Result<Vault>> {
  await cryptoReady;
  return attempt(() => {
    const unlock = lockHome(options.home, options.program);
    try {
      return makeVault(options, unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  });
}

function makeVault(options: VaultOptions, unlock: () => void): Vault {
  const files = homeFiles(options.home);
  rmSync(files.work, { recursive: true, force: true }); // what a program that was killed left there
  removeLeft(files.partials);
  finishReplacement(files.database);
  let notebookUser: string | null = null;
  const core: VaultCore = {
    options: {
      ...options,
      emit: (name, payload) => {
        if (name === 'changed' && core.clinic)
          core.notebook.outdate((payload as EventPayload<'changed'>).types, changeMark(core.clinic.workspace.store));
        options.emit(name, payload);
      },
    },
    files,
    kdf: (passphrase, salt, cost) => deriveInThread(options.workers.kdf, { passphrase, salt, cost }),
    jobs: new Map(),
    reads: new Map(),
    leaving: new Set(),
    keyring: readKeyring(files.keyring),
    clinic: null,
    session: { lastActive: options.clock.now(), failed: null, opened: new Map() },
    analysis: null,
    erasures: 0,
    joining: null,
    joinFailure: null,
    renewal: null,
    repairing: false,
    closing: false,
    notebook: createNotebookHost(options.startNotebook),
    state: () => stateOf(core),
    tellState: () => {
      const user = userOf(core);
      // what was loaded was for whoever was there
      if (user !== notebookUser) core.notebook.close();
      notebookUser = user;
      holdBackOvertaken(core);
      options.emit('state', stateOf(core));
    },
  };
  const stopWatching = options.automatic ? watchIdle(core) : () => undefined;
  let closing: Promise<void> | undefined;
  return {
    ask: (name, input) => answer(core, name, input),
    close: () => {
      stopWatching();
      closing ??= close(core, unlock);
      return closing;
    },
  };
}

async function close(core: VaultCore, unlock: () => void): Promise<void> {
  core.closing = true;
  for (const job of core.jobs.values()) job.abort();
  core.joining?.abort.abort();
  core.notebook.close();
  await endAnalysis(core);
  await core.clinic?.close();
  core.clinic = null;
  // a restore or a repair is told to end, too: until it has, the home is not free
  while (core.jobs.size > 0) await new Promise((resolve) => setTimeout(resolve, JOB_MS));
  unlock();
}

/** Parses what is asked, checks that it may be asked now, answers, and notes it in the audit trail. What is not expected is thrown. */
async function answer<N extends CallName>(core: VaultCore, name: N, input: unknown): Promise<Result<CallOutput<N>>> {
  const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (!call) return fail('invalid-input', 'There is no such call.');
  const parsed = call.input.safeParse(input);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ');
    return fail('invalid-input', `Something in what was asked is missing or of the wrong kind (${fields || name}).`, {
      fields,
    });
  }
  const before = userOf(core);
  let asked = parsed.data as CallParsed<N>;
  const result = await attempt(async () => {
    const { input: meant, patients } = askedFor(core, name, asked);
    asked = meant;
    refusePermission(core, call as Call<z.ZodType, z.ZodType>, asked);
    const handler = handlers[name] as (core: VaultCore, input: CallParsed<N>) => CallOutput<N> | Promise<CallOutput<N>>;
    return writingFor(patients, () => handler(core, asked));
  });
  noteAnswer(core, name, asked, result, before);
  return result;
}
