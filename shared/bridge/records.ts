import { z } from 'zod';
import { RECORD_GROUPS } from '../access/groups.ts';
import { Asked } from './asked.ts';
import { type Need, on, onResource, openCall } from './contract.ts';
import { FollowUp, followUpNeeds } from './follow-up.ts';
import { Order } from './orders.ts';
import { Prescriptions, prescribingNeeds } from './prescriptions.ts';
import { isMeasured, VitalsInput } from './vitals.ts';

const Nothing = z.strictObject({});

/** A FHIR R4 resource as parsed JSON. Numbers whose text JavaScript would change are kept by the vault, not here. */
export const Resource = z.looseObject({
  resourceType: z.string().regex(/^[A-Z][A-Za-z]{1,63}$/),
  id: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;

/** `element` is a FHIRPath, `code` is translated (`issues.<code>`, `doubts.<code>`), `message` is plain English. */
const Finding = z.strictObject({ element: z.string(), code: z.string(), message: z.string() });

const RecordKey = z.strictObject({ type: z.string(), id: z.string() });

/** Who changed something, where and when (`at` in ISO 8601 by the author's clock). */
export const Stamp = z.strictObject({
  user: z.string(),
  device: z.string(),
  at: z.string(),
  /** Who sent it again from a workstation that was renewed, where that was somebody else; it is signed by them. */
  again: z.string().optional(),
});
export type Stamp = z.infer<typeof Stamp>;

/** A signature over a record. `valid`: a member's, over just what is shown. */
export const SignatureView = z.strictObject({ by: z.string(), at: z.string(), valid: z.boolean() });
export type SignatureView = z.infer<typeof SignatureView>;

/** A text that was added to a record which nobody edits any more; `id` of its DocumentReference. */
export const AddendumView = z.strictObject({ id: z.string(), text: z.string(), by: z.string(), at: z.string() });
export type AddendumView = z.infer<typeof AddendumView>;

/** A record as the window sees it. `seen` names the writes that this form has seen; give it back on saving. */
export const RecordView = z.strictObject({
  resource: Resource,
  seen: z.array(z.string()),
  version: z.int(),
  deleted: z.boolean(),
  /** What waits in the inbox about it, breaches of rules too. */
  conflicts: z.int(),
  updated: Stamp,
  /** final: a change is an amendment, nothing is deleted. signed: nothing is changed, only added. */
  lock: z.enum(['open', 'final', 'signed']),
  signatures: z.array(SignatureView),
  addenda: z.array(AddendumView),
});
export type RecordView = z.infer<typeof RecordView>;

export const PatientHit = z.strictObject({
  id: z.string(),
  name: z.string(),
  latin: z.string().optional(),
  birthDate: z.string().optional(),
  gender: z.string().optional(),
  identifier: z.string().optional(),
  phone: z.string().optional(),
  lastVisit: z.string().optional(),
  conflicts: z.int(),
});
export type PatientHit = z.infer<typeof PatientHit>;

/** A coded thing for display: problem, allergy, medicine. `facts` distinguishes what is known (see `PatientChart`). */
export const ChartItem = z.strictObject({
  type: z.string(),
  id: z.string(),
  text: z.string(),
  code: z.string().optional(),
  status: z.string().optional(),
  date: z.string().optional(),
  detail: z.string().optional(),
  /** Who prescribed it. */
  by: z.string().optional(),
  /** Which warnings it was prescribed against, each with the reason. */
  against: z.array(z.string()).optional(),
  conflicts: z.int(),
});
export type ChartItem = z.infer<typeof ChartItem>;

export const TimelineItem = z.strictObject({
  encounter: ChartItem,
  items: z.array(ChartItem),
  /** There is a signature under it; whether that is valid says its sheet. */
  signed: z.boolean().optional(),
});

const ObservationPoint = z.strictObject({
  id: z.string(),
  date: z.string(),
  value: z.number().optional(),
  /** The value's own text, decimals as they were written. */
  text: z.string(),
  unit: z.string().optional(),
  /** Value and unit as they were written, where they are told in another unit here. */
  written: z.string().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  flag: z.enum(['low', 'high', 'abnormal']).optional(),
});

export const ObservationSeries = z.strictObject({
  /** `system|code`, or `text:...` where there is no coding; blood pressure's parts are series of their own. */
  key: z.string(),
  name: z.string(),
  category: z.string().optional(),
  unit: z.string().optional(),
  points: z.array(ObservationPoint),
});
export type ObservationSeries = z.infer<typeof ObservationSeries>;

export const PatientChart = z.strictObject({
  patient: RecordView,
  hit: PatientHit,
  age: z.strictObject({ years: z.int(), months: z.int() }).optional(),
  deceased: z.boolean(),
  problems: z.array(ChartItem),
  allergies: z.array(ChartItem),
  allergiesAsked: Asked,
  medications: z.array(ChartItem),
  timeline: z.array(TimelineItem),
  observations: z.array(ObservationSeries),
  /** Everything that waits in the inbox about this patient. */
  conflicts: z.int(),
  /** How many records of each type this patient has. */
  counts: z.record(z.string(), z.int()),
  /** Record groups that the reader's role does not see: what stands above says nothing about them. */
  closed: z.array(z.enum(RECORD_GROUPS)),
});
export type PatientChart = z.infer<typeof PatientChart>;

/** A diagnosis by text, with a code where one was chosen: of ICD-10 unless `system` says otherwise, called `display` there. */
const DiagnosisInput = z.strictObject({
  text: z.string().trim().min(1).max(300),
  code: z.string().optional(),
  system: z.string().min(1).max(500).optional(),
  display: z.string().min(1).max(1000).optional(),
  /** It stays: it is a problem of the list of problems as well. */
  lasting: z.boolean().default(false),
});

export const VisitInput = z.strictObject({
  patient: z.string(),
  complaint: z.string().trim().max(2000).default(''),
  vitals: VitalsInput.default({}),
  /** What was found on examination. */
  findings: z.string().trim().max(20_000).default(''),
  /** The first is the principal one. */
  diagnoses: z.array(DiagnosisInput).max(20).default([]),
  orders: z.array(Order).max(50).default([]),
  prescriptions: Prescriptions.default([]),
  note: z.string().trim().max(20_000).default(''),
  followUp: FollowUp.optional(),
});
export type VisitInput = z.input<typeof VisitInput>;

/** The rights that a visit takes: to write the types that it is made of. */
function visitNeeds(visit: z.output<typeof VisitInput>): readonly Need[] {
  const types = ['Encounter'];
  if (isMeasured(visit.vitals)) types.push('Observation');
  if (visit.diagnoses.length > 0) types.push('Condition');
  if (visit.orders.length > 0) types.push('ServiceRequest');
  if (visit.note !== '' || visit.findings !== '') types.push('DocumentReference');
  return [
    { right: 'read', type: 'Patient', id: visit.patient },
    ...types.map((type): Need => ({ right: 'write', type })),
    ...followUpNeeds(visit.followUp),
    ...prescribingNeeds(visit.prescriptions),
  ];
}

export const recordCalls = {
  'record.create': openCall(z.strictObject({ resource: Resource }), RecordView, onResource('write')),
  'record.get': openCall(RecordKey, RecordView, on('read')),
  /** Canonical JSON of a record that is not deleted, its numbers as they were written. */
  'record.json': openCall(RecordKey, z.strictObject({ json: z.string() }), on('read')),
  /** References of a record that lead to nothing here; of each its FHIRPath, and whether what it led to was deleted. */
  'record.loose': openCall(
    RecordKey,
    z.strictObject({ references: z.array(z.strictObject({ expression: z.string(), deleted: z.boolean() })) }),
    on('read'),
  ),
  /** Saves an edited resource: what differs from what `seen` showed is written, the rest is left alone. */
  'record.save': openCall(
    z.strictObject({ resource: Resource, seen: z.array(z.string()) }),
    RecordView,
    onResource('write'),
  ),
  /** JSON merge patch (RFC 7396) on what is current. */
  'record.patch': openCall(
    z.strictObject({ type: z.string(), id: z.string(), patch: z.record(z.string(), z.unknown()) }),
    RecordView,
    on('write'),
  ),
  /** What is wrong with a resource, and would keep it from being saved; and what somebody should look at first. */
  'record.check': openCall(
    z.strictObject({ resource: Resource }),
    z.strictObject({ errors: z.array(Finding), doubts: z.array(Finding) }),
    'clinic',
  ),
  'record.delete': openCall(RecordKey, Nothing, on('remove')),
  'patient.chart': openCall(z.strictObject({ id: z.string() }), PatientChart, ({ id }) => [
    { right: 'read', type: 'Patient', id },
  ]),
  /** One consultation: Encounter, Observations, Conditions and note, in one transaction. */
  'visit.record': openCall(VisitInput, z.strictObject({ encounter: z.string() }), visitNeeds),
};
