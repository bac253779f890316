/** The new workstation's side of enrolment: asks by its mailbox at an endpoint, shows the code, waits. */

import { ExpectedError, raise } from '../../../shared/base/result.ts';
import type { Random } from '../../../shared/base/world.ts';
import { normaliseAddress } from '../../../shared/protocol/address.ts';
import { ENROLMENT_LIFETIME, MAX_WAIT } from '../../../shared/protocol/messages.ts';
import { codeMailbox } from '../crypto/code.ts';
import { type Joined, newWorkstation, takeBundle } from './newcomer.ts';
import { enrolmentAnswer, mailboxName, putEnrolmentRequest, type Wire } from './transport.ts';

/** Until the answer is asked for again on a bad line. */
const RETRY_MS = 2_000;

export interface Joining {
  readonly code: string;
  /** Ends when the owner approved and the database is there, unconfirmed. */
  readonly approved: Promise<Joined>;
}

interface JoiningOptions {
  readonly remote: string;
  readonly workstation: string;
  readonly files: { readonly database: string; readonly keyring: string };
  readonly random: Random;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly networkTimeout: number;
  /** What carries requests, and what waits before the next; HTTP and the machine's clock where nothing is said. */
  readonly wire?: Wire;
  readonly pause?: (ms: number) => Promise<void>;
}

/** Asks to join. Raises remote-invalid and the transport's failures; `approved` can also fail with code-mismatch, cancelled. */
export async function requestToJoin(options: JoiningOptions): Promise<Joining> {
  const { random, workstation } = options;
  const url =
    normaliseAddress(options.remote) ??
    raise('remote-invalid', 'This is no address of a cloud. It begins with https:// (or http:// in the clinic).');
  const newcomer = newWorkstation(workstation, random);
  const { code, device, sealedName } = newcomer;
  const mailbox = mailboxName(codeMailbox(code));
  await putEnrolmentRequest(url, mailbox, { device, sealedName }, options.networkTimeout, options.wire);
  const approved = waitForAnswer(url, mailbox, options).then((sealed) => {
    options.signal.throwIfAborted();
    return takeBundle({ ...options, remote: url, ...newcomer }, sealed);
  });
  return { code, approved };
}

/** Waits for a day at most. Raises code-unknown, cancelled, and whatever is no bad line. */
export async function waitForAnswer(
  url: string,
  mailbox: string,
  {
    signal,
    now,
    networkTimeout,
    wire,
    pause = pauseByClock,
  }: Pick<JoiningOptions, 'signal' | 'now' | 'networkTimeout' | 'wire' | 'pause'>,
): Promise<Uint8Array> {
  const until = now() + ENROLMENT_LIFETIME * 1000;
  while (now() < until) {
    signal.throwIfAborted();
    try {
      const answer = await enrolmentAnswer(url, mailbox, MAX_WAIT, signal, networkTimeout + MAX_WAIT * 1000, wire);
      if (answer) return answer.sealedBundle;
    } catch (error) {
      // a bad line is no reason to throw the code away; everything else is
      if (
        !(error instanceof ExpectedError) ||
        !['cloud-unreachable', 'cloud-timeout', 'cloud-busy'].includes(error.failure.code)
      )
        throw error;
      await pause(RETRY_MS);
    }
  }
  return raise('code-unknown', 'The code is no longer valid. Ask for a new one.');
}

function pauseByClock(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
