/** The visit form: what is typed, what is wrong with it, what is sent. */
import type { VisitInput } from '../../../shared/bridge/records.ts';
import {
  checkVitals,
  emptyVitals,
  isEmptyVitals,
  toVitalsInput,
  type VitalName,
  type VitalProblem,
  type VitalsForm,
} from '../observation/vitals-form.ts';
import { checkPrescription, isEmptyPrescription, type PrescriptionForm, toPrescription } from '../prescription/form.ts';
import { emptyOrders, type OrderForm, orderProblem } from '../service-request/order-form.ts';
import { type DiagnosisForm, isBareCode, toDiagnosesInput } from './diagnosis.ts';
import {
  checkFollowUp,
  emptyFollowUp,
  type FollowUpForm,
  type FollowUpProblem,
  isNoFollowUp,
  toFollowUp,
} from './follow-up.ts';

export interface VisitForm {
  readonly complaint: string;
  readonly vitals: VitalsForm;
  /** The first is the principal one. */
  readonly diagnoses: readonly DiagnosisForm[];
  /** What was found on examination. */
  readonly findings: string;
  readonly orders: OrderForm;
  readonly prescriptions: readonly PrescriptionForm[];
  readonly note: string;
  readonly followUp: FollowUpForm;
}

export const emptyVisit: VisitForm = {
  complaint: '',
  vitals: emptyVitals,
  findings: '',
  diagnoses: [],
  orders: emptyOrders,
  prescriptions: [],
  note: '',
  followUp: emptyFollowUp,
};

/** A field that something can be wrong with, a diagnosis by its place; `form`: with all of it. */
export type VisitField = VitalName | `diagnosis${number}` | 'orders' | 'prescriptions' | 'followUp' | 'form';
export type VisitProblem =
  | VitalProblem
  | FollowUpProblem
  | 'codeNeedsText'
  | 'notAdded'
  | 'prescriptionWrong'
  | 'empty';
export type VisitProblems = Partial<Record<VisitField, VisitProblem>>;

/** Whether nothing was written yet. */
function isEmptyVisit(form: VisitForm): boolean {
  const { complaint, vitals, findings, diagnoses, orders, note, followUp } = form;
  const texts = [complaint, findings, ...diagnoses.map(({ text }) => text), orders.text, note];
  const nothing = isEmptyVitals(vitals) && orders.orders.length === 0 && isNoFollowUp(followUp);
  return nothing && texts.every(isBlank) && writtenIn(form).length === 0;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Prescriptions in which something was written. */
function writtenIn({ prescriptions }: VisitForm): PrescriptionForm[] {
  return prescriptions.filter((one) => !isEmptyPrescription(one));
}

/** Problems by field; the bounds are those of `visit.record`. `today` YYYY-MM-DD. */
export function checkVisit(form: VisitForm, today: string): VisitProblems {
  const problems: VisitProblems = checkVitals(form.vitals);
  form.diagnoses.forEach((diagnosis, place) => {
    if (isBareCode(diagnosis)) problems[`diagnosis${place}`] = 'codeNeedsText';
  });
  if (orderProblem(form.orders, false)) problems.orders = 'notAdded';
  const followUp = checkFollowUp(form.followUp, today);
  if (followUp) problems.followUp = followUp;
  if (writtenIn(form).some((one) => Object.keys(checkPrescription(one)).length > 0))
    problems.prescriptions = 'prescriptionWrong';
  if (isEmptyVisit(form)) problems.form = 'empty';
  return problems;
}

/** What `visit.record` takes. Call only where `checkVisit` found nothing. */
export function toVisitInput(patient: string, form: VisitForm): VisitInput {
  const followUp = toFollowUp(form.followUp);
  return {
    patient,
    complaint: form.complaint.trim(),
    vitals: toVitalsInput(form.vitals),
    findings: form.findings.trim(),
    diagnoses: toDiagnosesInput(form.diagnoses),
    orders: [...form.orders.orders],
    prescriptions: writtenIn(form).map(toPrescription),
    note: form.note.trim(),
    ...(followUp === undefined ? {} : { followUp }),
  };
}
