import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import type { Figure } from '../../records/measure/picture.ts';
import { totalsOf } from '../../records/measure/totals.ts';
import { useMeasureWords } from '../../records/measure/words.ts';
import classes from './Analysis.module.css';

interface TotalsProps {
  readonly answer: MeasureAnswer;
  readonly definition: MeasureDefinition;
  readonly onOpen?: ((figure: Figure) => void) | undefined;
}

const ARROWS = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconArrowRight } as const;

/** What it comes to in all, and how it stands to the time before. */
export function Totals({ answer, definition, onOpen }: TotalsProps) {
  const { t } = useTranslation();
  const words = useMeasureWords();
  const { compared } = answer;
  const totals = totalsOf(answer, definition, words);
  return (
    <>
      {totals.length > 0 ? (
        <dl className={classes.totals} aria-label={t('analysis.totals')}>
          {totals.map(({ key, name, text, more, change, figure }) => {
            const Arrow = ARROWS[change?.way ?? 'same'];
            return (
              <div key={key}>
                <dt>{name}</dt>
                <dd className="tabular">
                  {onOpen ? (
                    <button
                      type="button"
                      className={classes.figure}
                      aria-label={t('analysis.openFigure', { what: name, value: text })}
                      onClick={() => onOpen(figure)}
                    >
                      {text}
                    </button>
                  ) : (
                    text
                  )}
                  {more ? <span className={classes.change}>{more}</span> : null}
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
      ) : null}
      {compared ? <p className={classes.quiet}>{words.against(compared)}</p> : null}
    </>
  );
}
