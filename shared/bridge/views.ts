/** SQL on FHIR: ViewDefinitions that ship, that the clinic keeps, and what they give. */

import { z } from 'zod';
import { VIEW_FAULTS } from '../views/faults.ts';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';
import { LeftOut } from './kept.ts';

/** A ViewDefinition of SQL on FHIR v2 as JSON; `view.check` says what is wrong with it. */
export const ViewDefinition = z.record(z.string().max(100), z.json());
export type ViewDefinition = z.infer<typeof ViewDefinition>;

const Fault = z.strictObject({
  code: z.enum(VIEW_FAULTS),
  /** In the definition: `select[0].column[1].path`. */
  place: z.string(),
  /** The name, function or member that it is about. */
  detail: z.string().optional(),
});

const ViewColumn = z.strictObject({
  name: z.string(),
  /** Type in FHIR: `date`, `decimal`, `CodeableConcept`. */
  type: z.string(),
  collection: z.boolean(),
});
export type ViewColumn = z.infer<typeof ViewColumn>;

/** Of a value: a text, number or truth value; null for none; lists and what is no primitive as JSON. */
const Row = z.array(z.json());

const ShippedView = z.strictObject({
  /** Also the name in the definition; a table in SQL can have it. */
  name: z.string(),
  title: z.strictObject({ en: z.string(), 'zh-CN': z.string() }),
  definition: ViewDefinition,
});
export type ShippedView = z.infer<typeof ShippedView>;

const KeptView = z.strictObject({
  id: z.string(),
  name: z.string(),
  definition: ViewDefinition,
  /** As `RecordView.seen`. */
  seen: z.array(z.string()),
});
export type KeptView = z.infer<typeof KeptView>;

const Id = z.string().min(1).max(64);
/** As a column's: letters, digits and underscores, a letter first. */
const Name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,99}$/);

const writes = (): readonly Need[] => [{ may: 'analysis' }, { right: 'write', type: 'Library' }];

export const viewCalls = {
  /**
   * What ships, and what the clinic keeps, by their names: the first 500, the smallest of them where they are very large together, and what else there is. `view.check` says of each whether it can be computed. An
   * analyst, who sees no record, has what ships.
   */
  'view.list': openCall(
    z.strictObject({}),
    z.strictObject({ shipped: z.array(ShippedView), kept: z.array(KeptView), leftOut: z.array(LeftOut) }),
    'analysis',
  ),
  /** What a definition gives, or its first fault. */
  'view.check': openCall(
    z.strictObject({ definition: ViewDefinition }),
    z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), resource: z.string(), columns: z.array(ViewColumn) }),
      z.strictObject({ ok: z.literal(false), fault: Fault }),
    ]),
    'analysis',
  ),
  /**
   * Keeps a definition under a name: a new one, or with an id one as it was edited; `seen` as it was shown. Raises view-invalid, already-exists
   * (the name), not-found.
   */
  'view.save': openCall(
    z.strictObject({
      id: Id.optional(),
      seen: z.array(z.string()).default([]),
      name: Name,
      definition: ViewDefinition,
    }),
    Changed,
    writes,
  ),
  /** Takes views out of use, or (`use`) back into it. Raises not-found. */
  'view.use': openCall(z.strictObject({ ids: z.array(Id).min(1).max(50), use: z.boolean() }), Changed, writes),
  /**
   * The first rows. Needs the right to read records of the definition's type; an analyst gets rows of the de-identified database. `job.cancel` ends it.
   * Raises view-invalid, not-allowed, cancelled.
   */
  'view.preview': openCall(
    z.strictObject({
      job: z.string().min(1).max(100),
      definition: ViewDefinition,
      rows: z.int().min(1).max(1000).default(100),
    }),
    z.strictObject({ columns: z.array(ViewColumn), rows: z.array(Row), more: z.boolean() }),
    'analysis',
  ),
  /**
   * All rows, page by page: those of the next records behind `after`, 0 to begin with. Rows leave the program by it, so that it needs the
   * capability `export`, beside what view.preview needs, but of an analyst, whose rows are de-identified. The pages that are
   * read one after another stand in the audit trail as one export, with the rows that were given, wherever it ends. Raises view-invalid, not-allowed,
   * export-overtaken, disk-full.
   */
  'view.page': openCall(
    z.strictObject({ definition: ViewDefinition, after: z.int().min(0).default(0) }),
    z.strictObject({
      columns: z.array(ViewColumn),
      rows: z.array(Row),
      /** Give it as `after`; null where this was the last page. */
      next: z.int().nullable(),
    }),
    'analysis',
  ),
};
