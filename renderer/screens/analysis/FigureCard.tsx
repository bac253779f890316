import { Button, NativeSelect } from '@mantine/core';
import { memo, useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureAnswer, MeasureDefinition, MeasureName } from '../../../shared/bridge/measures.ts';
import { useAsk } from '../../bridge/index.ts';
import { pictureHeight, pictureOption } from '../../records/measure/option.ts';
import { choosable, type Figure, pictureOf } from '../../records/measure/picture.ts';
import { hasRings } from '../../records/measure/untold.ts';
import { useMeasureWords } from '../../records/measure/words.ts';
import { Chart, type ChartLook, type ChartPoint } from '../../ui/chart/Chart.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import type { AskedFigure } from '../contract.ts';
import { useKept } from '../navigation.ts';
import { About } from './About.tsx';
import classes from './Analysis.module.css';
import { CardMenu } from './CardMenu.tsx';
import { type Choice, compareOf, type DayRange, questionOf } from './choice.ts';
import { FigureTable } from './FigureTable.tsx';
import { isNothing, onlyWords } from './figure-words.ts';
import { LeftOut } from './LeftOut.tsx';
import { Overdue } from './Overdue.tsx';
import { Totals } from './Totals.tsx';
import { useReturn } from './useReturn.ts';

interface CardProps {
  readonly definition: MeasureDefinition;
  readonly choice: Choice;
  readonly range: DayRange;
  /** Absent where the reader may not see whom the figures are about. */
  readonly onOpen?: ((asked: AskedFigure) => void) | undefined;
  readonly onAnswer: (name: MeasureName, answer: MeasureAnswer) => void;
  readonly onPrint?: ((definition: MeasureDefinition) => void) | undefined;
}

/** A measure: its totals, its picture or its table, what is not in it, and what can be done with it. It is asked by itself. */
export const FigureCard = memo(function FigureCard({
  definition,
  choice,
  range,
  onOpen,
  onAnswer,
  onPrint,
}: CardProps) {
  const { t } = useTranslation();
  const words = useMeasureWords();
  const question = questionOf(definition, choice, range);
  const asked = useAsk('measures.ask', { ...question, ...compareOf(definition, choice) }, { keepPrevious: true });
  const [asTable, setAsTable] = useKept(`table ${definition.name}`, false);
  const [column, setColumn] = useKept<string | undefined>(`column ${definition.name}`, undefined);
  const [point, setPoint] = useKept(`point ${definition.name}`, 0);
  const answer = asked.data;
  const { part, leave } = useReturn<HTMLDivElement>(definition.name, answer !== undefined);
  useEffect(() => {
    if (answer && !asked.isPlaceholderData) onAnswer(definition.name, answer);
  }, [answer, asked.isPlaceholderData, definition.name, onAnswer]);
  const picture = useMemo(
    () => answer && pictureOf(answer, definition, words, column),
    [answer, definition, words, column],
  );
  const option = useCallback(
    (look: ChartLook) => (picture ? pictureOption(look, picture, words) : {}),
    [picture, words],
  );
  const title = words.of(definition.title);
  const only = choice.of && onlyWords(definition, choice.of, words);
  const open =
    onOpen && answer
      ? (figure: Figure) => {
          leave();
          onOpen({ ...figureOf(answer, question, figure), only });
        }
      : undefined;
  const columns = answer ? choosable(answer, definition) : [];
  const isEmpty = answer !== undefined && isNothing(answer);
  return (
    <Section
      title={title}
      aside={
        <>
          {answer && !isEmpty ? (
            <Button variant="subtle" size="compact-sm" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
              {t(asTable ? 'analysis.asChart' : 'analysis.asTable')}
            </Button>
          ) : null}
          <About definition={definition} />
          {answer && picture ? (
            <CardMenu
              definition={definition}
              answer={answer}
              question={{ ...question, ...compareOf(definition, choice) }}
              only={only}
              option={option}
              height={pictureHeight(picture)}
              onPrint={onPrint}
            />
          ) : null}
        </>
      }
    >
      <FailureNotice
        failure={asked.error?.failure}
        onRetry={
          <Button variant="default" onClick={() => void asked.refetch()}>
            {t('common.retry')}
          </Button>
        }
      />
      {!answer && !asked.error ? (
        <div className={classes.coming}>
          <Loading />
        </div>
      ) : null}
      {answer && picture ? (
        <div
          ref={part}
          className={classes.card}
          aria-busy={asked.isPlaceholderData}
          data-old={asked.isPlaceholderData || undefined}
        >
          <Whole answer={answer} definition={definition} choice={choice} />
          <Totals answer={answer} definition={definition} onOpen={open} />
          {columns.length > 0 && !asTable && !isEmpty ? (
            <NativeSelect
              aria-label={t('analysis.column')}
              className={classes.column}
              value={column ?? columns[0]?.key ?? ''}
              data={columns.map((one) => ({ value: one.key, label: words.of(one.title) }))}
              onChange={({ currentTarget: { value } }) => setColumn(value)}
            />
          ) : null}
          {isEmpty ? (
            <p className={classes.nothing}>{t('analysis.nothing')}</p>
          ) : asTable ? (
            <FigureTable answer={answer} label={title} height={pictureHeight(picture)} onOpen={open} />
          ) : (
            <Chart
              label={t('analysis.picture', { title })}
              height={pictureHeight(picture)}
              grow
              option={option}
              points={pointsOf(picture, open)}
              start={point}
              onPoint={setPoint}
              table={<FigureTable answer={answer} label={title} />}
            />
          )}
          <Overdue answer={answer} onOpen={open} />
          {picture.left > 0 && !asTable ? (
            <p className={classes.quiet}>{t('analysis.leftLines', { count: picture.left })}</p>
          ) : null}
          <LeftOut answer={answer} definition={definition} onOpen={open} hasRings={!asTable && hasRings(picture)} />
        </div>
      ) : null}
    </Section>
  );
});

/** The points in the order in which keys go through them: place by place. */
function pointsOf(
  { places, series }: ReturnType<typeof pictureOf>,
  open: ((figure: Figure) => void) | undefined,
): ChartPoint[] {
  return places.flatMap((place, index) =>
    series.flatMap(({ name, points, untold }, at): ChartPoint[] => {
      const point = points[index];
      const hidden = untold?.[index];
      if (hidden !== undefined) return [{ series: at, index, words: `${place}, ${name}: ${hidden}` }];
      if (!point) return [];
      return [
        {
          series: at,
          index,
          words: `${place}, ${name}: ${point.text}`,
          open: open ? () => open(point) : undefined,
        },
      ];
    }),
  );
}

/** A figure by what it was asked with: that of the time before has its own days. */
function figureOf(
  answer: MeasureAnswer,
  question: AskedFigure['question'],
  { keys, column, isBefore }: Figure,
): AskedFigure {
  const { dimensions, names, grain, compared } = answer;
  const range = isBefore && compared ? compared.range : answer.range;
  return {
    // steps are those that are shown, whatever would fit the other days
    question: { ...question, from: range.from, to: range.to, ...(grain === null ? {} : { grain }) },
    keys,
    column,
    dimensions,
    names,
    grain,
  };
}

interface WholeProps {
  readonly answer: MeasureAnswer;
  readonly definition: MeasureDefinition;
  readonly choice: Choice;
}

/** The day on which it stands so, and what of the choice says nothing here: somebody who looks at one doctor has to know what is of all. */
function Whole({ answer, definition, choice }: WholeProps) {
  const { compares, over } = definition;
  const { t } = useTranslation();
  const words = useMeasureWords();
  const said = [
    over === 'day' ? t('analysis.asOf', { day: words.formats.day(answer.range.to) }) : '',
    choice.of ? onlyWords(definition, choice.of, words) : '',
    choice.by && !compares.includes(choice.by) ? t('analysis.notParted') : '',
    choice.compare !== 'none' && !compares.includes('period') ? t('analysis.notCompared') : '',
  ].filter(Boolean);
  return said.length > 0 ? <p className={classes.quiet}>{words.sentences(said)}</p> : null;
}
