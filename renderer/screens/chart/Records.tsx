import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { useFormat } from '../../locales/manner.tsx';
import { typeWord } from '../../records/values/fields.ts';
import { Table } from '../../ui/Table.tsx';
import classes from './Chart.module.css';

/** How many records of each kind there are, also of kinds without a screen. */
export function Records({ chart }: { chart: PatientChart }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const rows = Object.entries(chart.counts).sort((a, b) => b[1] - a[1]);
  return (
    <div className={classes.scroll}>
      <p className={classes.quiet}>{t('chart.recordsBody')}</p>
      <div className={`${classes.tableBox} ${classes.counts}`}>
        <Table
          label={t('chart.tabs.records')}
          rows={rows}
          rowKey={([type]) => type}
          columns={[
            { key: 'type', head: t('chart.type'), cell: ([type]) => typeWord(t, type) },
            { key: 'fhir', head: 'FHIR', cell: ([type]) => type },
            { key: 'count', head: t('chart.count'), cell: ([, count]) => number(count), numeric: true },
          ]}
        />
      </div>
    </div>
  );
}
