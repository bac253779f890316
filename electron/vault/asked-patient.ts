/**
 * Whoever was merged is asked about as the one who stayed: a window, or a command, may not know yet that another workstation merged
 * them, and must see the whole chart, and check against all of it.
 */
import type { CallName, CallParsed } from '../../shared/bridge/index.ts';
import type { VaultCore } from './core.ts';
import { survivorOf } from './storage/merged.ts';

/** Calls whose `id` is a patient's. */
const BY_ID: ReadonlySet<CallName> = new Set(['patient.chart', 'patient.due', 'patient.merges', 'duplicate.of']);
/** Calls that mean one patient's record or form whatever became of them: a draft must not take another's place, nor an auditor miss anything. */
const AS_ASKED: ReadonlySet<CallName> = new Set(['draft.keep', 'draft.drop', 'audit.note']);

export interface AskedFor<N extends CallName> {
  /** The same input with the patient in whose chart their records stand. */
  readonly input: CallParsed<N>;
  /** Whom was asked for, where that is another one. */
  readonly patients?: { readonly shown: string; readonly survivor: string };
}

/** For whom a call is answered. */
export function askedFor<N extends CallName>(core: VaultCore, name: N, input: CallParsed<N>): AskedFor<N> {
  const { clinic } = core;
  if (!clinic || AS_ASKED.has(name)) return { input };
  const element = BY_ID.has(name) ? 'id' : 'patient';
  const asked = (input as Readonly<Record<string, unknown>>)[element];
  if (typeof asked !== 'string') return { input };
  const survivor = survivorOf(clinic.workspace.store, asked);
  if (survivor === asked) return { input };
  return { input: { ...input, [element]: survivor }, patients: { shown: asked, survivor } };
}
