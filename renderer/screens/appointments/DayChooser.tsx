import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../locales/manner.tsx';
import { weekOf } from '../../records/appointment/grid.ts';
import { daysAfter } from '../../records/appointment/plan.ts';
import classes from './Appointments.module.css';

interface DayChooserProps {
  readonly day: string;
  readonly onDay: (day: string) => void;
  /** Turns weeks instead of days. */
  readonly week: boolean;
}

/** Which day or week is shown, and the ways to the ones beside it. */
export function DayChooser({ day, onDay, week }: DayChooserProps) {
  const { t } = useTranslation();
  const { today, weekday, day: dayOf, monthDay } = useFormat();
  const [monday = day, ...others] = weekOf(day);
  const turn = (name: 'before' | 'after', step: number) => {
    const Icon = name === 'before' ? IconChevronLeft : IconChevronRight;
    return (
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t(week ? `appointments.week.${name}` : `appointments.${name}`)}
        title={name === 'before' ? '←' : '→'}
        onClick={() => onDay(daysAfter(day, week ? 7 * step : step))}
      >
        <Icon size="1.125rem" stroke={1.8} />
      </ActionIcon>
    );
  };
  const shown = week ? weekOf(day).includes(today()) : day === today();
  return (
    <div className={classes.chooser}>
      {turn('before', -1)}
      <TextInput
        type="date"
        aria-label={t('appointments.day')}
        value={day}
        onChange={(event) => event.currentTarget.value !== '' && onDay(event.currentTarget.value)}
      />
      {turn('after', 1)}
      <span className={classes.weekday}>
        {week ? `${monthDay(monday)} – ${dayOf(others.at(-1) ?? monday)}` : weekday(day)}
      </span>
      {shown ? null : (
        <Button variant="subtle" onClick={() => onDay(today())}>
          {t('today.title')}
        </Button>
      )}
    </div>
  );
}
