/** What every route says, for the description of the protocol. A test holds this list against the routes. */
import type { z } from 'zod';
import * as messages from '../../shared/protocol/messages.ts';
import { MAX_WAIT } from '../../shared/protocol/messages.ts';
import { Upload } from '../../shared/protocol/uploads.ts';
import { Usage } from '../../shared/protocol/usage.ts';
import type { RefusalCode } from '../service/answer.ts';

/** A body: CBOR by a schema that has a name, or something else by its content type. */
export type Content = { readonly name: string; readonly schema: z.ZodType } | { readonly type: string };

export interface Operation {
  readonly method: 'get' | 'post' | 'put';
  /** As OpenAPI writes it. */
  readonly path: string;
  readonly summary: string;
  readonly bearer: boolean;
  readonly query?: readonly { readonly name: string; readonly about: string; readonly required: boolean }[];
  readonly body?: readonly Content[];
  /** By status; null for none. */
  readonly answers: Readonly<Record<number, Content | null>>;
  /** Beside what every route refuses. */
  readonly refusals: readonly RefusalCode[];
}

const cbor = (name: keyof typeof SCHEMAS): Content => ({ name, schema: SCHEMAS[name] });
const octets: Content = { type: 'application/octet-stream' };

const SCHEMAS = {
  CreateClinic: messages.CreateClinic,
  ClinicCreated: messages.ClinicCreated,
  ChallengeRequest: messages.ChallengeRequest,
  Challenge: messages.Challenge,
  TokenRequest: messages.TokenRequest,
  Token: messages.Token,
  SyncRequest: messages.SyncRequest,
  UploadedRequest: messages.UploadedRequest,
  SyncResponse: messages.SyncResponse,
  Redaction: messages.Redaction,
  Redacted: messages.Redacted,
  AppendMembership: messages.AppendMembership,
  CarryMembership: messages.CarryMembership,
  MembershipPage: messages.MembershipPage,
  EnrolmentRequest: messages.EnrolmentRequest,
  EnrolmentAnswer: messages.EnrolmentAnswer,
  Upload,
  Usage,
} as const satisfies Record<string, z.ZodType>;

const MEMBER: readonly RefusalCode[] = ['not-member', 'removed', 'suspended', 'unknown-clinic'];

export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/clinics',
    summary: 'Registers a clinic, or gives back what an endpoint lost of its membership log. Idempotent.',
    bearer: false,
    body: [cbor('CreateClinic')],
    answers: { 200: cbor('ClinicCreated') },
    refusals: ['registration-closed', 'conflict', 'storage-full'],
  },
  {
    method: 'post',
    path: '/v1/challenge',
    summary: 'A challenge, good for a minute, for a workstation or for the root key of the clinic.',
    bearer: false,
    body: [cbor('ChallengeRequest')],
    answers: { 200: cbor('Challenge') },
    refusals: ['not-member', 'suspended', 'unknown-clinic'],
  },
  {
    method: 'post',
    path: '/v1/token',
    summary: "A token for a challenge that was signed together with the endpoint's address.",
    bearer: false,
    body: [cbor('TokenRequest')],
    answers: { 200: cbor('Token') },
    refusals: ['unauthorised', 'not-member', 'suspended', 'unknown-clinic'],
  },
  {
    method: 'post',
    path: '/v1/sync',
    summary: 'Takes envelopes and gives those behind the cursor. 204 where `unless` names the answer.',
    bearer: true,
    body: [cbor('SyncRequest'), cbor('UploadedRequest')],
    answers: { 200: cbor('SyncResponse'), 204: null },
    refusals: [
      ...MEMBER,
      'bad-signature',
      'gap',
      'equivocation',
      'not-found',
      'conflict',
      'busy',
      'quota',
      'storage-full',
    ],
  },
  {
    method: 'put',
    path: '/v1/uploads/{hash}',
    summary: 'A piece of a sync request that does not get through in one go; what arrives of it is kept.',
    bearer: true,
    query: [{ name: 'offset', about: 'Where the piece begins; 0 begins anew.', required: true }],
    body: [octets],
    answers: { 200: cbor('Upload') },
    refusals: [...MEMBER, 'storage-full'],
  },
  {
    method: 'get',
    path: '/v1/uploads/{hash}',
    summary: 'How many bytes of an upload are here.',
    bearer: true,
    answers: { 200: cbor('Upload') },
    refusals: MEMBER,
  },
  {
    method: 'get',
    path: '/v1/envelopes/{serverSeq}',
    summary: "One envelope by its place in the clinic's log, also from a byte on (Range).",
    bearer: true,
    answers: { 200: octets, 206: octets, 416: null },
    refusals: [...MEMBER, 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/poke',
    summary: "An event stream with the log's head whenever it grows.",
    bearer: true,
    answers: { 200: { type: 'text/event-stream' } },
    refusals: [...MEMBER, 'busy'],
  },
  {
    method: 'post',
    path: '/v1/redactions',
    summary: "Drops the contents of envelopes for an owner's redaction that is here.",
    bearer: true,
    body: [cbor('Redaction')],
    answers: { 200: cbor('Redacted') },
    refusals: [...MEMBER, 'bad-signature', 'not-found', 'storage-full'],
  },
  {
    method: 'get',
    path: '/v1/membership',
    summary: 'Records of the membership log.',
    bearer: true,
    query: [{ name: 'from', about: 'Index of the first record wanted.', required: false }],
    answers: { 200: cbor('MembershipPage') },
    refusals: ['not-member', 'suspended', 'unknown-clinic'],
  },
  {
    method: 'post',
    path: '/v1/membership',
    summary: 'Appends a record by compare-and-swap, where this endpoint is the authority of the log.',
    bearer: true,
    body: [cbor('AppendMembership')],
    answers: { 200: cbor('MembershipPage') },
    refusals: [...MEMBER, 'head-moved', 'not-authority', 'conflict', 'storage-full'],
  },
  {
    method: 'post',
    path: '/v1/membership/carry',
    summary: 'Gives what another remote has of the membership log.',
    bearer: true,
    body: [cbor('CarryMembership')],
    answers: { 200: cbor('MembershipPage') },
    refusals: [...MEMBER, 'conflict', 'storage-full'],
  },
  {
    method: 'get',
    path: '/v1/usage',
    summary: 'What the clinic keeps and moves, its quota and the prices.',
    bearer: true,
    answers: { 200: cbor('Usage') },
    refusals: MEMBER,
  },
  {
    method: 'put',
    path: '/v1/enrolments/{mailbox}/request',
    summary: "A new workstation's request, left under the hash of a secret.",
    bearer: false,
    body: [cbor('EnrolmentRequest')],
    answers: { 204: null },
    refusals: ['conflict', 'storage-full'],
  },
  {
    method: 'get',
    path: '/v1/enrolments/{mailbox}/request',
    summary: "A new workstation's request.",
    bearer: true,
    answers: { 200: cbor('EnrolmentRequest') },
    refusals: [...MEMBER, 'not-found'],
  },
  {
    method: 'put',
    path: '/v1/enrolments/{mailbox}/answer',
    summary: "The owner's answer, sealed to the new workstation.",
    bearer: true,
    body: [cbor('EnrolmentAnswer')],
    answers: { 204: null },
    refusals: [...MEMBER, 'not-found', 'conflict', 'storage-full'],
  },
  {
    method: 'get',
    path: '/v1/enrolments/{mailbox}/answer',
    summary: "The owner's answer, waiting for it.",
    bearer: false,
    query: [{ name: 'wait', about: `Seconds to wait, ${MAX_WAIT} at most.`, required: false }],
    answers: { 200: cbor('EnrolmentAnswer') },
    refusals: ['not-found'],
  },
  {
    method: 'get',
    path: '/healthz',
    summary: 'Whether the endpoint runs.',
    bearer: false,
    answers: { 200: { type: 'text/plain' } },
    refusals: [],
  },
  {
    method: 'get',
    path: '/v1/openapi.json',
    summary: 'This description.',
    bearer: false,
    answers: { 200: { type: 'application/json' } },
    refusals: [],
  },
];
