/** An expected failure in the reader's language. */
import type { TFunction } from 'i18next';
import { ROLES } from '../../shared/access/roles.ts';
import type { Failure } from '../../shared/base/errors.ts';

/** The sentence of a failure; of one that a role met, with the roles that may. */
export function failureWords(t: TFunction, { code, params }: Failure): string {
  const named = typeof params?.roles === 'string' ? params.roles.split(', ') : [];
  const roles = ROLES.filter((role) => named.includes(role));
  if (code !== 'not-allowed' || roles.length === 0) return t(`errors.${code}`, { ...params });
  return t('roles.refused', { who: roles.map((role) => t(`roles.name.${role}`)).join(t('common.dot')) });
}
