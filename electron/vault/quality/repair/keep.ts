/** Keeps what an import could not bring in, or brought in with faults, in the transaction of the batch that it was read with. */
import type { Aside } from '../../records/incoming.ts';
import { contentDigest } from '../../records/signature.ts';
import type { Writer } from '../../storage/database.ts';

export function keepForRepair(writer: Writer, run: string, asides: readonly Aside[]): void {
  const about = writer.get<{ begun: number; user: string }>('SELECT begun, user FROM import_run WHERE run = ?', run);
  for (const aside of asides) keep(writer, run, aside, about ?? { begun: 0, user: '' });
}

function keep(writer: Writer, run: string, aside: Aside, about: { begun: number; user: string }): void {
  const { problem, rejects, findings = [], record } = aside;
  // what an owner erased is not kept anywhere, also where its sender sends it again
  const raw = problem.code === 'redacted' ? undefined : aside.raw;
  // a mere notice of something that came in as it is, is no work for anybody
  if (rejects === 0 && !record) return;
  const element = elementOf(aside);
  const digest = raw === undefined ? null : contentDigest(raw);
  const standing = digest && writer.get<{ id: number }>(STANDING, digest);
  const said = [
    run,
    problem.code,
    element,
    problem.file,
    problem.line ?? null,
    problem.message,
    JSON.stringify(findings),
  ];
  if (standing) {
    // the same text, brought again: what was set aside stays so
    writer.run(
      `UPDATE repair SET run = ?, code = ?, element = ?, file = ?, line = ?, message = ?, findings = ? WHERE id = ?`,
      ...said,
      standing.id,
    );
    return;
  }
  writer.run(
    `INSERT INTO repair (run, code, element, file, line, message, findings, state, raw, digest, type, record, changed, user)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...said,
    rejects > 0 ? 'open' : 'faults',
    raw ?? null,
    digest,
    record?.type ?? null,
    record?.id ?? null,
    about.begun,
    about.user,
  );
}

const STANDING = "SELECT id FROM repair WHERE digest = ? AND state <> 'fixed' AND came IS NULL LIMIT 1";

/** The element that is wrong, without places in lists; of a row of a table the column. */
export function elementOf({ findings = [], column }: Pick<Aside, 'findings' | 'column'>): string {
  if (column !== undefined) return column;
  const first = findings.find(({ severity }) => severity === 'error') ?? findings[0];
  return (first?.expression ?? '').replace(/\[\d+\]/g, '').slice(0, 1000);
}
