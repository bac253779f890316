import { Radio } from '@mantine/core';
import { IconEqualNot } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Resource } from '../../../shared/bridge/records.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { type Chosen, mergedPatient } from '../../../shared/records/patient/merge.ts';
import { useFormat } from '../../locales/manner.tsx';
import classes from './Duplicates.module.css';
import { CHOICE_OF, LINES, type LineName, linesOf } from './values.ts';

interface ComparisonProps {
  readonly survivor: Resource;
  readonly merged: Resource;
  /** What both say differently, and one may choose. */
  readonly choices: readonly Chosen[];
  readonly take: readonly Chosen[];
  readonly onTake: (take: readonly Chosen[]) => void;
}

/** What each of the two says, line by line, which of it is chosen, and what stands there afterwards. */
export function Comparison({ survivor, merged, choices, take, onTake }: ComparisonProps) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const [mine, theirs] = [linesOf(survivor), linesOf(merged)];
  const after = linesOf(
    mergedPatient(survivor as unknown as JsonObject, merged as unknown as JsonObject, take) as unknown as Resource,
  );
  const words = (line: LineName, values: readonly string[]): string =>
    values
      .map((value) => (line === 'gender' ? t(`gender.${genderOf(value)}`) : line === 'birthDate' ? day(value) : value))
      .join(t('common.dot'));
  const cell = (line: LineName, values: readonly string[], theirsToo: boolean) => {
    const choice = CHOICE_OF[line];
    const text = words(line, values);
    if (choice === undefined || !choices.includes(choice)) return text;
    return (
      <Radio
        name={`${choice}-choice`}
        label={text}
        checked={take.includes(choice) === theirsToo}
        onChange={() => onTake(theirsToo ? [...take, choice] : take.filter((one) => one !== choice))}
      />
    );
  };
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t('duplicates.comparison')}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('duplicates.stays')}</th>
            <th scope="col">{t('duplicates.goes')}</th>
            <th scope="col">{t('duplicates.after')}</th>
          </tr>
        </thead>
        <tbody>
          {LINES.filter((line) => after[line].length > 0).map((line) => {
            const differs = words(line, mine[line]) !== words(line, theirs[line]);
            return (
              <tr key={line} data-differs={differs || undefined}>
                <th scope="row">
                  {t(`duplicates.line.${line}`)}
                  {differs ? <IconEqualNot size="1rem" stroke={1.8} aria-label={t('duplicates.differs')} /> : null}
                </th>
                <td>{cell(line, mine[line], false)}</td>
                <td>{cell(line, theirs[line], true)}</td>
                <td className={classes.after}>{words(line, after[line])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function genderOf(value: string): 'male' | 'female' | 'other' | 'unknown' {
  return value === 'male' || value === 'female' || value === 'other' ? value : 'unknown';
}
