/** Everything that may be asked of the vault, in one registry. A call that has no handler fails to compile. */
import type { z } from 'zod';
import type { Result } from '../base/result.ts';
import { accessCalls } from './access.ts';
import { analysisCalls } from './analysis.ts';
import { appointmentCalls } from './appointments.ts';
import { auditCalls } from './audit.ts';
import { changeCalls } from './changes.ts';
import { cleaningCalls } from './cleaning.ts';
import { codeCalls } from './codes.ts';
import { cohortCalls } from './cohorts.ts';
import { conflictCalls } from './conflicts.ts';
import { doseRuleCalls } from './dose-rules.ts';
import { duplicateCalls } from './duplicates.ts';
import { enrolmentCalls } from './enrolment.ts';
import { exchangeCalls } from './exchange.ts';
import { factCalls } from './facts.ts';
import { historyCalls, redactionCalls } from './history.ts';
import { kitCalls } from './kit.ts';
import { letterheadCalls } from './letterhead.ts';
import { listCalls } from './lists.ts';
import { measureCalls } from './measures.ts';
import { memberCalls } from './members.ts';
import { notebookCalls } from './notebook.ts';
import { patientCalls } from './patients.ts';
import { prescriptionCalls } from './prescriptions.ts';
import { printCalls } from './prints.ts';
import { rangeCalls } from './ranges.ts';
import { recordCalls } from './records.ts';
import { repairCalls } from './repair.ts';
import { resultCalls } from './results.ts';
import { searchCalls } from './search.ts';
import { sessionCalls } from './session.ts';
import { signingCalls } from './signing.ts';
import { storageCalls } from './storage.ts';
import { syncCalls } from './sync.ts';
import { tableCalls } from './tables.ts';
import { taskCalls } from './tasks.ts';
import { templateCalls } from './templates.ts';
import { titleCalls } from './titles.ts';
import { userCalls } from './users.ts';
import { viewCalls } from './views.ts';
import { vitalsCalls } from './vitals.ts';

export const calls = {
  ...sessionCalls,
  ...accessCalls,
  ...recordCalls,
  ...changeCalls,
  ...vitalsCalls,
  ...signingCalls,
  ...templateCalls,
  ...appointmentCalls,
  ...factCalls,
  ...taskCalls,
  ...resultCalls,
  ...letterheadCalls,
  ...titleCalls,
  ...prescriptionCalls,
  ...rangeCalls,
  ...doseRuleCalls,
  ...printCalls,
  ...historyCalls,
  ...redactionCalls,
  ...conflictCalls,
  ...searchCalls,
  ...patientCalls,
  ...duplicateCalls,
  ...codeCalls,
  ...exchangeCalls,
  ...tableCalls,
  ...cleaningCalls,
  ...repairCalls,
  ...listCalls,
  ...analysisCalls,
  ...measureCalls,
  ...cohortCalls,
  ...viewCalls,
  ...notebookCalls,
  ...storageCalls,
  ...syncCalls,
  ...memberCalls,
  ...userCalls,
  ...kitCalls,
  ...enrolmentCalls,
  ...auditCalls,
};

export type CallName = keyof typeof calls;
/** What a caller gives (before defaults). */
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
/** What a handler receives (after parsing). */
export type CallParsed<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;

/** Asks the vault. In the window it crosses two processes, on the command line none: same names, same schemas. */
export type Ask = <N extends CallName>(name: N, input: CallInput<N>) => Promise<Result<CallOutput<N>>>;

export * from './access.ts';
export * from './analysis.ts';
export * from './appointments.ts';
export * from './audit.ts';
export * from './changes.ts';
export * from './codes.ts';
export * from './cohorts.ts';
export * from './conflicts.ts';
export * from './dose-rules.ts';
export * from './duplicates.ts';
export * from './enrolment.ts';
export * from './events.ts';
export * from './exchange.ts';
export * from './facts.ts';
export * from './history.ts';
export * from './kit.ts';
export * from './letterhead.ts';
export * from './lists.ts';
export * from './measures.ts';
export * from './members.ts';
export * from './notebook.ts';
export * from './orders.ts';
export * from './patients.ts';
export * from './prescriptions.ts';
export * from './prints.ts';
export * from './ranges.ts';
export * from './records.ts';
export * from './results.ts';
export * from './search.ts';
export * from './session.ts';
export * from './signing.ts';
export * from './storage.ts';
export * from './sync.ts';
export * from './tables.ts';
export * from './tasks.ts';
export * from './templates.ts';
export * from './users.ts';
export * from './views.ts';
export * from './vitals.ts';
