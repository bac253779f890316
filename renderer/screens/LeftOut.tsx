/** What is kept and does not stand in its list: which, why, and what to do. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LeftOut } from '../../shared/bridge/kept.ts';
import { ask, useMay } from '../bridge/index.ts';
import { failureWords } from '../locales/failures.ts';
import { Notice } from '../ui/Notice.tsx';
import { useTell } from '../ui/Told.tsx';
import classes from './LeftOut.module.css';

interface NoticeProps {
  readonly kind: 'cohort' | 'notebook' | 'view';
  readonly leftOut: readonly LeftOut[];
}

/** One for each reason. What only takes room can be taken out of use here: it stands in no list in which it could be. */
export function LeftOutNotices({ kind, leftOut }: NoticeProps) {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const client = useQueryClient();
  const use = async (id: string, inUse: boolean): Promise<boolean> => {
    const done =
      kind === 'cohort'
        ? await ask('cohort.use', { id, use: inUse })
        : await ask(kind === 'view' ? 'view.use' : 'notebook.use', { ids: [id], use: inUse });
    if (!done.ok) tell(failureWords(t, done.error));
    void client.invalidateQueries({ queryKey: [`${kind}.list`] });
    return done.ok;
  };
  const remove = async ({ id, name }: LeftOut['some'][number]) => {
    if (await use(id, false)) tell(t('kept.removed', { name: name || t('kept.unnamed') }), () => void use(id, true));
  };
  if (leftOut.length === 0) return null;
  return (
    <div className={classes.notices}>
      {leftOut.map(({ why, count, some }) => (
        <Notice
          key={why}
          tone="look"
          title={t(`kept.leftOut.${kind}`, { count })}
          actions={
            why !== 'unreadable' && may.write('Library')
              ? some.map((one) => (
                  <Button key={one.id} variant="default" size="compact-sm" onClick={() => void remove(one)}>
                    {t('kept.remove', { name: one.name || t('kept.unnamed') })}
                  </Button>
                ))
              : null
          }
        >
          <p className={classes.line}>
            {t(count > some.length ? 'kept.andMore' : 'kept.named', {
              names: some.map(({ name }) => name || t('kept.unnamed')).join(t('common.dot')),
            })}
          </p>
          <p className={classes.line}>{t(`kept.why.${why}`)}</p>
        </Notice>
      ))}
    </div>
  );
}
