/** What stands at the head of the clinic's prints: its names, where it is, its licence, its logo. */
import { z } from 'zod';
import { Changed } from './changes.ts';
import { openCall } from './contract.ts';

/** Of a logo as PNG, in bytes: enough for 480 x 240 pixels, and little enough to sync over a slow line. */
export const MOST_LOGO_BYTES = 120_000;

const Line = (most: number) => z.string().trim().max(most);

export const Letterhead = z.strictObject({
  /** In Chinese and in English; one of them may be ''. */
  nameZh: Line(200),
  nameEn: Line(200),
  /** Lines of an address. */
  address: Line(500),
  phone: Line(100),
  /** The number under which an authority has registered the clinic. */
  licence: Line(100),
  /** The last line of each page. */
  footer: Line(300),
  /** PNG in Base64; '' for none. */
  logo: z
    .string()
    .max(Math.ceil((MOST_LOGO_BYTES * 4) / 3) + 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/),
});
export type Letterhead = z.infer<typeof Letterhead>;

const LetterheadView = z.strictObject({
  letterhead: Letterhead,
  /** The Organization and what its form has seen (`RecordView.seen`); absent before it was saved for the first time. */
  record: z.strictObject({ id: z.string(), seen: z.array(z.string()), conflicts: z.int() }).optional(),
});
export type LetterheadView = z.infer<typeof LetterheadView>;

export const letterheadCalls = {
  /** Before somebody saved one: the clinic's name alone. */
  'letterhead.get': openCall(z.strictObject({}), LetterheadView, () => [{ right: 'read', type: 'Organization' }]),
  /** Raises bad-logo for what is no PNG, or a large one; not-found where the record was deleted meanwhile. */
  'letterhead.save': openCall(
    z.strictObject({
      letterhead: Letterhead.refine(({ nameZh, nameEn }) => nameZh !== '' || nameEn !== ''),
      id: z.string().min(1).max(64).optional(),
      seen: z.array(z.string()).default([]),
    }),
    Changed,
    () => [{ right: 'write', type: 'Organization' }],
  ),
};
