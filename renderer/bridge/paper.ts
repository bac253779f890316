/** What the window shows, on paper or as a PDF: the audit trail hears of it before, and afterwards whether it was. */
import type { Result } from '../../shared/base/result.ts';
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

export function savePdfNoted(
  noted: NotedPaper,
  how: DesktopInput<'desktop.savePdf'>,
): Promise<Result<DesktopOutput<'desktop.savePdf'>>> {
  return whileNoted(
    { action: 'pdf', ...noted },
    () => askDesktop('desktop.savePdf', how),
    ({ saved }) => saved !== undefined,
  );
}
