/** An expected failure in the reader's language. */
import type { TFunction } from 'i18next';
import { ROLES } from '../../shared/access/roles.ts';
import type { Failure } from '../../shared/base/errors.ts';
import { VIEW_FAULTS } from '../../shared/views/faults.ts';

/** The sentence of a failure; of one that a role met, with the roles that may; of a view, with its name and what is wrong there. */
export function failureWords(t: TFunction, { code, params }: Failure): string {
  const fault = code === 'view-invalid' && VIEW_FAULTS.find((one) => one === params?.fault);
  if (fault) {
    const place = [params?.view, params?.place].filter((part) => part !== undefined).join(' ');
    return t('errors.view-invalid', { place, fault: t(`viewFaults.${fault}`) });
  }
  const named = typeof params?.roles === 'string' ? params.roles.split(', ') : [];
  const roles = ROLES.filter((role) => named.includes(role));
  if (code !== 'not-allowed' || roles.length === 0) return t(`errors.${code}`, { ...params });
  return t('roles.refused', { who: roles.map((role) => t(`roles.name.${role}`)).join(t('common.dot')) });
}
