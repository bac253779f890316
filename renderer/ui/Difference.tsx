import { diffWordsWithSpace } from 'diff';
import { useLocale } from '../locales/manner.tsx';
import classes from './Difference.module.css';

interface DifferenceProps {
  /** What stood there; null: nothing. */
  readonly before: string | null;
  readonly after: string;
  /** added: what was taken out is shown elsewhere. */
  readonly marks?: 'both' | 'added';
}

/** A text with what was added to another one marked, and what was taken out of it struck through. */
export function Difference({ before, after, marks = 'both' }: DifferenceProps) {
  const locale = useLocale();
  if (before === null || before === after) return <span>{after}</span>;
  // a Chinese text has no spaces between its words
  const intlSegmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  const parts = diffWordsWithSpace(before, after, { intlSegmenter });
  // with nothing in common the marks would only be in the way
  if (!parts.some(({ added, removed, value }) => !added && !removed && value.trim() !== ''))
    return <span>{after}</span>;
  return (
    <span className={classes.difference}>
      {parts.map(({ added, removed, value }, index) => {
        const key = `${index} ${value}`;
        if (added) return <ins key={key}>{value}</ins>;
        if (removed) return marks === 'both' ? <del key={key}>{value}</del> : null;
        return <span key={key}>{value}</span>;
      })}
    </span>
  );
}
