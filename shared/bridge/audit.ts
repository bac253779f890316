/** The auditor's view of the trail: who did what to which patient, where and when, provably unaltered. */
import { z } from 'zod';
import { MOST_KINDS } from '../audit/entry.ts';
import { AUDIT_EVENT_NAMES } from '../audit/events.ts';
import { type Need, openCall } from './contract.ts';
import { GivenFigure } from './figures-given.ts';
import { figuresOf } from './measures.ts';
import { PRINTS } from './prints.ts';

const Nothing = z.strictObject({});

/** Changes of records, as the history calls them: they stand in their own envelopes. */
export const CHANGE_EVENTS = [
  ...([
    'change.create',
    'change.update',
    'change.delete',
    'change.restore',
    'change.import',
    'change.resolve',
  ] as const),
  ...(['change.undo', 'change.amend', 'change.error', 'change.redact'] as const),
] as const;

/** What is listed; `unknown`: an entry of a later version. */
export const LISTED_EVENTS = [...AUDIT_EVENT_NAMES, ...CHANGE_EVENTS, 'unknown'] as const;
export type ListedEvent = (typeof LISTED_EVENTS)[number];

const Named = z.strictObject({ id: z.string(), name: z.string() });

export const AuditRow = z.strictObject({
  /** The same on every workstation. */
  key: z.string(),
  /** ISO 8601 by the workstation's clock; `last`: of the last of a batch. */
  at: z.string(),
  last: z.string().optional(),
  event: z.enum(LISTED_EVENTS),
  outcome: z.enum(['done', 'failed', 'refused']),
  user: Named.optional(),
  /** Whose signature vouches for it, where that is somebody else: then the workstation alone says who it was. */
  signedBy: Named.optional(),
  device: Named,
  type: z.string().optional(),
  id: z.string().optional(),
  patient: Named.optional(),
  times: z.int(),
  reason: z.string().optional(),
  what: z.string().optional(),
  about: Named.optional(),
  records: z.int().optional(),
  error: z.string().optional(),
  kinds: z.array(z.string()),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const AuditFilter = z.strictObject({
  user: z.string().max(64).optional(),
  patient: z.string().max(64).optional(),
  /** Device id in hexadecimal. */
  device: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  events: z.array(z.enum(LISTED_EVENTS)).min(1).optional(),
  /** Days of the clinic's calendar, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

const AuditState = z.strictObject({
  entries: z.int(),
  /** The last check; null for never. Problems in English, for whoever examines them. */
  checked: z
    .strictObject({ at: z.string(), entries: z.int(), workstations: z.int(), problems: z.array(z.string()) })
    .nullable(),
});
export type AuditState = z.infer<typeof AuditState>;

/** What leaves by the window's own hands. */
const GivenOut = z.strictObject({
  action: z.enum(['print', 'pdf', 'export']),
  what: z.enum(['kit', 'page', ...PRINTS, 'picture', 'figures', 'cohort-list']),
  /** The figures that it shows. */
  figures: z.array(GivenFigure).min(1).max(MOST_KINDS).readonly().optional(),
  /** Rows of patients in it. */
  records: z.int().min(0).optional(),
  stage: z.enum(['begun', 'done', 'stopped']),
  patient: z.string().max(64).optional(),
});

/** Whoever may see it, and do that with it. How it ended is told by whoever began it, whatever they may do by then. */
function mayGiveOut({ action, what, figures = [], patient, stage }: z.infer<typeof GivenOut>): readonly Need[] {
  // a page tells of nobody
  if (stage !== 'begun' || what === 'page') return [];
  if (what === 'kit') return [{ may: 'recovery' }];
  return [
    { may: action === 'export' ? 'export' : 'print' },
    ...(patient === undefined ? [] : [{ right: 'read', type: 'Patient', id: patient } as const]),
    ...(what === 'cohort-list' ? [{ may: 'analysis' } as const, { right: 'read', type: 'Patient' } as const] : []),
    ...figures.flatMap(figuresOf),
  ];
}

export const auditCalls = {
  /** Newest first. `next` is the cursor of the page after this one; absent on the last. */
  'audit.list': openCall(
    z.strictObject({
      filter: AuditFilter.default({}),
      cursor: z.string().max(200).optional(),
      limit: z.int().min(1).max(1000).default(100),
    }),
    z.strictObject({ rows: z.array(AuditRow), next: z.string().optional() }),
    'audit',
  ),
  'audit.state': openCall(Nothing, AuditState, 'audit'),
  /** Checks the chains of all workstations now. */
  'audit.check': openCall(Nothing, AuditState, 'audit'),
  /** Writes what the filter lets through into a file that is not there yet. */
  'audit.export': openCall(
    z.strictObject({
      job: z.string().min(1).max(100),
      format: z.enum(['csv', 'ndjson']),
      file: z.string(),
      filter: AuditFilter.default({}),
    }),
    z.strictObject({ file: z.string(), entries: z.int() }),
    'audit',
  ),
  /**
   * What the window does by itself: something is printed, or saved as PDF or as a picture. It is told before (`begun`), which is refused to whoever may not do
   * that (not-allowed), and where it cannot be written (disk-full, home-unusable); and afterwards whether it was done.
   */
  'audit.note': openCall(GivenOut, Nothing, mayGiveOut),
};
