import { Button } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MeasureAnswer } from '../../../shared/bridge/measures.ts';
import type { Figure } from '../../records/measure/picture.ts';
import classes from './Analysis.module.css';
import { overdueOf } from './figure-words.ts';

interface OverdueProps {
  readonly answer: MeasureAnswer;
  readonly onOpen: ((figure: Figure) => void) | undefined;
}

/** Of a register the way to those who are overdue, to act on. */
export function Overdue({ answer, onOpen }: OverdueProps) {
  const { t } = useTranslation();
  const overdue = overdueOf(answer);
  if (!onOpen || !overdue || overdue.count === 0) return null;
  return (
    <Button
      className={classes.overdue ?? ''}
      variant="default"
      size="compact-md"
      leftSection={<IconUserCheck size="1rem" stroke={1.8} aria-hidden />}
      onClick={() => onOpen({ ...overdue.figure, isBefore: false })}
    >
      {t('analysis.overdue', { count: overdue.count })}
    </Button>
  );
}
