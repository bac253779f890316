/** What stands where a role does not see a chart: why, and the way to open it with a reason. */
import { Button, Modal, Stack, Textarea } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isReason, OPENED_MINUTES } from '../../../shared/bridge/access.ts';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import classes from './ClosedChart.module.css';

/** In place of the chart's contents. */
export function ClosedChart({ chart }: { chart: PatientChart }) {
  const { t } = useTranslation();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Empty
        title={t('glass.closed')}
        icon={<IconLock size="1.75rem" stroke={1.4} />}
        actions={
          may.do('break-glass') ? (
            <Button variant="default" onClick={() => setAsking(true)}>
              {t('glass.open')}
            </Button>
          ) : undefined
        }
      >
        {t(may.do('break-glass') ? 'glass.closedBody' : 'glass.closedFor', { role: t(`roles.name.${may.role}`) })}
      </Empty>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('glass.title')} centered>
        <OpenForm patient={chart.hit.id} onClose={() => setAsking(false)} />
      </Modal>
    </>
  );
}

function OpenForm({ patient, onClose }: { patient: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const chart = useAsk('patient.chart', { id: patient }, { enabled: false });
  const open = useDo('access.breakGlass');
  return (
    <Form
      onSubmit={() => {
        setTried(true);
        if (!isReason(reason) || open.isPending) return;
        open.mutate(
          { patient, reason },
          {
            onSuccess: () => {
              void chart.refetch();
              onClose();
            },
          },
        );
      }}
    >
      <Stack gap="md">
        <p>{t('glass.body', { minutes: OPENED_MINUTES })}</p>
        <Textarea
          label={t('glass.reason')}
          description={t('glass.reasonHint')}
          value={reason}
          error={tried && !isReason(reason) ? t('glass.reasonShort') : undefined}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <FailureNotice failure={open.error?.failure} />
        <FormButtons dialog submit={t('glass.yes')} busy={open.isPending} onCancel={onClose} />
      </Stack>
    </Form>
  );
}

/** In the banner, as long as a chart is open with a reason. */
export function OpenedUntil({ patient }: { patient: string }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const state = useAsk('session.state', {}, { staleTime: Number.POSITIVE_INFINITY });
  const opened = state.data?.kind === 'open' ? state.data.opened.find((one) => one.patient === patient) : undefined;
  return opened ? (
    <div className={classes.until}>
      <Notice tone="look">{t('glass.until', { time: time(opened.until) })}</Notice>
    </div>
  ) : null;
}
