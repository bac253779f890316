import { useTranslation } from 'react-i18next';
import type { MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import type { Figure } from '../../records/measure/picture.ts';
import { useMeasureWords } from '../../records/measure/words.ts';
import classes from './Analysis.module.css';
import { columnWords } from './figure-words.ts';

interface LeftOutProps {
  readonly answer: MeasureAnswer;
  readonly definition: MeasureDefinition;
  readonly onOpen?: ((figure: Figure) => void) | undefined;
  /** In the picture rings stand for what is not told. */
  readonly hasRings: boolean;
}

/** What is not in the figures, and why; what is not told of them; and how many records are still to be indexed. */
export function LeftOut({ answer, definition, onOpen, hasRings }: LeftOutProps) {
  const { t } = useTranslation();
  const words = useMeasureWords();
  const { leftOut, incomplete, fewest } = answer;
  const { number } = words.formats;
  return (
    <>
      {incomplete > 0 ? (
        <p className={classes.look}>{t('analysis.incomplete', { count: incomplete, n: number(incomplete) })}</p>
      ) : null}
      {leftOut.length > 0 ? (
        <p className={classes.quiet}>
          {t('analysis.leftOut')}{' '}
          {leftOut.map(({ reason, n }, at) => {
            const amount = n === null ? words.hidden('few', answer) : number(n);
            const text = t('analysis.leftOutOne', { why: columnWords(definition, reason, words), n: amount });
            return (
              <span key={reason}>
                {at > 0 ? t('analysis.semicolon') : ''}
                {onOpen ? (
                  <button
                    type="button"
                    className={classes.link}
                    onClick={() => onOpen({ column: reason, isBefore: false })}
                  >
                    {text}
                  </button>
                ) : (
                  text
                )}
              </span>
            );
          })}
        </p>
      ) : null}
      {fewest === undefined ? null : (
        <p className={classes.quiet}>
          {words.sentences([t('analysis.fewNote', { n: number(fewest) }), hasRings ? t('analysis.fewRing') : ''])}
        </p>
      )}
    </>
  );
}
