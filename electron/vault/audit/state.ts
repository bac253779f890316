/** How the trails stood when they were last checked. */
import { z } from 'zod';
import type { AuditState } from '../../../shared/bridge/audit.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { getMeta, setMeta } from '../storage/meta.ts';
import type { AuditCheck } from './verify.ts';

const KEY = 'audit-checked';
const MOST_PROBLEMS = 50;

const Checked = z.strictObject({
  at: z.int(),
  entries: z.int(),
  workstations: z.int(),
  problems: z.array(z.string()),
});

/** Number of entries here, and the last check. */
export function auditState(reader: Reader): AuditState {
  const checked = getMeta(reader, KEY, Checked);
  return {
    entries: reader.get<{ n: number }>('SELECT count(*) AS n FROM audit')?.n ?? 0,
    checked: checked ? { ...checked, at: new Date(checked.at).toISOString() } : null,
  };
}

/** Remembers a check; `at` in milliseconds. */
export function rememberCheck(writer: Writer, check: AuditCheck, at: number): void {
  setMeta(writer, KEY, { ...check, at, problems: check.problems.slice(0, MOST_PROBLEMS) });
}
