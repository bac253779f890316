/** Opening a chart that one's role does not show, with a reason. */
import { z } from 'zod';
import { openCall } from './contract.ts';

/** At least two words, or four characters of Chinese: "urgent" says nothing to whoever reads it later. */
export function isReason(text: string): boolean {
  const words = text.trim().split(/\s+/).length;
  return text.trim().length >= 4 && (words >= 2 || (text.match(/\p{Script=Han}/gu) ?? []).length >= 4);
}

/** How long a chart stays open, in minutes. */
export const OPENED_MINUTES = 60;

export const accessCalls = {
  /** Opens one chart for this session, for reading, for an hour. Stands in the audit trail at once, with the reason. */
  'access.breakGlass': openCall(
    z.strictObject({ patient: z.string(), reason: z.string().trim().max(500).refine(isReason) }),
    z.strictObject({ until: z.string() }),
    'break-glass',
  ),
};
