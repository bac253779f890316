/** The repair list: what an import could not bring in waits here, is edited and tried again (docs/decisions/0051). */
import { z } from 'zod';
import { ERROR_CODES } from '../base/errors.ts';
import { Finding } from '../quality/finding.ts';
import { type Need, openCall } from './contract.ts';

/** open: it waits. faults: it came in, and is not valid. aside: somebody set it aside. fixed: it came in after all. */
export const REPAIR_STATES = ['open', 'faults', 'aside', 'fixed'] as const;
export type RepairState = (typeof REPAIR_STATES)[number];
const State = z.enum(REPAIR_STATES);

/** What is wrong for one reason in one import. */
const Reason = z.strictObject({
  state: State,
  run: z.string().max(64),
  code: z.enum(ERROR_CODES),
  /** Without places in lists, or the column of a table; '' where none is named. */
  element: z.string().max(1000),
});
export type RepairReason = z.infer<typeof Reason>;

const RepairGroup = Reason.extend({ count: z.int(), file: z.string() });
export type RepairGroup = z.infer<typeof RepairGroup>;

const RepairItem = z.strictObject({
  id: z.int(),
  run: z.string(),
  state: State,
  file: z.string(),
  line: z.int().optional(),
  code: z.enum(ERROR_CODES),
  element: z.string(),
  /** In English, as the import said it. */
  message: z.string(),
  /** The record that it came in as. */
  record: z.strictObject({ type: z.string(), id: z.string() }).optional(),
  reason: z.string().optional(),
  /** Somebody edited it. */
  edited: z.boolean(),
});
export type RepairItem = z.infer<typeof RepairItem>;

/** A row under its header: the header as it stands, and the cells below its names. */
const TableRowText = z.strictObject({
  head: z.string(),
  delimiter: z.string(),
  columns: z.array(z.string()),
  cells: z.array(z.string()),
});
export type TableRowText = z.infer<typeof TableRowText>;

const RepairValues = z.strictObject({
  /** Entries that were looked at; `more`: there are others. */
  looked: z.int(),
  more: z.boolean(),
  values: z.array(z.strictObject({ value: z.string(), count: z.int() })),
});
export type RepairValues = z.infer<typeof RepairValues>;

const RepairShown = RepairItem.extend({
  /** The text as it is now, in lines; none of a file that could not be read at all. */
  raw: z.string().optional(),
  /** The same as cells, of a row of a table. */
  row: TableRowText.optional(),
  findings: z.array(Finding),
});
export type RepairShown = z.infer<typeof RepairShown>;

/** Several by their numbers, or all that are wrong for one reason. */
const Chosen = z.union([
  z.strictObject({ ids: z.array(z.int()).min(1).max(1000) }),
  /** `at`: only those that were set aside then. */
  z.strictObject({ reason: Reason, at: z.int().optional() }),
]);
export type RepairChosen = z.infer<typeof Chosen>;

const Id = z.int().positive();
const Text = z.string().max(20_000_000);

export const repairCalls = {
  /** How much stands in each state, and the reasons of one state with their counts: the most first. */
  'repair.groups': openCall(
    z.strictObject({ state: State.default('open') }),
    z.strictObject({ counts: z.record(State, z.int()), groups: z.array(RepairGroup), more: z.boolean() }),
    'import',
  ),
  /** What is wrong for one reason, page by page: `after` is the last number of the page before. */
  'repair.list': openCall(
    z.strictObject({ reason: Reason, after: z.int().default(0), limit: z.int().min(1).max(1000).default(200) }),
    z.strictObject({ items: z.array(RepairItem), more: z.boolean() }),
    'import',
  ),
  /** One with its text. Raises not-found. */
  'repair.show': openCall(z.strictObject({ id: Id }), RepairShown, 'import'),
  /** The values at the element, or in the column, that is wrong for one reason: of the first entries, those of most first. */
  'repair.values': openCall(z.strictObject({ reason: Reason }), RepairValues, 'import'),
  /** What the validator finds in a text as it is being edited. Raises not-found. */
  'repair.check': openCall(z.strictObject({ id: Id, raw: Text }), z.array(Finding), 'import'),
  /** Tries to import one again with an edited text, by the same path as its import did. Raises not-found. */
  'repair.retry': openCall(
    z.strictObject({ id: Id, raw: Text }),
    z.strictObject({ fixed: z.boolean(), item: RepairShown }),
    'import',
  ),
  /**
   * Tries all that wait for one reason again; `replace`: first puts another value where the element has this one. Progress comes under
   * the job's id.
   */
  'repair.retryAll': openCall(
    z.strictObject({
      job: z.string().min(1).max(100),
      reason: Reason,
      replace: z.strictObject({ from: z.string().max(1000), to: z.string().max(1000) }).optional(),
    }),
    z.strictObject({ tried: z.int(), fixed: z.int(), cancelled: z.boolean() }),
    'import',
  ),
  /** Sets aside, with a reason; what was set aside waits again by `repair.takeBack`. */
  'repair.setAside': openCall(
    z.strictObject({ chosen: Chosen, why: z.string().trim().min(1).max(500) }),
    z.strictObject({ count: z.int(), at: z.int() }),
    'import',
  ),
  'repair.takeBack': openCall(z.strictObject({ chosen: Chosen }), z.strictObject({ count: z.int() }), 'import'),
  /** Writes what waits for its sender to a file that is not encrypted. Raises already-exists, file-unwritable, disk-full. */
  'repair.export': openCall(
    z.strictObject({ state: State.default('open'), format: z.enum(['csv', 'ndjson']), out: z.string() }),
    z.strictObject({ file: z.string(), count: z.int() }),
    (): Need[] => [{ may: 'import' }, { may: 'export' }],
  ),
};
