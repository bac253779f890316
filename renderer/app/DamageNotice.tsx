import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { damage, useDamaged } from '../bridge/damage.ts';
import { useAsk, useDo } from '../bridge/index.ts';
import { Notice } from '../ui/Notice.tsx';
import classes from './Frame.module.css';

/** Stands over every page from the moment that damage was noticed; the way to the repair leads over the unlock page. */
export function DamageNotice() {
  const { t } = useTranslation();
  const noticed = useDamaged();
  const sync = useAsk('sync.status', {});
  const lock = useDo('session.lock');
  const told = sync.data?.alarms.some(({ code }) => code === 'database-damaged') ?? false;
  if (!noticed && !told) return null;
  return (
    <div className={classes.damage}>
      <Notice
        tone="danger"
        alert
        title={t('repair.noticed')}
        actions={
          <Button
            variant="default"
            loading={lock.isPending}
            onClick={() => {
              damage.note();
              lock.mutate({});
            }}
          >
            {t('repair.lock')}
          </Button>
        }
      >
        {t('repair.noticedBody')}
      </Notice>
    </div>
  );
}
