import { Button, TextInput } from '@mantine/core';
import { IconChartBar, IconNotebook } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../shared/bridge/analysis.ts';
import { useAsk } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { readDate } from '../../records/dates.ts';
import { Chart, type ChartLook, type ChartOption } from '../../ui/chart/Chart.tsx';
import { Form } from '../../ui/Form.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty, Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Screen } from '../contract.ts';
import { useKept, useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import classes from './Analysis.module.css';
import { diagnosesOption, pyramidOption, weeksOption } from './options.ts';

type Range = { readonly from?: string; readonly to?: string };

function AnalysisScreen() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { go } = useNavigation();
  const [range, setRange] = useKept<Range>('range', {});
  const overview = useAsk('analysis.overview', range, { keepPrevious: true });
  const data = overview.data;
  useCommands([
    {
      id: 'here.notebooks',
      name: 'notebook.title',
      icon: IconNotebook,
      group: 'here',
      run: () => go({ name: 'notebooks' }),
    },
  ]);
  return (
    <Page
      title={t('analysis.title')}
      actions={
        <>
          <Button variant="default" onClick={() => go({ name: 'cohorts' })}>
            {t('cohorts.title')}
          </Button>
          <Button variant="default" onClick={() => go({ name: 'notebooks' })}>
            {t('notebook.title')}
          </Button>
          {data ? <RangePicker range={data.range} onRange={setRange} busy={overview.isFetching} /> : null}
        </>
      }
    >
      <FailureNotice failure={overview.error?.failure} />
      {!data && !overview.error ? <Loading /> : null}
      {data && data.totals.patients === 0 ? (
        <Empty title={t('analysis.emptyTitle')} icon={<IconChartBar size="2rem" stroke={1.4} aria-hidden />}>
          {t('analysis.emptyBody')}
        </Empty>
      ) : null}
      {data && data.totals.patients > 0 ? (
        <div className={classes.page}>
          <Totals data={data} />
          <Weeks data={data} />
          <div className={classes.pair}>
            <Pyramid data={data} />
            <Diagnoses data={data} />
          </div>
          <p className={`${classes.quiet} tabular`}>
            {t('analysis.computed', { ms: number(data.computedInMs, data.computedInMs < 10 ? 1 : 0) })}
          </p>
        </div>
      ) : null}
    </Page>
  );
}

interface PickerProps {
  readonly range: { readonly from: string; readonly to: string };
  readonly busy: boolean;
  readonly onRange: (range: Range) => void;
}

/** From and to as days; "52 weeks" goes back to what the page shows by itself. */
function RangePicker({ range, busy, onRange }: PickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(range);
  useEffect(() => setTyped({ from: range.from, to: range.to }), [range.from, range.to]);
  const [from, to] = [readDay(typed.from), readDay(typed.to)];
  const backwards = from !== undefined && to !== undefined && from > to;
  const problem = {
    from: from === undefined ? t('patient.birthDateInvalid') : undefined,
    to: to === undefined ? t('patient.birthDateInvalid') : backwards ? t('analysis.rangeInvalid') : undefined,
  };
  return (
    <Form
      className={classes.range}
      onSubmit={() => {
        if (from !== undefined && to !== undefined && !backwards) onRange({ from, to });
      }}
    >
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          aria-label={t(`analysis.${end}`)}
          leftSection={<span className={classes.word}>{t(`analysis.${end}`)}</span>}
          leftSectionWidth="3.25rem"
          value={typed[end]}
          error={problem[end]}
          maxLength={20}
          autoComplete="off"
          inputMode="numeric"
          onChange={(event) => setTyped({ ...typed, [end]: event.currentTarget.value })}
        />
      ))}
      <Button
        type="submit"
        variant="default"
        loading={busy}
        disabled={problem.from !== undefined || problem.to !== undefined}
      >
        {t('analysis.apply')}
      </Button>
      <Button variant="subtle" onClick={() => onRange({})}>
        {t('analysis.year')}
      </Button>
    </Form>
  );
}

/** A whole day; months and years alone are no ends of a range. */
function readDay(text: string): string | undefined {
  const date = readDate(text);
  return date?.length === 10 ? date : undefined;
}

function Totals({ data }: { data: Overview }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const totals = [
    [t('analysis.patients'), data.totals.patients],
    [t('analysis.visits'), data.totals.visits],
    [t('analysis.visitsInRange'), data.totals.visitsInRange],
  ] as const;
  return (
    <dl className={classes.totals} aria-label={t('analysis.totals')}>
      {totals.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="tabular">{number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface FigureProps {
  readonly title: string;
  readonly empty?: string | undefined;
  readonly height: number;
  readonly option: ChartOption;
  readonly table: (hidden: boolean) => ReactNode;
  readonly foot?: ReactNode;
}

/** A chart that can be read as a table, by everyone. */
function Figure({ title, empty, height, option, table, foot }: FigureProps) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const turn = (
    <Button variant="subtle" size="compact-sm" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
      {t(asTable ? 'analysis.asChart' : 'analysis.asTable')}
    </Button>
  );
  return (
    <Section title={title} aside={empty ? undefined : turn}>
      {empty ? (
        <p className={classes.quiet}>{empty}</p>
      ) : asTable ? (
        <div className={classes.table} style={{ maxHeight: `${height}rem` }}>
          {table(false)}
        </div>
      ) : (
        <Chart label={title} height={height} option={option} table={table(true)} />
      )}
      {foot}
    </Section>
  );
}

function Weeks({ data }: { data: Overview }) {
  const { t } = useTranslation();
  const { day, number } = useFormat();
  const option = useCallback(
    (look: ChartLook) => weeksOption(look, data.visitsPerWeek, { day, visits: t('analysis.visitsPerWeek') }),
    [data.visitsPerWeek, day, t],
  );
  return (
    <Figure
      title={t('analysis.visitsPerWeek')}
      empty={data.totals.visitsInRange === 0 ? t('analysis.noVisits') : undefined}
      height={13}
      option={option}
      table={() => (
        <Table
          label={t('analysis.visitsPerWeek')}
          rows={data.visitsPerWeek}
          rowKey={(row) => row.week}
          columns={[
            { key: 'week', head: t('analysis.week'), cell: (row) => day(row.week) },
            { key: 'visits', head: t('analysis.visitsPerWeek'), cell: (row) => number(row.visits), numeric: true },
          ]}
        />
      )}
    />
  );
}

function Pyramid({ data }: { data: Overview }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const option = useCallback(
    (look: ChartLook) =>
      pyramidOption(look, data.pyramid, {
        male: t('analysis.male'),
        female: t('analysis.female'),
        other: t('analysis.other'),
      }),
    [data.pyramid, t],
  );
  const nobody = data.pyramid.every((band) => band.male + band.female + band.other === 0);
  return (
    <Figure
      title={t('analysis.pyramid')}
      empty={nobody ? t('analysis.noPatients') : undefined}
      height={23}
      option={option}
      foot={
        data.withoutBirthDate > 0 ? (
          <p className={classes.quiet}>{t('analysis.withoutBirthDate', { count: data.withoutBirthDate })}</p>
        ) : null
      }
      table={() => (
        <Table
          label={t('analysis.pyramid')}
          rows={data.pyramid}
          rowKey={(row) => row.band}
          columns={[
            { key: 'band', head: t('analysis.band'), cell: (row) => row.band },
            ...(['male', 'female', 'other'] as const).map((sex) => ({
              key: sex,
              head: t(`analysis.${sex}`),
              cell: (row: Overview['pyramid'][number]) => number(row[sex]),
              numeric: true,
            })),
          ]}
        />
      )}
    />
  );
}

function Diagnoses({ data }: { data: Overview }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const top = data.diagnoses.slice(0, 15);
  const option = useCallback(
    (look: ChartLook) =>
      diagnosesOption(look, data.diagnoses.slice(0, 15), { patients: t('analysis.diagnosisPatients') }),
    [data.diagnoses, t],
  );
  return (
    <Figure
      title={t('analysis.diagnoses')}
      empty={top.length === 0 ? t('analysis.noDiagnoses') : undefined}
      height={23}
      option={option}
      table={() => (
        <Table
          label={t('analysis.diagnoses')}
          rows={data.diagnoses}
          rowKey={(row, index) => `${row.code} ${index}`}
          columns={[
            { key: 'diagnosis', head: t('analysis.diagnosis'), cell: (row) => row.display },
            {
              key: 'patients',
              head: t('analysis.diagnosisPatients'),
              cell: (row) => number(row.patients),
              numeric: true,
            },
          ]}
        />
      )}
    />
  );
}

export const analysis: Screen<'analysis'> = { rail: 'analysis', view: AnalysisScreen };
