import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import { changeOf } from '../../records/measure/change.ts';
import { behindColumn, type Figure } from '../../records/measure/picture.ts';
import { useMeasureWords } from '../../records/measure/words.ts';
import classes from './Analysis.module.css';

interface TotalsProps {
  readonly answer: MeasureAnswer;
  readonly definition: MeasureDefinition;
  readonly onOpen?: ((figure: Figure) => void) | undefined;
}

const ARROWS = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconArrowRight } as const;

/** What it comes to in all, those columns first that are drawn, and how it stands to the time before. */
export function Totals({ answer, definition, onOpen }: TotalsProps) {
  const { t } = useTranslation();
  const words = useMeasureWords();
  const { columns, total, totalHidden, compared } = answer;
  const drawn = definition.picture.columns;
  const shown = columns
    .flatMap((column, at) => {
      const value = total[at] ?? null;
      const hidden = words.hidden(totalHidden?.[at], answer);
      return value === null && hidden === undefined ? [] : [{ column, value, hidden, before: compared?.total[at] }];
    })
    .sort((a, b) => Number(drawn.includes(b.column.key)) - Number(drawn.includes(a.column.key)));
  if (shown.length === 0) return null;
  return (
    <>
      <dl className={classes.totals} aria-label={t('analysis.totals')}>
        {shown.map(({ column, value, hidden, before }) => {
          const change = changeOf(words, column, [value, before]);
          const Arrow = ARROWS[change?.way ?? 'same'];
          const text = hidden ?? words.value(column, value);
          const name = words.of(column.title);
          return (
            <div key={column.key}>
              <dt>{name}</dt>
              <dd className="tabular">
                {onOpen ? (
                  <button
                    type="button"
                    className={classes.figure}
                    aria-label={t('analysis.openFigure', { what: name, value: text })}
                    onClick={() => onOpen({ column: behindColumn(column), isBefore: false })}
                  >
                    {text}
                  </button>
                ) : (
                  text
                )}
                {change && compared ? (
                  <span className={classes.change}>
                    <Arrow size="1em" stroke={2} aria-hidden />
                    {change.words}
                  </span>
                ) : null}
              </dd>
            </div>
          );
        })}
      </dl>
      {compared ? <p className={classes.quiet}>{words.against(compared)}</p> : null}
    </>
  );
}
