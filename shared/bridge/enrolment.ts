/** Enrolment without a network: request and answer are files that somebody carries. */
import { z } from 'zod';
import { openCall, publicCall } from './contract.ts';

const Path = z.string().max(4096);

export const enrolmentCalls = {
  /** On the new workstation: writes the request to a file; the code is for the owner's workstation. */
  'device.requestFile': publicCall(
    z.strictObject({ file: Path, workstation: z.string().trim().min(1).max(100) }),
    z.strictObject({ code: z.string() }),
  ),
  /** On an owner's workstation: lets in whoever wrote the request, and writes the answer. */
  'device.approveFile': openCall(
    z.strictObject({ code: z.string(), request: Path, answer: Path }),
    z.strictObject({ deviceId: z.string(), name: z.string(), words: z.string() }),
    'devices',
  ),
  /** On the new workstation: takes the answer; then the words are compared. */
  'device.acceptFile': publicCall(
    z.strictObject({ file: Path }),
    z.strictObject({ clinicName: z.string(), deviceId: z.string(), words: z.string() }),
  ),
};
