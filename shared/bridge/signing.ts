/** A visit as a sheet that can be read, and a signature under all of it. */
import { z } from 'zod';
import { openCall } from './contract.ts';
import { SignatureView } from './records.ts';

const Id = z.string().min(1).max(64);
const Type = z.string().regex(/^[A-Z][A-Za-z]{1,63}$/);

/** A record of a visit as it stands on the sheet. */
export const SheetLine = z.strictObject({
  type: z.string(),
  id: z.string(),
  title: z.string(),
  /** All of it, in full. */
  text: z.string(),
  /** As `RecordView.seen`, and the number of that version. */
  seen: z.array(z.string()),
  version: z.int(),
  /** It goes on after the visit (a problem is resolved, an order done): what it says now is signed with the words of the sheet. */
  goesOn: z.boolean(),
  conflicts: z.int(),
  signatures: z.array(SignatureView),
});
export type SheetLine = z.infer<typeof SheetLine>;

export const VisitSheet = z.strictObject({
  encounter: z.string(),
  patient: z.string(),
  /** When it was, as it was written. */
  date: z.string().optional(),
  /** Who saw the patient. */
  by: z.string().optional(),
  /** The Encounter first, then as a consultation goes. */
  lines: z.array(SheetLine),
  /** Signed by a member of the clinic. */
  signed: z.boolean(),
});
export type VisitSheet = z.infer<typeof VisitSheet>;

/** What is locked by the signature under a visit. */
export const LOCKED_TYPES = ['Encounter', 'Observation', 'DocumentReference'] as const;

export const signingCalls = {
  /** Every record of a visit that the reader's role sees. Raises not-found. */
  'visit.sheet': openCall(z.strictObject({ encounter: Id }), VisitSheet, ({ encounter }) => [
    { right: 'read', type: 'Encounter', id: encounter },
  ]),
  /**
   * Signs a visit as its sheet was shown: each of its records, and for those that go on a text of what they said. Raises
   * not-found, visit-changed where anything is not as it was shown any more, invalid-input while something waits in the inbox, signed.
   */
  'visit.sign': openCall(
    z.strictObject({
      encounter: Id,
      shown: z.array(z.strictObject({ type: Type, id: Id, seen: z.array(z.string()) })).max(500),
    }),
    z.strictObject({ signed: z.int() }),
    ({ encounter }) => [
      { right: 'sign', type: 'Encounter', id: encounter },
      ...LOCKED_TYPES.map((type) => ({ right: 'sign', type }) as const),
      { right: 'write', type: 'DocumentReference' },
    ],
  ),
};
