import { Button, SegmentedControl } from '@mantine/core';
import { IconChartBar, IconNotebook, IconPrinter, IconUsersGroup } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard, MeasureAnswer, MeasureDefinition, MeasureName } from '../../../shared/bridge/measures.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useMeasureWords } from '../../records/measure/words.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import type { AskedFigure, Screen } from '../contract.ts';
import { useKept, useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import classes from './Analysis.module.css';
import { type Choice, DASHBOARDS, dashboardFor, rangeOf, WHOLE } from './choice.ts';
import { ExportState } from './ExportState.tsx';
import { FigureCard } from './FigureCard.tsx';
import { isNothing } from './figure-words.ts';
import { PrintFigures, type PrintProps } from './PrintFigures.tsx';
import { Toolbar } from './Toolbar.tsx';

function AnalysisScreen() {
  const { t } = useTranslation();
  const list = useAsk('measures.list', {}, { staleTime: 0 });
  const { data } = list;
  return data && data.measures.length > 0 ? (
    <Figures {...data} />
  ) : (
    <Page title={t('analysis.title')} actions={<Others />}>
      <FailureNotice failure={list.error?.failure} />
      {!data && !list.error ? <Loading /> : null}
      {data ? (
        <Empty title={t('analysis.closedTitle')} icon={<IconChartBar size="2rem" stroke={1.4} aria-hidden />}>
          {t('analysis.closedBody')}
        </Empty>
      ) : null}
    </Page>
  );
}

/** The ways to groups of patients, and to questions of one's own. */
function Others() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const others = [
    { id: 'here.cohorts', name: 'cohorts.title', icon: IconUsersGroup, to: 'cohorts' },
    { id: 'here.notebooks', name: 'notebook.title', icon: IconNotebook, to: 'notebooks' },
  ] as const;
  useCommands(others.map(({ id, name, icon, to }) => ({ id, name, icon, group: 'here', run: () => go({ name: to }) })));
  return others.map(({ name, to }) => (
    <Button key={to} variant="default" onClick={() => go({ name: to })}>
      {t(name)}
    </Button>
  ));
}

interface FiguresProps {
  readonly measures: readonly MeasureDefinition[];
  /** What is shown where nothing is chosen. */
  readonly range: { readonly from: string; readonly to: string };
  readonly today: string;
}

/** A dashboard: what is chosen for all of it, and a card for each of its measures. */
function Figures({ measures, range: usual, today }: FiguresProps) {
  const { t } = useTranslation();
  const words = useMeasureWords();
  const may = useMay();
  const { go } = useNavigation();
  const offered = DASHBOARDS.filter((one) => measures.some(({ dashboards }) => dashboards.includes(one)));
  const own = dashboardFor(may.role);
  const [kept, setDashboard] = useKept<Dashboard | undefined>('dashboard', undefined);
  const dashboard = [kept, own].find((one) => one !== undefined && offered.includes(one)) ?? offered[0];
  const [choice, setChoice] = useKept<Choice>('choice', WHOLE);
  const range = useMemo(() => rangeOf(choice, usual, today), [choice, usual, today]);
  const [answers, setAnswers] = useState<ReadonlyMap<MeasureName, MeasureAnswer>>(new Map());
  const [printing, setPrinting] = useState<Pick<PrintProps, 'measures' | 'dashboard'>>();
  const heard = useCallback(
    (name: MeasureName, answer: MeasureAnswer) => setAnswers((before) => new Map(before).set(name, answer)),
    [],
  );
  const open = useCallback((asked: AskedFigure) => go({ name: 'figure', asked }), [go]);
  const print = useCallback(
    (definition: MeasureDefinition) => setPrinting({ measures: [definition], dashboard: undefined }),
    [],
  );
  const shown = measures.filter(({ dashboards }) => dashboard !== undefined && dashboards.includes(dashboard));
  const mayPrint = may.do('print');
  const sees = (types: readonly string[]) => ['Patient', ...types].every((type) => may.read(type));
  const isReady = shown.every(({ name }) => answers.has(name));
  const isEmpty = isReady && choice.preset === 'year' && shown.every((one) => isEmptyIn(answers, one));
  useCommands([
    ...offered
      .filter((one) => one !== dashboard)
      .map((one) => ({
        id: `here.dashboard.${one}`,
        name: `analysis.toDashboard.${one}` as const,
        icon: IconChartBar,
        group: 'here' as const,
        run: () => setDashboard(one),
      })),
    ...(mayPrint && isReady && !isEmpty
      ? [
          {
            id: 'here.print.dashboard',
            name: 'analysis.printAll' as const,
            also: 'print.also' as const,
            icon: IconPrinter,
            group: 'here' as const,
            keys: ['mod+P'],
            run: () => setPrinting({ measures: shown, dashboard }),
          },
        ]
      : []),
  ]);
  return (
    <Page
      title={t('analysis.title')}
      actions={
        <>
          <Others />
          {mayPrint ? (
            <Button
              variant="default"
              title="Ctrl P"
              disabled={!isReady || isEmpty}
              leftSection={<IconPrinter size="1.125rem" stroke={1.8} aria-hidden />}
              onClick={() => setPrinting({ measures: shown, dashboard })}
            >
              {t('analysis.printAll')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={classes.page}>
        {offered.length > 1 ? (
          <SegmentedControl
            className={classes.dashboards ?? ''}
            aria-label={t('analysis.dashboards')}
            value={dashboard ?? ''}
            data={offered.map((value) => ({ value, label: t(`analysis.dashboard.${value}`) }))}
            onChange={(value) => setDashboard(offered.find((one) => one === value))}
          />
        ) : null}
        <Toolbar choice={choice} range={range} measures={shown} onChoice={setChoice} />
        <p className={`${classes.quiet} tabular`} role="status">
          {t('analysis.shown', { range: words.range(range) })}
        </p>
        <ExportState />
        {isEmpty ? <Nothing /> : null}
        <div className={classes.cards} hidden={isEmpty}>
          {shown.map((definition) => (
            <FigureCard
              key={definition.name}
              definition={definition}
              choice={choice}
              range={range}
              onOpen={sees(definition.types) ? open : undefined}
              onAnswer={heard}
              onPrint={mayPrint ? print : undefined}
            />
          ))}
        </div>
      </div>
      {printing ? (
        <PrintFigures {...printing} answers={answers} of={choice.of} onClose={() => setPrinting(undefined)} />
      ) : null}
    </Page>
  );
}

function isEmptyIn(answers: ReadonlyMap<MeasureName, MeasureAnswer>, { name }: MeasureDefinition): boolean {
  const answer = answers.get(name);
  return answer !== undefined && isNothing(answer);
}

/** Before anybody came: what will stand here, and how it gets here. */
function Nothing() {
  const { t } = useTranslation();
  const may = useMay();
  const { go } = useNavigation();
  return (
    <Empty
      title={t('analysis.emptyTitle')}
      icon={<IconChartBar size="2rem" stroke={1.4} aria-hidden />}
      actions={
        <>
          {may.do('import') ? (
            <Button variant="default" onClick={() => go({ name: 'exchange' })}>
              {t('patients.import')}
            </Button>
          ) : null}
          {may.write('Patient') ? (
            <Button variant="default" onClick={() => go({ name: 'register' })}>
              {t('patients.register')}
            </Button>
          ) : null}
        </>
      }
    >
      {t('analysis.emptyBody')}
    </Empty>
  );
}

export const analysis: Screen<'analysis'> = { rail: 'analysis', view: AnalysisScreen };
