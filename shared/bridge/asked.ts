import { z } from 'zod';

/** None, unknown and not asked are different things for every clinical fact; `closed`: the reader's role does not see it. */
export const Asked = z.enum(['not-asked', 'none-known', 'unknown', 'listed', 'closed']);
export type Asked = z.infer<typeof Asked>;
