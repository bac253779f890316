import { useLocale } from '../locales/manner.tsx';
import classes from './Difference.module.css';
import { differenceOf } from './pieces.ts';

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
  const parts = differenceOf(before, after, locale);
  // with nothing in common the marks would only be in the way
  if (!parts.some(({ added, removed, text }) => !added && !removed && /[\p{L}\p{N}]/u.test(text)))
    return <span>{after}</span>;
  return (
    <span className={classes.difference}>
      {parts.map(({ added, removed, text }, index) => {
        const key = `${index} ${text}`;
        if (added) return <ins key={key}>{text}</ins>;
        if (removed) return marks === 'both' ? <del key={key}>{text}</del> : null;
        return <span key={key}>{text}</span>;
      })}
    </span>
  );
}
