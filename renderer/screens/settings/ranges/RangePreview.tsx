import { useTranslation } from 'react-i18next';
import type { RangeLine } from '../../../../shared/bridge/ranges.ts';
import { RANGE_HEADINGS } from '../../../../shared/records/range-table.ts';
import { Badge } from '../../../ui/Marks.tsx';
import classes from './Ranges.module.css';
import { useRangeWords } from './useRangeWords.ts';

interface RangePreviewProps {
  readonly lines: readonly RangeLine[];
  readonly empty: number;
}

/** What is wrong stands first, what changes nothing last. */
const ORDER: readonly RangeLine['state'][] = ['wrong', 'changed', 'new', 'same'];

/** What each line of a file would do, and which are wrong and why. */
export function RangePreview({ lines, empty }: RangePreviewProps) {
  const { t } = useTranslation();
  const count = (state: RangeLine['state']) => lines.filter((line) => line.state === state).length;
  const byWords = lines.filter(isByWords).length;
  const told = [
    ...ORDER.filter((state) => count(state) > 0).map((state) =>
      t(`ranges.import.count.${state}`, { count: count(state) }),
    ),
    ...(byWords > 0 ? [t('ranges.import.count.words', { count: byWords })] : []),
    ...(empty > 0 ? [t('ranges.import.count.empty', { count: empty })] : []),
  ];
  const sorted = [...lines].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.line - b.line);
  return (
    <>
      <p role="status">{told.length > 0 ? told.join(t('common.dot')) : t('ranges.import.nothing')}</p>
      {lines.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keys
        <section className={classes.box} tabIndex={0} aria-label={t('ranges.import.preview')}>
          <table className={classes.ranges}>
            <thead>
              <tr>
                <th>{t('ranges.import.line')}</th>
                <th>{t('ranges.test')}</th>
                <th>{t('results.range')}</th>
                <th>{t('ranges.who')}</th>
                <th>{t('ranges.laboratory')}</th>
                <th>{t('ranges.import.what')}</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((line) => (
                <Row key={line.line} line={line} />
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </>
  );
}

/** A test without a code, whose range no result of a listed test finds. */
function isByWords({ range }: RangeLine): boolean {
  return range !== undefined && range.test.code === undefined;
}

function Row({ line }: { line: RangeLine }) {
  const { t, i18n } = useTranslation();
  const words = useRangeWords();
  const { state, test, range, before, problems } = line;
  const said = range && words(range);
  const heading = (column: keyof typeof RANGE_HEADINGS) =>
    RANGE_HEADINGS[column][i18n.language.startsWith('zh') ? 'zh-CN' : 'en'];
  return (
    <tr>
      <td className="tabular">{line.line}</td>
      <th scope="row">
        {range?.test.text ?? test}
        {isByWords(line) ? <p className={classes.hint}>{t('ranges.import.words')}</p> : null}
      </th>
      <td className="tabular">
        {before ? <del className={classes.before}>{words(before).ends}</del> : null} {said?.ends}
      </td>
      <td>{said?.who}</td>
      <td>
        {range?.laboratory} {said ? <span className={classes.hint}>{said.since}</span> : null}
      </td>
      <td>
        {state === 'wrong' ? (
          <span className={classes.wrong}>
            {problems
              .map(({ column, problem }) =>
                t('ranges.import.wrong', { column: heading(column), problem: t(`ranges.problem.${problem}`) }),
              )
              .join(' ')}
          </span>
        ) : (
          <Badge tone={state === 'changed' ? 'look' : 'plain'}>{t(`ranges.import.state.${state}`)}</Badge>
        )}
      </td>
    </tr>
  );
}
