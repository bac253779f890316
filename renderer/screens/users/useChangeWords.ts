import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rights } from '../../../shared/access/roles.ts';
import { type Change, FLAGS } from './table.ts';

/** Rights in words: "reads", "writes, signs". */
export function useRightsWords(): (rights: Rights) => string {
  const { t } = useTranslation();
  return useCallback(
    (rights) => {
      const also = rights.access === 'write' ? FLAGS.filter((flag) => rights[flag]) : [];
      return [t(`roles.access.${rights.access}`), ...also.map((flag) => t(`roles.flag.${flag}`))].join(t('common.dot'));
    },
    [t],
  );
}

/** A change of the role table in one sentence. */
export function useChangeWords(): (change: Change) => string {
  const { t } = useTranslation();
  const rights = useRightsWords();
  return useCallback(
    (change) => {
      const role = t(`roles.name.${change.role}`);
      if ('capability' in change) {
        const what = t(`roles.capability.${change.capability}`);
        return t(change.granted ? 'roles.granted' : 'roles.taken', { role, what });
      }
      const [before, after] = [rights(change.before), rights(change.after)];
      return t('roles.changed', { role, group: t(`roles.group.${change.group}`), before, after });
    },
    [t, rights],
  );
}
