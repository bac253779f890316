/** All handlers, by call. */
import type { CallName } from '../../../shared/bridge/index.ts';
import { accessHandlers } from './access.ts';
import { analysisHandlers } from './analysis.ts';
import { appointmentHandlers } from './appointments.ts';
import { auditHandlers } from './audit.ts';
import { cleaningHandlers } from './cleaning.ts';
import { codeHandlers } from './codes.ts';
import { cohortHandlers } from './cohorts.ts';
import { conflictHandlers } from './conflicts.ts';
import type { Handler } from './contract.ts';
import { doseRuleHandlers } from './dose-rules.ts';
import { duplicateHandlers } from './duplicates.ts';
import { enrolmentHandlers } from './enrolment.ts';
import { exchangeHandlers } from './exchange.ts';
import { factHandlers } from './facts.ts';
import { historyHandlers } from './history.ts';
import { kitHandlers } from './kit.ts';
import { letterheadHandlers } from './letterhead.ts';
import { listHandlers } from './lists.ts';
import { measureHandlers } from './measures.ts';
import { memberHandlers } from './members.ts';
import { notebookHandlers } from './notebook.ts';
import { patientHandlers } from './patients.ts';
import { prescriptionHandlers } from './prescriptions.ts';
import { printHandlers } from './prints.ts';
import { recordHandlers } from './records.ts';
import { redactionHandlers } from './redaction.ts';
import { repairHandlers } from './repair.ts';
import { resultHandlers } from './results.ts';
import { searchHandlers } from './search.ts';
import { sessionHandlers } from './session.ts';
import { signingHandlers } from './signing.ts';
import { storageHandlers } from './storage.ts';
import { syncHandlers } from './sync.ts';
import { tableHandlers } from './tables.ts';
import { taskHandlers } from './tasks.ts';
import { templateHandlers } from './templates.ts';
import { titleHandlers } from './titles.ts';
import { userHandlers } from './users.ts';
import { viewHandlers } from './views.ts';
import { vitalsHandlers } from './vitals.ts';

export const handlers: { readonly [N in CallName]: Handler<N> } = {
  ...sessionHandlers,
  ...accessHandlers,
  ...recordHandlers,
  ...vitalsHandlers,
  ...signingHandlers,
  ...templateHandlers,
  ...appointmentHandlers,
  ...factHandlers,
  ...taskHandlers,
  ...resultHandlers,
  ...letterheadHandlers,
  ...titleHandlers,
  ...prescriptionHandlers,
  ...doseRuleHandlers,
  ...printHandlers,
  ...historyHandlers,
  ...redactionHandlers,
  ...conflictHandlers,
  ...searchHandlers,
  ...patientHandlers,
  ...duplicateHandlers,
  ...codeHandlers,
  ...exchangeHandlers,
  ...tableHandlers,
  ...cleaningHandlers,
  ...repairHandlers,
  ...listHandlers,
  ...analysisHandlers,
  ...measureHandlers,
  ...cohortHandlers,
  ...viewHandlers,
  ...notebookHandlers,
  ...storageHandlers,
  ...syncHandlers,
  ...memberHandlers,
  ...userHandlers,
  ...kitHandlers,
  ...enrolmentHandlers,
  ...auditHandlers,
};
