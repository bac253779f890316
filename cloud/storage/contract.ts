/**
 * What the endpoint asks of a store. Asynchronous, so that a database server fits as well as a file. Whatever a clinic
 * owns is keyed by its id first. A store that passes test/conformance/cloud-store.ts may be put into registry.ts.
 *
 * Every method throws `StorageFull` when there is no room, having changed nothing; every other error is a defect or a
 * broken store and is thrown as it is. Bytes handed in and out are never changed afterwards by either side.
 */

import type { EnvelopeName } from '../../shared/protocol/messages.ts';
import type { MonthOfUsage } from '../../shared/protocol/usage.ts';

/** No room for what was to be written. Nothing of it was kept; what was acknowledged before is safe. */
export class StorageFull extends Error {
  constructor(cause: unknown) {
    super('the store is full', { cause });
    this.name = 'StorageFull';
  }
}

export interface ClinicState {
  /** serverSeq of the newest envelope; 0 before the first. */
  readonly head: number;
  /** `extendLogHash` over all envelopes in order; zeros before the first. */
  readonly logHash: Uint8Array;
  /** Number of membership records; at least the genesis. */
  readonly membershipLength: number;
  /** How often a branch took the place of the membership log: what was read of it before another number is not it any more. */
  readonly membershipBranch: number;
  /** Bytes of the envelopes and membership records that are kept. */
  readonly bytes: number;
  /** Bytes that this clinic may keep; null where it has no quota of its own. */
  readonly quota: number | null;
  readonly suspended: boolean;
  /** When the clinic came, milliseconds since 1970. */
  readonly since: number;
}

/** An envelope whose signature and author have been checked. */
export interface CheckedEnvelope {
  readonly deviceId: Uint8Array;
  readonly seq: number;
  readonly previous: Uint8Array;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Why the first envelope that was not taken was not, and the last seq that is kept of its device. */
export interface Stop {
  readonly reason: 'gap' | 'equivocation' | 'quota';
  readonly deviceHead: number;
}

export interface AppendOutcome {
  /** Length of the prefix of the batch that is kept now, be it new or there before with the same bytes. */
  readonly accepted: number;
  /** How many of these are new. */
  readonly added: number;
  readonly head: number;
  readonly logHash: Uint8Array;
  /** Absent if the whole batch was accepted. */
  readonly stop?: Stop;
}

/** What new envelopes may take. */
export interface AppendLimits {
  /** Bytes that the clinic may keep with them. */
  readonly quota: number;
  /** Where a workstation that was removed sends what it still has: itself, and what it may send in all. */
  readonly late?: { readonly deviceId: Uint8Array; readonly maxBytes: number } | undefined;
}

/** An envelope as it is kept. */
export interface LogEntry {
  readonly serverSeq: number;
  readonly deviceId: Uint8Array;
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly logHash: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The last envelope of a device. */
export interface DeviceHead {
  readonly deviceId: Uint8Array;
  readonly seq: number;
  readonly hash: Uint8Array;
}

export interface PageRequest {
  /** serverSeq after which to begin. */
  readonly after: number;
  /** Bytes of envelopes at most; the first is given whatever its size. */
  readonly maxBytes: number;
  readonly maxItems: number;
  /** Of this device only the seq is given: it has its own envelopes. An id that no device has: everything is given. */
  readonly own: Uint8Array;
}

export interface LogPage {
  readonly items: readonly (Uint8Array | number)[];
  /** serverSeq of the last item and the log's hash there; null if there is nothing after `after`. */
  readonly last: { readonly serverSeq: number; readonly logHash: Uint8Array } | null;
}

export interface Mailbox {
  readonly request: Uint8Array;
  readonly answer: Uint8Array | null;
}

/** Bytes and requests of a clinic in a month, to be added to what is known. */
export interface Traffic extends MonthOfUsage {
  readonly clinicId: Uint8Array;
}

/** Some bytes of an upload, from `offset` on. */
export interface Piece {
  readonly hash: Uint8Array;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Milliseconds since 1970. */
export interface Times {
  readonly now: number;
  readonly expiresAt: number;
}

export interface CloudStore {
  /** 16 random bytes made with the store: another value means that the data are not those of before. */
  readonly incarnation: Uint8Array;
  /** 32 random bytes made with the store, for the endpoint's tokens. */
  readonly secret: Uint8Array;

  /** Creates a clinic with its first record. An invitation's id, if given, is used up in the same transaction. */
  createClinic(
    clinicId: Uint8Array,
    genesis: Uint8Array,
    invitation: Uint8Array | null,
    now: number,
  ): Promise<'created' | 'exists' | 'invitation-used'>;
  clinic(clinicId: Uint8Array): Promise<ClinicState | null>;
  /** Ids of clinics that begin with `prefix` and come behind `after`, in order of their bytes. */
  clinicIds(prefix: Uint8Array, after: Uint8Array, limit: number): Promise<readonly Uint8Array[]>;
  /** False if there is no such clinic; `null` takes a clinic's own quota away. */
  setQuota(clinicId: Uint8Array, quota: number | null): Promise<boolean>;
  setSuspended(clinicId: Uint8Array, suspended: boolean): Promise<boolean>;
  addTraffic(moved: readonly Traffic[]): Promise<void>;
  /** The newest first. */
  traffic(clinicId: Uint8Array, months: number): Promise<readonly MonthOfUsage[]>;

  /** Membership records from index `from` on, `maxBytes` at most, but one where there is one. */
  membership(clinicId: Uint8Array, from: number, maxBytes: number): Promise<readonly Uint8Array[]>;
  /** Compare-and-swap: appends if the log has exactly `index` records; false otherwise. */
  appendMembership(clinicId: Uint8Array, index: number, record: Uint8Array): Promise<boolean>;

  /**
   * Puts a branch in the place of all records from index `from` on, in one transaction, if the log has exactly `length` records;
   * false otherwise.
   */
  replaceMembership(
    clinicId: Uint8Array,
    from: number,
    length: number,
    records: readonly Uint8Array[],
  ): Promise<boolean>;

  /**
   * Appends in one transaction, under a lock on the clinic, what `orderBatch` (ordering.ts) accepts: each new envelope
   * gets the next serverSeq without gaps, and a whole one takes the place of its stub. Durable when it returns. The clinic must exist.
   */
  append(clinicId: Uint8Array, batch: readonly CheckedEnvelope[], limits: AppendLimits): Promise<AppendOutcome>;
  page(clinicId: Uint8Array, request: PageRequest): Promise<LogPage>;
  /** What is kept behind serverSeq `after`, in order. */
  entries(clinicId: Uint8Array, after: number, limit: number): Promise<readonly LogEntry[]>;
  /** The last envelope of every device that has any, in order of their ids' bytes. */
  deviceHeads(clinicId: Uint8Array): Promise<readonly DeviceHead[]>;
  /**
   * Replaces the contents of envelopes by stubs, in one transaction; serverSeq, hashes and the order stay. Returns how many of
   * them are stubs now, null (and nothing is done) where the redaction's own envelope is not here. What was dropped lingers
   * nowhere in the store's files.
   */
  redact(clinicId: Uint8Array, redaction: EnvelopeName, envelopes: readonly EnvelopeName[]): Promise<number | null>;
  /** seq of the device's last envelope; 0 if there is none. */
  deviceHead(clinicId: Uint8Array, deviceId: Uint8Array): Promise<number>;

  /**
   * Opens a mailbox with the request of a new workstation, which belongs to no clinic yet. The first write wins.
   * Times are in milliseconds since 1970. `full` if `maxMailboxes` that have not expired are there.
   */
  putRequest(
    mailbox: Uint8Array,
    request: Uint8Array,
    times: Times,
    maxMailboxes: number,
  ): Promise<'kept' | 'conflict' | 'full'>;
  mailbox(mailbox: Uint8Array, now: number): Promise<Mailbox | null>;
  /** Binds the mailbox to the clinic that answers first; that clinic may replace its answer. */
  putAnswer(
    mailbox: Uint8Array,
    clinicId: Uint8Array,
    answer: Uint8Array,
    now: number,
  ): Promise<'kept' | 'none' | 'conflict'>;

  /** Bytes that are here of the upload that the device makes under this hash; 0 if there is none. */
  uploaded(clinicId: Uint8Array, deviceId: Uint8Array, hash: Uint8Array, now: number): Promise<number>;
  /**
   * Adds a piece that begins where the device's upload ends; offset 0 begins a new upload in the place of any other. Other pieces
   * are not taken. Prolongs the upload's time. Returns how many bytes are here now.
   */
  putPiece(clinicId: Uint8Array, deviceId: Uint8Array, piece: Piece, times: Times): Promise<number>;
  upload(clinicId: Uint8Array, deviceId: Uint8Array, hash: Uint8Array, now: number): Promise<Uint8Array | null>;
  dropUpload(clinicId: Uint8Array, deviceId: Uint8Array): Promise<void>;

  /** Removes mailboxes and uploads that expired; returns how many rows. */
  dropExpired(now: number): Promise<number>;

  /** What is wrong with the store below its rows, one sentence each. */
  check(): Promise<readonly string[]>;
  /** Bytes that the store takes. */
  size(): Promise<number>;
  /**
   * A consistent copy of everything while the store is in use, durable when it returns, from which `OpenStore` can open it again.
   * Raises `already-exists`, `file-unwritable`, `database-damaged`.
   */
  backup(file: string): Promise<void>;

  close(): Promise<void>;
}

export interface StoreOptions {
  /** Folder that the store may use for its own. */
  readonly directory: string;
  /** Random bytes for the incarnation and the secret of a new store. */
  readonly random: (length: number) => Uint8Array;
  /** Bytes that the store may take at most; unlimited if absent. */
  readonly storageLimit?: number | undefined;
  /** The data come from a backup: a new incarnation tells workstations to compare and push again what is missing. */
  readonly restored?: boolean | undefined;
  /** Nothing is created: raises `home-unusable` where there are no data. */
  readonly existing?: boolean | undefined;
  /** A copy that `backup` made is opened in the folder's place, only to be read. */
  readonly copy?: string | undefined;
}

/** Opens or creates a store. Raises `ExpectedError` where the folder or the data cannot be used. */
export type OpenStore = (options: StoreOptions) => Promise<CloudStore>;
