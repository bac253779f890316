/** What the window gives out by its own hands, as the trail says it. */
import { figureSign } from '../../../shared/bridge/figures-given.ts';
import type { CallParsed } from '../../../shared/bridge/index.ts';
import { begunWhat } from './begun.ts';
import type { AuditNote } from './trail.ts';

export function noteOfGivenOut({
  action,
  what,
  figures = [],
  records,
  stage,
  patient,
}: CallParsed<'audit.note'>): AuditNote {
  const [one, ...others] = figures;
  const sign = one && others.length === 0 ? `${what}-${one.name}` : what;
  return {
    event: action,
    what: stage === 'begun' ? begunWhat(sign) : sign,
    ...(stage === 'stopped' ? { outcome: 4, error: 'cancelled' } : {}),
    ...(records === undefined ? {} : { records }),
    ...(patient === undefined ? {} : { patient }),
    ...(figures.length === 0 ? {} : { kinds: figures.map(figureSign) }),
  };
}
