import { Button, Checkbox } from '@mantine/core';
import { IconTableExport, IconUserCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askPlace, useAsk, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useMeasureWords } from '../../records/measure/words.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useKept } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { Recall } from '../Recall.tsx';
import classes from './Analysis.module.css';
import { ExportState } from './ExportState.tsx';
import { exportJob } from './export-job.ts';
import { columnWords, isRegister, keysWords } from './figure-words.ts';
import { RecordRows } from './RecordRows.tsx';
import { MOST, nextToCall } from './recall-list.ts';
import { useRecords } from './useRecords.ts';

/** The records behind a figure: as many as it says. */
function FigureScreen({ route: { asked } }: { readonly route: RouteOf<'figure'> }) {
  const { t } = useTranslation();
  const words = useMeasureWords();
  const may = useMay();
  const list = useAsk('measures.list', {});
  const { question, keys, column } = asked;
  const records = useRecords({ ...question, column, ...(keys === undefined ? {} : { keys: [...keys] }) });
  const [chosen, setChosen] = useKept<readonly string[]>('chosen', []);
  /** Who was called in from this list. */
  const [called, setCalled] = useKept<readonly string[]>('called', []);
  const [recalling, setRecalling] = useState<readonly string[]>();
  const [gathering, setGathering] = useState(false);
  const definition = list.data?.measures.find(({ name }) => name === question.name);
  const listed = useMemo(() => nextToCall(records.records, called), [records.records, called]);
  const mayRecall = may.write('Task') && records.records.some(({ hit }) => hit !== null);
  const chooseAll = async () => {
    setGathering(true);
    const all = await records.gather((some) => nextToCall(some, called).length === MOST);
    setChosen(nextToCall(all, called));
    setGathering(false);
  };
  const mayExport = may.do('export');
  const save = async () => {
    const out = await askPlace('desktop.chooseFolder', {});
    if (out === undefined) return;
    const figure = { column, ...(keys === undefined ? {} : { keys: [...keys] }) };
    await exportJob.start({ ...question, out, locale: words.formats.locale, records: figure });
  };
  useCommands(
    mayExport
      ? [
          {
            id: 'here.saveRecords',
            name: 'analysis.saveRecords',
            icon: IconTableExport,
            group: 'here',
            run: () => void save(),
          },
        ]
      : [],
  );
  const title = definition ? words.of(definition.title) : t('analysis.title');
  const about = definition
    ? [
        columnWords(definition, column, words),
        keys === undefined ? '' : keysWords(asked, keys, words),
        definition.over === 'day'
          ? t('analysis.onDay', { day: words.formats.day(question.to ?? '') })
          : words.range({ from: question.from ?? '', to: question.to ?? '' }),
      ]
        .filter(Boolean)
        .join(t('common.dot'))
    : '';
  const isFull = chosen.length >= MOST;
  const isAll =
    listed.length > 0 && (isFull || !records.more) && listed.slice(0, MOST).every((id) => chosen.includes(id));
  return (
    <Page
      title={title}
      fixed
      actions={
        <>
          {mayRecall ? (
            <Button
              leftSection={<IconUserCheck size="1.125rem" stroke={1.8} aria-hidden />}
              disabled={chosen.length === 0}
              onClick={() => setRecalling(chosen)}
            >
              {chosen.length === 0 ? t('cohorts.recall.one') : t('cohorts.recall.chosen', { count: chosen.length })}
            </Button>
          ) : null}
          {mayExport ? (
            <Button
              variant="default"
              leftSection={<IconTableExport size="1.125rem" stroke={1.8} aria-hidden />}
              onClick={() => void save()}
            >
              {t('analysis.saveRecords')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={classes.behind}>
        <p className={classes.what}>
          <span>{[about, asked.only].filter(Boolean).join(t('analysis.semicolon'))}</span>
          {records.count === undefined ? null : (
            <strong className="tabular" role="status">
              {t('analysis.records', { count: records.count, n: words.formats.number(records.count) })}
            </strong>
          )}
        </p>
        <ExportState />
        <FailureNotice
          failure={records.error?.failure}
          onRetry={
            <Button variant="default" onClick={records.again}>
              {t('common.retry')}
            </Button>
          }
        />
        {records.loading ? <Loading /> : null}
        {records.count === 0 ? <Empty title={t('analysis.noRecords')} /> : null}
        {mayRecall ? (
          <div className={classes.what}>
            <Checkbox
              label={t(called.length > 0 ? 'analysis.chooseRest' : 'analysis.chooseAll')}
              checked={isAll}
              indeterminate={!isAll && chosen.length > 0}
              disabled={gathering || listed.length === 0}
              onChange={() => (isAll ? setChosen([]) : void chooseAll())}
            />
            <span className={`${classes.quiet} tabular`} role="status">
              {chosen.length === 0
                ? ''
                : t(isFull ? 'analysis.chosenMost' : 'analysis.chosenSome', {
                    count: chosen.length,
                    n: words.formats.number(chosen.length),
                  })}
            </span>
          </div>
        ) : null}
        {records.records.length > 0 ? (
          <RecordRows records={records} label={title} chosen={chosen} onChosen={mayRecall ? setChosen : undefined} />
        ) : null}
      </div>
      <Recall
        patients={recalling}
        words={
          definition && isRegister(definition)
            ? t('analysis.recallWords', { what: words.of(definition.title) })
            : undefined
        }
        onClose={() => setRecalling(undefined)}
        onDone={() => {
          setCalled([...called, ...chosen]);
          setChosen([]);
        }}
      />
    </Page>
  );
}

export const figure: Screen<'figure'> = { rail: 'analysis', view: FigureScreen };
