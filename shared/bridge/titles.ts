/** Titles and qualifications of the clinic's people: what stands behind their names on prints. */
import { z } from 'zod';
import { Changed } from './changes.ts';
import { openCall } from './contract.ts';

const Title = z.strictObject({
  /** The id of a user. */
  user: z.string().min(1).max(64),
  title: z.string().trim().max(100),
});

export const titleCalls = {
  /** Of whom one was entered. */
  'title.list': openCall(z.strictObject({}), z.array(Title), () => [{ right: 'read', type: 'Practitioner' }]),
  /** '' takes it away. Raises not-found for nobody of the clinic. */
  'title.save': openCall(Title, Changed, () => [{ may: 'users' }, { right: 'write', type: 'Practitioner' }]),
};
