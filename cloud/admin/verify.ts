/** Recomputes everything that the store says of its clinics, and tells what is not so. It may be in use meanwhile. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { envelopeHash, extendLogHash, parseEnvelopeOrStub, verifyEnvelope } from '../../shared/envelope/layout.ts';
import { extendRoster, type Roster } from '../../shared/protocol/roster.ts';
import type { ClinicState, CloudStore, DeviceHead, LogEntry } from '../storage/contract.ts';

/** One thing that is wrong; `clinic` is null where it concerns the whole store. */
export interface Finding {
  readonly clinic: string | null;
  readonly what: string;
}

export interface Verification {
  readonly clinics: number;
  readonly envelopes: number;
  readonly findings: readonly Finding[];
}

const PAGE = 64;
const PAGE_BYTES = 1024 * 1024;
/** Of one clinic, so that a damaged log does not fill the screen. */
const MOST_FINDINGS = 20;
/** A clinic that is written to may seem wrong where it is not: it is looked at again so often. */
const LOOKS = 5;
const ZERO_HASH = new Uint8Array(32);

/** Verifies the store itself and these clinics of it. */
export async function verifyStore(store: CloudStore, ids: AsyncIterable<Uint8Array>): Promise<Verification> {
  const findings: Finding[] = (await store.check()).map((what) => ({ clinic: null, what }));
  let clinics = 0;
  let envelopes = 0;
  for await (const id of ids) {
    const { head, problems } = await verifyClinic(store, id);
    clinics++;
    envelopes += head;
    findings.push(...problems.slice(0, MOST_FINDINGS).map((what) => ({ clinic: toHex(id), what })));
  }
  return { clinics, envelopes, findings };
}

async function verifyClinic(store: CloudStore, id: Uint8Array): Promise<{ head: number; problems: string[] }> {
  for (let look = 1; ; look++) {
    const state = await store.clinic(id);
    if (!state) return { head: 0, problems: ['the clinic is gone'] };
    const problems = await compare(store, id, state);
    if (problems.length === 0 || look === LOOKS || isDeepStrictEqual(await store.clinic(id), state))
      return { head: state.head, problems };
  }
}

/** What is wrong of the clinic as it was in `state`. */
async function compare(store: CloudStore, id: Uint8Array, state: ClinicState): Promise<string[]> {
  const problems: string[] = [];
  const { roster, bytes } = await readMembership(store, id, state, problems);
  const log = new LogReader(id, roster, problems);
  while (log.last < state.head && problems.length < MOST_FINDINGS) {
    const entries = await store.entries(id, log.last, Math.min(PAGE, state.head - log.last));
    if (entries.length === 0) break;
    for (const entry of entries) log.read(entry);
    await othersFirst();
  }
  if (problems.length > 0) return problems;
  if (log.last !== state.head) problems.push(`the log ends at ${log.last} and not at ${state.head}`);
  if (!sameBytes(log.logHash, state.logHash)) problems.push("the log's hash is not the one that is kept");
  if (log.bytes + bytes !== state.bytes)
    problems.push(`${log.bytes + bytes} bytes are kept, ${state.bytes} are counted`);
  const kept = new Map((await store.deviceHeads(id)).map((head) => [toHex(head.deviceId), head]));
  for (const [device, head] of log.heads) {
    const said = kept.get(device);
    if (said?.seq !== head.seq || !sameBytes(said.hash, head.hash))
      problems.push(
        `of workstation ${device} the last envelope is ${head.seq}, and ${said?.seq ?? 'none'} is kept as such`,
      );
  }
  for (const device of kept.keys()) {
    if (!log.heads.has(device)) problems.push(`workstation ${device} has a last envelope, but none in the log`);
  }
  return problems;
}

async function readMembership(
  store: CloudStore,
  id: Uint8Array,
  state: ClinicState,
  problems: string[],
): Promise<{ roster: Roster | null; bytes: number }> {
  let roster: Roster | null = null;
  let bytes = 0;
  let length = 0;
  while (length < state.membershipLength) {
    const records = await store.membership(id, length, PAGE_BYTES);
    if (records.length === 0) break;
    for (const record of records.slice(0, state.membershipLength - length)) {
      const next: Roster | null = extendRoster(roster, record);
      if (!next || !sameBytes(next.clinicId, id)) {
        problems.push(`membership record ${length} does not follow`);
        return { roster, bytes };
      }
      roster = next;
      bytes += record.length;
      length++;
    }
  }
  if (length !== state.membershipLength)
    problems.push(`the membership log has ${length} records, not ${state.membershipLength}`);
  return { roster, bytes };
}

/** Follows a log from its first envelope, keeping what its next has to fit. */
class LogReader {
  last = 0;
  bytes = 0;
  logHash: Uint8Array = ZERO_HASH;
  readonly heads = new Map<string, DeviceHead>();
  readonly #authors: ReadonlyMap<string, Uint8Array>;
  readonly #id: Uint8Array;
  readonly #problems: string[];

  constructor(id: Uint8Array, roster: Roster | null, problems: string[]) {
    this.#id = id;
    this.#authors = new Map(roster?.devices.map((device) => [toHex(device.id), device.sign]));
    this.#problems = problems;
  }

  read(entry: LogEntry): void {
    const wrong = this.#wrong(entry);
    if (wrong) this.#problems.push(`envelope ${entry.serverSeq}: ${wrong}`);
    this.last = entry.serverSeq;
    this.bytes += entry.bytes.length;
    this.logHash = extendLogHash(this.logHash, entry.hash);
    if (!sameBytes(this.logHash, entry.logHash) && !wrong)
      this.#problems.push(`envelope ${entry.serverSeq}: the log's hash is another`);
    this.heads.set(toHex(entry.deviceId), { deviceId: entry.deviceId, seq: entry.seq, hash: entry.hash });
  }

  #wrong({ serverSeq, deviceId, seq, hash, bytes }: LogEntry): string | null {
    if (serverSeq !== this.last + 1) return `follows ${this.last}`;
    const envelope = parseEnvelopeOrStub(bytes);
    if (!envelope) return 'is none';
    const { header } = envelope;
    if (!sameBytes(header.clinicId, this.#id)) return "is another clinic's";
    if (!sameBytes(header.deviceId, deviceId) || header.seq !== seq) return 'is kept under another name';
    if (!sameBytes(envelopeHash(envelope), hash)) return 'has another hash';
    const key = this.#authors.get(toHex(deviceId));
    if (!key) return 'is of a workstation that never belonged to the clinic';
    if (!verifyEnvelope(envelope, key)) return 'is not signed by its workstation';
    const before = this.heads.get(toHex(deviceId));
    if (seq !== (before?.seq ?? 0) + 1) return `is ${seq} of its workstation, behind ${before?.seq ?? 0}`;
    if (!sameBytes(header.previous, before?.hash ?? ZERO_HASH)) return 'names another envelope before it';
    return null;
  }
}
