import { useTranslation } from 'react-i18next';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import classes from './Users.module.css';

/** The newest; the rest is on the auditor's page. */
const SHOWN = 20;

/** Charts that somebody opened with a reason, for whoever reads the trail. */
export function OpenedCharts() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const may = useMay();
  const opened = useAsk(
    'audit.list',
    { filter: { events: ['break-glass'] }, limit: SHOWN },
    { enabled: may.do('audit'), staleTime: 0 },
  );
  if (!may.do('audit')) return null;
  return (
    <Section title={t('users.opened')}>
      <FailureNotice failure={opened.error?.failure} />
      {opened.data?.rows.length === 0 ? <p className={classes.quiet}>{t('users.openedNone')}</p> : null}
      {opened.data && opened.data.rows.length > 0 ? (
        <div className={classes.table}>
          <Table
            label={t('users.opened')}
            rows={opened.data.rows}
            rowKey={(row) => row.key}
            columns={[
              { key: 'at', head: t('users.openedAt'), cell: (row) => time(row.at) },
              { key: 'who', head: t('users.name'), cell: (row) => row.user?.name ?? '' },
              { key: 'chart', head: t('users.openedChart'), cell: (row) => row.patient?.name ?? '' },
              { key: 'why', head: t('glass.reason'), cell: (row) => row.reason ?? '' },
            ]}
          />
        </div>
      ) : null}
    </Section>
  );
}
