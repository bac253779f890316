/**
 * What a window, or a command, creates for a patient whom another workstation merged meanwhile. It is checked against the whole chart of the
 * one who stayed, and names whom the window showed: when the two are parted, it goes with them.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Op } from '../../../shared/envelope/body.ts';

interface Shown {
  /** Id of the patient whom somebody had before them. */
  readonly shown: string;
  /** Id of the patient for whom they were answered. */
  readonly survivor: string;
}

const asked = new AsyncLocalStorage<Shown>();

/** Does `work`; records that it creates of the survivor are of the patient who was shown. */
export function writingFor<T>(patients: Shown | undefined, work: () => T): T {
  return patients ? asked.run(patients, work) : work();
}

/** What is never turned: the patient themselves, and what is signed over bytes. */
const AS_MADE: ReadonlySet<string> = new Set(['Patient', 'Provenance']);

/** The same operations, with creations under whom was shown. */
export function asShown(ops: readonly Op[]): readonly Op[] {
  const patients = asked.getStore();
  if (!patients) return ops;
  const [from, to] = [`"Patient/${patients.survivor}"`, `"Patient/${patients.shown}"`];
  return ops.map((op) => (op.k === 'c' && !AS_MADE.has(op.t) ? { ...op, j: op.j.replaceAll(from, to) } : op));
}
