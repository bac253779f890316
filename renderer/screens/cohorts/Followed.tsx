import { useTranslation } from 'react-i18next';
import { useAsk } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Sparkline } from '../../ui/chart/Sparkline.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import classes from './Cohorts.module.css';
import { useJob } from './useJob.ts';

/** So many of the counts stand in the table, the last first. */
const SHOWN = 12;

/** How many were in a kept cohort on the days on which it was opened. */
export function Followed({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { day, number } = useFormat();
  const job = useJob(['follow', id]);
  const followed = useAsk('cohort.follow', { id, job });
  const counts = followed.data?.counts ?? [];
  return (
    <Section title={t('cohorts.follow.title')}>
      <FailureNotice failure={followed.error?.failure} />
      <p className={classes.quiet}>{t('cohorts.follow.body')}</p>
      {counts.length > 1 ? (
        <div className={classes.spark}>
          <Sparkline lines={[counts.map(({ day: on, n }) => ({ at: Date.parse(on), value: n }))]} />
        </div>
      ) : null}
      {counts.length > 0 ? (
        <div className={classes.scroll}>
          <Table
            label={t('cohorts.follow.title')}
            rows={counts.slice(-SHOWN).toReversed()}
            rowKey={(row) => row.day}
            columns={[
              { key: 'day', head: t('cohorts.follow.day'), cell: (row) => day(row.day) },
              { key: 'n', head: t('cohorts.follow.n'), cell: (row) => number(row.n), numeric: true },
              {
                key: 'entered',
                head: t('cohorts.follow.entered'),
                cell: (row) => (row.entered === undefined ? '' : number(row.entered)),
                numeric: true,
              },
              {
                key: 'left',
                head: t('cohorts.follow.left'),
                cell: (row) => (row.left === undefined ? '' : number(row.left)),
                numeric: true,
              },
              {
                key: 'since',
                head: t('cohorts.follow.since'),
                cell: (row) => (row.since === undefined ? t('cohorts.follow.first') : day(row.since)),
              },
            ]}
          />
        </div>
      ) : null}
    </Section>
  );
}
