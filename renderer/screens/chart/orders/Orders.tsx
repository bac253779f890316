import { Button } from '@mantine/core';
import { IconPlus, IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingOrder } from '../../../../shared/bridge/results.ts';
import { useAsk, useDo, useMay } from '../../../bridge/index.ts';
import { useCommands } from '../../../commands/shown.tsx';
import { useFormat } from '../../../locales/manner.tsx';
import { ConflictBadge } from '../../../ui/Marks.tsx';
import { FailureNotice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useTell } from '../../../ui/Told.tsx';
import chart from '../Chart.module.css';
import { OrderDialog } from './OrderDialog.tsx';
import classes from './Orders.module.css';

/** Tests that were ordered and whose results are waited for; one more, one less. */
export function Orders({ patient }: { patient: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const asked = useAsk('result.chart', { patient });
  const turn = useDo('order.turn');
  const undo = useDo('record.undo');
  const [opened, setOpened] = useState(false);
  const mayOrder = may.write('ServiceRequest');
  useCommands(
    mayOrder
      ? [
          {
            id: 'here.order',
            name: 'orders.title',
            icon: IconTestPipe,
            group: 'here',
            keys: ['O'],
            run: () => setOpened(true),
          },
        ]
      : [],
  );
  const withdraw = ({ id, text }: WaitingOrder) =>
    turn.mutate(
      { ids: [id], to: 'revoked' },
      {
        onSuccess: ({ changes }) => tell(t('orders.withdrawn', { what: text }), () => undo.mutate({ changes })),
      },
    );
  const waiting = asked.data?.waiting ?? [];
  return (
    <Section
      title={t('orders.waiting')}
      aside={
        mayOrder ? (
          <Button
            variant="subtle"
            size="compact-sm"
            title="O"
            leftSection={<IconPlus size="1rem" aria-hidden />}
            onClick={() => setOpened(true)}
          >
            {t('orders.title')}
          </Button>
        ) : null
      }
    >
      <FailureNotice failure={asked.error?.failure ?? turn.error?.failure ?? undo.error?.failure} />
      {asked.data && waiting.length === 0 ? (
        <>
          <p className={chart.quiet}>{t('orders.waitingNone')}</p>
          {mayOrder ? <p className={chart.quiet}>{t('orders.waitingTeach')}</p> : null}
        </>
      ) : null}
      {waiting.length > 0 ? (
        <ul className={classes.list}>
          {waiting.map((order) => (
            <li key={order.id} className={classes.row}>
              <Line order={order} />
              {mayOrder ? (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  aria-label={t('orders.withdrawWhat', { what: order.text })}
                  onClick={() => withdraw(order)}
                >
                  {t('orders.withdraw')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {mayOrder ? <OrderDialog patient={patient} opened={opened} onClose={() => setOpened(false)} /> : null}
    </Section>
  );
}

/** What, how urgent, since when, and what was said to it. */
function Line({ order }: { order: WaitingOrder }) {
  const { t } = useTranslation();
  const { day, ago } = useFormat();
  const facts = [
    ...(order.urgency === 'routine' ? [] : [t(`orders.${order.urgency}`)]),
    ...(order.partial ? [t('orders.partial')] : []),
    ...(order.since ? [t('orders.since', { when: `${day(order.since)} (${ago(order.since)})` })] : []),
    ...(order.by ? [order.by] : []),
  ];
  return (
    <span className={classes.line}>
      <span>
        {order.text} <ConflictBadge count={order.conflicts} />
      </span>
      <span className={`${classes.facts} tabular`}>{facts.join(t('common.dot'))}</span>
      {order.note ? <span className={classes.facts}>{order.note}</span> : null}
    </span>
  );
}
