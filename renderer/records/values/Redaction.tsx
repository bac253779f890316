import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo, useMay } from '../../bridge/index.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import classes from './HistoryDrawer.module.css';
import { ReasonForm } from './ReasonForm.tsx';

/** The owner's erasure of a record's contents: last, apart from everything else, and asked for twice. */
export function Redaction({ record }: { record: { readonly type: string; readonly id: string } }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState<string>();
  const redact = useDo('record.redact');
  const may = useMay();
  if (!may.do('redact')) return null;
  return (
    <div className={classes.redaction}>
      {opened ? (
        <ReasonForm
          body={t('record.redactBody')}
          submit={t('record.redact')}
          busy={redact.isPending}
          reason
          danger
          onSubmit={({ reason: why }) => setReason(why)}
          onCancel={() => setOpened(false)}
        />
      ) : (
        <Button variant="subtle" color="vermilion" size="compact-sm" onClick={() => setOpened(true)}>
          {t('record.redact')}
        </Button>
      )}
      <FailureNotice failure={redact.error?.failure} />
      <Confirm
        opened={reason !== undefined}
        title={t('record.redact')}
        yes={t('record.redactYes')}
        danger
        busy={redact.isPending}
        onNo={() => setReason(undefined)}
        onYes={() =>
          redact.mutate(
            { ...record, reason: reason ?? '' },
            {
              onSettled: () => {
                setReason(undefined);
                setOpened(false);
              },
            },
          )
        }
      >
        {t('record.redactSure')}
      </Confirm>
    </div>
  );
}
