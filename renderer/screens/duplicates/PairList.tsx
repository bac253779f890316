import { useTranslation } from 'react-i18next';
import type { DuplicatePair } from '../../../shared/bridge/duplicates.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Reasons } from '../Reasons.tsx';
import classes from './Duplicates.module.css';

interface PairListProps {
  readonly pairs: readonly DuplicatePair[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** Pairs of patients, the likeliest first. */
export function PairList({ pairs, chosen, onChoose }: PairListProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <ul className={classes.pairs} aria-label={t('duplicates.pairs')}>
      {pairs.map(({ a, b, score, reasons }, index) => (
        <li key={`${a.id} ${b.id}`}>
          <button
            type="button"
            className={classes.pair}
            aria-current={index === chosen ? 'true' : undefined}
            onClick={() => onChoose(index)}
          >
            <span className={classes.names}>
              {a.name} · {b.name}
              <span className="tabular">{t('duplicates.score', { percent: number(Math.floor(score * 100)) })}</span>
            </span>
            <span className={classes.quiet}>
              <Reasons reasons={reasons.filter(({ level }) => level !== 'far')} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
