/**
 * What the audit trail knows, in one closed list. Types are those of FHIR's AuditEvent (codes of DICOM's "Audit Trail Message", where
 * its own have a name), actions are C, R, U, D or E (execute). The names are part of the format: none is ever given another meaning.
 */

/** Code of the type (http://dicom.nema.org/resources/ontology/DCM) and, where there is one, of the subtype. */
interface AuditKind {
  readonly type: string;
  readonly subtype?: string;
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  /** Repeated within some minutes: one entry with a count. */
  readonly batched?: true;
  /** Durable before whoever asked has the answer. */
  readonly atOnce?: true;
  /** Whether somebody was logged in when it happened: `nobody` is said where a name would be a mere claim. */
  readonly user?: 'nobody';
}

const PATIENT_RECORD = '110110';
const QUERY = '110112';
const SECURITY = '110113';
const AUTHENTICATION = '110114';

export const AUDIT_EVENTS = {
  'chart.read': { type: PATIENT_RECORD, action: 'R', batched: true },
  'record.read': { type: PATIENT_RECORD, action: 'R', batched: true },
  'history.read': { type: PATIENT_RECORD, action: 'R', batched: true },
  'inbox.read': { type: PATIENT_RECORD, action: 'R', batched: true },
  'patient.search': { type: QUERY, action: 'E', batched: true },
  'text.search': { type: QUERY, action: 'E', batched: true },
  'fhir.search': { type: QUERY, action: 'E', batched: true },
  'analysis.read': { type: QUERY, action: 'E', batched: true },
  import: { type: '110107', action: 'C' },
  export: { type: '110106', action: 'R', atOnce: true },
  print: { type: '110106', action: 'R', atOnce: true },
  pdf: { type: '110106', action: 'R', atOnce: true },
  backup: { type: '110106', action: 'R', atOnce: true },
  restore: { type: '110107', action: 'C' },
  repair: { type: '110100', action: 'U' },
  verify: { type: '110100', action: 'E' },
  login: { type: AUTHENTICATION, subtype: '110122', action: 'E' },
  'login.failed': { type: AUTHENTICATION, subtype: '110122', action: 'E', user: 'nobody' },
  'login.locked-out': { type: AUTHENTICATION, subtype: '110122', action: 'E', user: 'nobody' },
  logout: { type: AUTHENTICATION, subtype: '110123', action: 'E' },
  /** Somebody took over from whoever was logged in. */
  switch: { type: AUTHENTICATION, subtype: '110122', action: 'E' },
  /** Asked for what the role does not allow. */
  refused: { type: SECURITY, action: 'E', atOnce: true },
  'break-glass': { type: SECURITY, subtype: '110127', action: 'E', atOnce: true },
  'user.changed': { type: SECURITY, subtype: '110137', action: 'U', atOnce: true },
  'roles.changed': { type: SECURITY, subtype: '110136', action: 'U', atOnce: true },
  'device.changed': { type: SECURITY, subtype: '110129', action: 'U', atOnce: true },
  'passphrase.changed': { type: SECURITY, subtype: '110137', action: 'U', atOnce: true },
  'settings.changed': { type: SECURITY, subtype: '110129', action: 'U', atOnce: true },
  'kit.shown': { type: SECURITY, action: 'R', atOnce: true },
  'kit.changed': { type: SECURITY, action: 'U', atOnce: true },
  'kit.rehearsed': { type: SECURITY, action: 'E', atOnce: true },
  'remote.changed': { type: SECURITY, subtype: '110128', action: 'U' },
  'alarm.dismissed': { type: SECURITY, action: 'U' },
  'quarantine.taken': { type: SECURITY, action: 'C', atOnce: true },
  'quarantine.dropped': { type: SECURITY, action: 'D', atOnce: true },
  'wipe.confirmed': { type: SECURITY, action: 'D', atOnce: true },
  'audit.read': { type: '110101', action: 'R', batched: true },
  'audit.export': { type: '110101', action: 'R', atOnce: true },
  'audit.verify': { type: '110101', action: 'E' },
} as const satisfies Record<string, AuditKind>;

export type AuditEventName = keyof typeof AUDIT_EVENTS;
export const AUDIT_EVENT_NAMES = Object.keys(AUDIT_EVENTS) as [AuditEventName, ...AuditEventName[]];

/** What is known of an event. */
export function auditKind(event: AuditEventName): AuditKind {
  return AUDIT_EVENTS[event];
}

/** FHIR's AuditEvent.outcome: done, failed for a reason of the user's, refused, broken. */
export const AUDIT_OUTCOMES = [0, 4, 8, 12] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];
