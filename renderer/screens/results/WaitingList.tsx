import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WaitingItem } from '../../../shared/bridge/results.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { dayOf } from '../../locales/format.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import type { OpenEntry } from '../ResultEntry.tsx';
import { PatientLink } from './PatientLink.tsx';
import classes from './Results.module.css';
import { Rows } from './Rows.tsx';

interface WaitingListProps {
  readonly orders: readonly WaitingItem[];
  /** Absent for whoever may not enter results. */
  readonly onEnter: ((entry: OpenEntry) => void) | undefined;
}

/** Orders whose results are waited for, the oldest first; how old each is, and no limit that nobody has set. */
export function WaitingList({ orders, onEnter }: WaitingListProps) {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const turn = useDo('order.turn');
  const undo = useDo('record.undo');
  const withdraw = (order: WaitingItem) =>
    turn.mutate(
      { ids: [order.id], to: 'revoked' },
      {
        onSuccess: (changed) => tell(t('orders.withdrawn', { what: order.test.text }), () => undo.mutate(changed)),
      },
    );
  return (
    <>
      <FailureNotice failure={turn.error?.failure ?? undo.error?.failure} />
      <Rows name="waiting" label={t('results.tabs.waiting')} items={orders} keyOf={({ id }) => id}>
        {(order) => (
          <div className={classes.line}>
            <div className={classes.what}>
              <span className={classes.top}>
                <PatientLink patient={order.patient} />
                <span className={classes.name}>{order.test.text}</span>
                {order.urgency === 'routine' ? null : <Badge tone="look">{t(`orders.${order.urgency}`)}</Badge>}
                <ConflictBadge count={order.conflicts} />
              </span>
              <Facts order={order} />
            </div>
            <Age since={order.since} />
            <div className={classes.actions}>
              {onEnter ? (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t('results.enterOf', { what: order.test.text, name: order.patient.name })}
                  onClick={() => onEnter({ patient: order.patient, order })}
                >
                  {t('results.enter')}
                </Button>
              ) : null}
              {may.write('ServiceRequest') ? (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  aria-label={t('orders.withdrawWhat', { what: order.test.text })}
                  onClick={() => withdraw(order)}
                >
                  {t('orders.withdraw')}
                </Button>
              ) : null}
            </div>
          </div>
        )}
      </Rows>
    </>
  );
}

function Facts({ order }: { order: WaitingItem }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const facts = [
    order.since ? t('orders.since', { when: day(order.since) }) : undefined,
    order.by,
    order.partial ? t('orders.partial') : undefined,
    order.note,
  ].filter((fact) => fact !== undefined);
  return <span className={`${classes.quiet} tabular`}>{facts.join(t('common.dot'))}</span>;
}

const DAY_MS = 86_400_000;

/** How many of the clinic's days it has waited. */
function Age({ since }: { since: string | undefined }) {
  const { t } = useTranslation();
  const { today, timeZone } = useFormat();
  if (since === undefined) return <span className={classes.quiet}>{t('results.sinceUnknown')}</span>;
  const days = Math.round(
    (Date.parse(today()) - Date.parse(since.includes('T') ? dayOf(new Date(since), timeZone) : since.slice(0, 10))) /
      DAY_MS,
  );
  return <span className={`${classes.age} tabular`}>{t('results.days', { count: Math.max(0, days) })}</span>;
}
