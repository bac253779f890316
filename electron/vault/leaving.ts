/** Rows that are on their way out of the program, and when they are held back. */
import { ExpectedError, fail } from '../../shared/base/result.ts';
import { roleTableOf } from './access/standing.ts';
import type { AnalysisSession } from './analysis-session.ts';
import type { OpenClinic } from './open-clinic.ts';

export interface Leaving {
  readonly overtaken: AbortController;
  /** Who began it and what they might do, as `standingIn` says it. */
  readonly standing: string;
  readonly ended: Promise<unknown>;
}

interface Sessions {
  readonly analysis: AnalysisSession | null;
  readonly clinic: OpenClinic | null;
}

/** Who is there, and what they may do: another text where any of it is another. */
export function standingIn({ analysis, clinic }: Sessions): string {
  if (analysis) return JSON.stringify([analysis.user.id, analysis.user.role]);
  const user = clinic?.workspace.user();
  if (!clinic || !user) return '';
  // an owner's do not stand in the table: nothing changes them
  const rights = Object.entries(roleTableOf(clinic.workspace.members()).roles).filter(([role]) => role === user.role);
  return JSON.stringify([user.id, user.role, rights]);
}

/** Holds back what somebody began who is not there any more, or may do something else now. */
export function holdBackOvertaken(core: Sessions & { readonly leaving: Iterable<Leaving> }): void {
  const now = standingIn(core);
  void holdBack([...core.leaving].filter(({ standing }) => standing !== now));
}

/** Nothing of it is revealed any more, from now on. Resolves when nothing is left of it. */
export async function holdBack(leaving: Iterable<Leaving>): Promise<void> {
  const all = [...leaving];
  const { error } = fail(
    'export-overtaken',
    'Who is logged in, what they may do, or what may be given away has changed meanwhile. No file was left behind; export again.',
  );
  for (const { overtaken } of all) overtaken.abort(new ExpectedError(error));
  await Promise.allSettled(all.map(({ ended }) => ended));
}
