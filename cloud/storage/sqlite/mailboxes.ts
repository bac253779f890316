/** Enrolment mailboxes in SQLite. One that has expired is as if it were not there, even before it is removed. */
import type { Database } from 'better-sqlite3';
import { sameBytes } from '../../../shared/base/bytes.ts';
import type { Mailbox, Times } from '../contract.ts';

interface MailboxRow {
  readonly clinic_id: Buffer | null;
  readonly request: Buffer;
  readonly answer: Buffer | null;
}

/** Statements on mailboxes, prepared once. */
export function prepareMailboxes(database: Database) {
  const select = database.prepare<[Uint8Array, number], MailboxRow>(
    'SELECT clinic_id, request, answer FROM mailbox WHERE mailbox = ? AND expires_at > ?',
  );
  const count = database.prepare<[], number>('SELECT count(*) FROM mailbox').pluck();
  const insert = database.prepare('INSERT INTO mailbox (mailbox, request, expires_at) VALUES (?, ?, ?)');
  const setAnswer = database.prepare('UPDATE mailbox SET clinic_id = ?, answer = ? WHERE mailbox = ?');
  const deleteExpired = database.prepare('DELETE FROM mailbox WHERE expires_at <= ?');

  const putRequest = database.transaction(
    (mailbox: Uint8Array, request: Uint8Array, times: Times, maxMailboxes: number) => {
      const kept = select.get(mailbox, times.now);
      if (kept) return sameBytes(kept.request, request) ? ('kept' as const) : ('conflict' as const);
      deleteExpired.run(times.now);
      if ((count.get() ?? 0) >= maxMailboxes) return 'full' as const;
      insert.run(mailbox, request, times.expiresAt);
      return 'kept' as const;
    },
  );

  const putAnswer = database.transaction(
    (mailbox: Uint8Array, clinicId: Uint8Array, answer: Uint8Array, now: number) => {
      const kept = select.get(mailbox, now);
      if (!kept) return 'none' as const;
      if (kept.clinic_id && !sameBytes(kept.clinic_id, clinicId)) return 'conflict' as const;
      setAnswer.run(clinicId, answer, mailbox);
      return 'kept' as const;
    },
  );

  return {
    putRequest: (mailbox: Uint8Array, request: Uint8Array, times: Times, max: number) =>
      putRequest.immediate(mailbox, request, times, max),
    putAnswer: (mailbox: Uint8Array, clinicId: Uint8Array, answer: Uint8Array, now: number) =>
      putAnswer.immediate(mailbox, clinicId, answer, now),
    dropExpired: (now: number) => deleteExpired.run(now).changes,
    read(mailbox: Uint8Array, now: number): Mailbox | null {
      const row = select.get(mailbox, now);
      return row ? { request: row.request, answer: row.answer } : null;
    },
  };
}
