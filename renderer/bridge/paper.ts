/** What the window shows, on paper or as a PDF: the audit trail hears of it before, and afterwards whether it was. */
import { ok, type Result } from '../../shared/base/result.ts';
import type { DesktopInput, DesktopOutput } from '../../shared/bridge/desktop.ts';
import { askDesktop } from './ask.ts';
import { type Noted, whileNoted } from './while-noted.ts';

/** What it is, without how it leaves. */
export type NotedPaper = Omit<Noted, 'action'>;

export function printNoted(
  noted: NotedPaper,
  how: DesktopInput<'desktop.print'>,
): Promise<Result<DesktopOutput<'desktop.print'>>> {
  return whileNoted(
    { action: 'print', ...noted },
    () => askDesktop('desktop.print', how),
    ({ printed }) => printed,
  );
}

/** Where the person says; without `saved` where they did not. Whether they may is asked after that: a dialog can stand open for long. */
export async function savePdfNoted(
  noted: NotedPaper,
  { name, ...how }: DesktopInput<'desktop.choosePdf'> & Omit<DesktopInput<'desktop.savePdf'>, 'path'>,
): Promise<Result<{ readonly saved?: string }>> {
  const chosen = await askDesktop('desktop.choosePdf', { name });
  if (!chosen.ok) return chosen;
  const { path } = chosen.value;
  if (path === undefined) return ok({});
  return whileNoted(
    { action: 'pdf', ...noted },
    () => askDesktop('desktop.savePdf', { path, ...how }),
    () => true,
  );
}
