/**
 * What the endpoint asks of a store. Asynchronous, so that a database server fits as well as a file. Whatever a clinic
 * owns is keyed by its id first. A store that passes test/conformance/cloud-store.ts may be put into registry.ts.
 *
 * Every method throws `StorageFull` when there is no room, having changed nothing; every other error is a defect or a
 * broken store and is thrown as it is. Bytes handed in and out are never changed afterwards by either side.
 */

import type { EnvelopeName } from '../../shared/protocol/messages.ts';

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
  readonly reason: 'gap' | 'equivocation';
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
  ): Promise<'created' | 'exists' | 'invitation-used'>;
  clinic(clinicId: Uint8Array): Promise<ClinicState | null>;

  /** Membership records from index `from` on, `maxBytes` at most, but one where there is one. */
  membership(clinicId: Uint8Array, from: number, maxBytes: number): Promise<readonly Uint8Array[]>;
  /** Compare-and-swap: appends if the log has exactly `index` records; false otherwise. */
  appendMembership(clinicId: Uint8Array, index: number, record: Uint8Array): Promise<boolean>;

  /**
   * Appends in one transaction, under a lock on the clinic, what `orderBatch` (ordering.ts) accepts: each new envelope
   * gets the next serverSeq without gaps. Durable when it returns. The clinic must exist.
   */
  append(clinicId: Uint8Array, batch: readonly CheckedEnvelope[]): Promise<AppendOutcome>;
  page(clinicId: Uint8Array, request: PageRequest): Promise<LogPage>;
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
    times: { readonly now: number; readonly expiresAt: number },
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
  /** Removes mailboxes that expired; returns how many. */
  dropExpired(now: number): Promise<number>;

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
}

/** Opens or creates a store. Raises `ExpectedError` where the folder or the data cannot be used. */
export type OpenStore = (options: StoreOptions) => Promise<CloudStore>;
