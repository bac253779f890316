import { useTranslation } from 'react-i18next';
import { movedInYear, type Usage, yearCost } from '../../../shared/protocol/usage.ts';
import { useAsk } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Facts } from '../../ui/Section.tsx';
import classes from './Sync.module.css';

/** What the clinic keeps and moves at a cloud, and what a year of it costs: the operator sees the same figures. Asks the cloud. */
export function UsageOf({ remote }: { remote: string }) {
  const { t } = useTranslation();
  const usage = useAsk('sync.usage', { remote });
  return (
    <section aria-label={t('sync.usage.title')} className={classes.usage}>
      <FailureNotice failure={usage.error?.failure} />
      {!usage.data && !usage.error ? <Loading /> : null}
      {usage.data ? <Figures usage={usage.data} /> : null}
    </section>
  );
}

function Figures({ usage }: { usage: Usage }) {
  const { t } = useTranslation();
  const { bytes, number, money } = useFormat();
  const month = usage.months[0];
  const cost = yearCost(usage);
  const moved = (up: number, down: number) => t('sync.usage.both', { up: bytes(up), down: bytes(down) });
  return (
    <Facts
      facts={[
        [t('sync.usage.kept'), t('sync.usage.of', { kept: bytes(usage.bytes), quota: bytes(usage.quota) })],
        [t('sync.usage.envelopes'), number(usage.envelopes)],
        ...(month ? ([[t('sync.usage.month', { month: month.month }), moved(month.up, month.down)]] as const) : []),
        [t('sync.usage.year'), bytes(movedInYear(usage.months, usage.now))],
        [
          t('sync.usage.cost'),
          cost
            ? t('sync.usage.costOf', {
                total: money(cost.total, cost.currency),
                storage: money(cost.storage, cost.currency),
                transfer: money(cost.transfer, cost.currency),
              })
            : t('sync.usage.noPrice'),
        ],
      ]}
    />
  );
}
