/** Every route; see shared/protocol/messages.ts for what they say. */
import { appendMembership } from './append-membership.ts';
import { carryMembership } from './carry-membership.ts';
import { challenge } from './challenge.ts';
import { createClinic } from './create-clinic.ts';
import { getEnrolmentAnswer } from './get-enrolment-answer.ts';
import { getEnrolmentRequest } from './get-enrolment-request.ts';
import { getEnvelope } from './get-envelope.ts';
import { healthz } from './healthz.ts';
import { openapi } from './openapi.ts';
import { poke } from './poke.ts';
import { putEnrolmentAnswer } from './put-enrolment-answer.ts';
import { putEnrolmentRequest } from './put-enrolment-request.ts';
import { readMembership } from './read-membership.ts';
import { redact } from './redact.ts';
import type { Route } from './route.ts';
import { sync } from './sync.ts';
import { token } from './token.ts';
import { getUpload, putUpload } from './uploads.ts';
import { usage } from './usage.ts';

export const ROUTES: readonly Route[] = [
  healthz,
  openapi,
  createClinic,
  challenge,
  token,
  sync,
  redact,
  poke,
  readMembership,
  appendMembership,
  carryMembership,
  getEnvelope,
  putUpload,
  getUpload,
  usage,
  putEnrolmentRequest,
  getEnrolmentRequest,
  putEnrolmentAnswer,
  getEnrolmentAnswer,
];
