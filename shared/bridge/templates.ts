/** The clinic's own texts for notes: written once, put into a note by their name. */
import { z } from 'zod';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';

const Id = z.string().min(1).max(64);

export const Template = z.strictObject({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  /** As `RecordView.seen`. */
  seen: z.array(z.string()),
});
export type Template = z.infer<typeof Template>;

const writes = (): readonly Need[] => [{ right: 'write', type: 'Library' }];

export const templateCalls = {
  /** All that are in use, by their names. */
  'template.list': openCall(z.strictObject({}), z.array(Template), () => [{ right: 'read', type: 'Library' }]),
  /** New ones, or with an id one as it was edited; in one transaction. Raises not-found, signed. */
  'template.save': openCall(
    z.strictObject({
      templates: z
        .array(
          z.strictObject({
            id: Id.optional(),
            seen: z.array(z.string()).default([]),
            title: z.string().trim().min(1).max(100),
            text: z.string().trim().min(1).max(4000),
          }),
        )
        .min(1)
        .max(50),
    }),
    Changed,
    writes,
  ),
  /** Takes templates out of use, or (`use`) back into it: whoever writes one may also do without it. Raises not-found, signed. */
  'template.use': openCall(z.strictObject({ ids: z.array(Id).min(1).max(50), use: z.boolean() }), Changed, writes),
};
