/** Both sides of enrolment without a network, over the files of enrolment-file.ts. */
import { raise } from '../../../shared/base/result.ts';
import { KEY_BYTES } from '../../../shared/crypto/sodium.ts';
import { listRemotes } from '../storage/remotes.ts';
import type { HomeFiles, VaultOptions } from '../world.ts';
import { type Approved, answerRequest, codeOf } from './approval.ts';
import type { MembershipContext } from './change-membership.ts';
import {
  forgetWaiting,
  keepWaiting,
  openWaiting,
  readAnswerFile,
  readRequestFile,
  writeAnswerFile,
  writeRequestFile,
} from './enrolment-file.ts';
import { deviceKeysOf, type Joined, newWorkstation, takeBundle } from './newcomer.ts';

interface Newcoming {
  readonly files: HomeFiles;
  readonly options: Pick<VaultOptions, 'random' | 'clock'>;
}

/** On the new workstation: makes keys and writes the request. Raises already-exists, file-unwritable, disk-full. */
export function requestByFile({ files, options }: Newcoming, file: string, workstation: string): { code: string } {
  const { random } = options;
  const waitingKey = random.bytes(KEY_BYTES);
  const { seeds, device, code, sealedName } = newWorkstation(workstation, random, { waitingKey });
  writeRequestFile(file, { device, sealedName });
  keepWaiting(files.joining, { v: 1, signSeed: seeds.sign, boxSeed: seeds.box, code, workstation }, waitingKey, random);
  return { code };
}

/** On an owner's workstation: lets in whoever wrote the request, and writes the answer. Raises as `approveDevice`, and for the files. */
export async function approveByFile(
  context: MembershipContext,
  typed: string,
  { request, answer }: { readonly request: string; readonly answer: string },
): Promise<Approved> {
  const code = codeOf(typed);
  const remotes = listRemotes(context.workspace.store).map(({ url }) => url);
  const { sealedBundle, waitingKey, approved } = await answerRequest(context, code, readRequestFile(request), remotes);
  if (!waitingKey) raise('code-mismatch', 'This request was not made for a file. Nothing was written.');
  writeAnswerFile(answer, { waitingKey, sealedBundle });
  return approved;
}

/** On the new workstation: takes the answer to its own request. Raises answer-mismatch, code-mismatch, and for the file. */
export function acceptByFile({ files, options }: Newcoming, file: string): Joined {
  const { waitingKey, sealedBundle } = readAnswerFile(file);
  const waiting = openWaiting(files.joining, waitingKey);
  if (!waiting) raise('answer-mismatch', 'This answer is not for the request that was made here.');
  const { code, workstation } = waiting;
  const seeds = { sign: waiting.signSeed, box: waiting.boxSeed };
  const { random, clock } = options;
  const joined = takeBundle(
    { seeds, device: deviceKeysOf(seeds), code, workstation, files, random, now: () => clock.now() },
    sealedBundle,
  );
  forgetWaiting(files.joining);
  return joined;
}
