import { useTranslation } from 'react-i18next';
import type { ResultItem } from '../../../shared/bridge/results.ts';
import { ConflictBadge, Flag } from '../../ui/Marks.tsx';
import classes from './ResultLines.module.css';

/** The values of a report: what, how much in which unit, an arrow and a word where it stands out, by which range. */
export function ResultLines({ result }: { result: ResultItem }) {
  const { t } = useTranslation();
  return (
    <table className={classes.lines}>
      <thead className="visually-hidden">
        <tr>
          <th>{t('results.test')}</th>
          <th>{t('results.value')}</th>
          <th>{t('results.flag')}</th>
          <th>{t('results.range')}</th>
        </tr>
      </thead>
      <tbody>
        {result.lines.map((line) => (
          <tr key={`${line.id} ${line.text}`}>
            <th scope="row">
              {line.text} <ConflictBadge count={line.conflicts} />
            </th>
            <td className={`${classes.value} tabular`}>
              {line.value}
              {line.unit ? ` ${line.unit}` : ''}
            </td>
            <td>{line.flag ? <Flag flag={line.flag} /> : null}</td>
            <td className={`${classes.range} tabular`}>{line.range ?? t('results.noRange')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In one line: what stands out with its arrow and word, and how many values do not. */
export function ResultGist({ result }: { result: ResultItem }) {
  const { t } = useTranslation();
  const out = result.lines.filter(({ flag }) => flag !== undefined);
  const [only] = result.lines;
  const shown = out.length === 0 && result.lines.length === 1 && only ? [only] : out;
  const rest = result.lines.length - shown.length;
  return (
    <span className={classes.gist}>
      {shown.slice(0, 6).map((line) => (
        <span key={`${line.id} ${line.text}`} className="tabular">
          {line.text === result.text ? '' : `${line.text} `}
          {line.value}
          {line.unit ? ` ${line.unit}` : ''} {line.flag ? <Flag flag={line.flag} /> : null}
        </span>
      ))}
      {shown.length > 6 || rest > 0 ? (
        <span className={classes.range}>
          {t(shown.length === 0 ? 'results.values' : 'results.moreValues', {
            count: rest + Math.max(0, shown.length - 6),
          })}
        </span>
      ) : null}
      {result.lines.length === 0 ? (
        <span className={classes.range}>{result.conclusion ?? t('results.noValues')}</span>
      ) : null}
    </span>
  );
}
