import { z } from 'zod';
import { openCall } from './contract.ts';

const Copy = z.strictObject({ at: z.string(), records: z.int() });

export const analysisCalls = {
  /** The de-identified database of analysts on this workstation, when it was made; null for none. */
  'analysis.copy': openCall(z.strictObject({}), z.strictObject({ copy: Copy.nullable() }), 'analysis'),
  /** Makes it anew. For whoever sees the records and may analyse them. */
  'analysis.refresh': openCall(z.strictObject({}), Copy, () => [
    { may: 'analysis' },
    { right: 'read', type: 'Condition' },
  ]),
};
