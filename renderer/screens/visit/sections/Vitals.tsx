import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pressureHint } from '../../../records/encounter/visit.ts';
import { Part } from '../Part.tsx';
import type { SectionProps } from '../section.ts';
import classes from '../Visit.module.css';

/** What is measured. */
export function Vitals({ form, change, say }: SectionProps) {
  const { t } = useTranslation();
  const { vitals } = form;
  const hint = pressureHint(vitals);
  const field = (name: keyof typeof vitals) => ({
    label: t(`visit.${name}`),
    value: vitals[name],
    error: say(name),
    maxLength: 3,
    autoComplete: 'off',
    inputMode: 'numeric' as const,
    rightSection: 'mmHg',
    rightSectionWidth: '3.75rem',
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ vitals: { ...vitals, [name]: event.currentTarget.value } }),
  });
  return (
    <Part title={t('visit.bloodPressure')}>
      <div className={classes.pair}>
        <TextInput {...field('systolic')} />
        <TextInput {...field('diastolic')} />
      </div>
      <p className={classes.hint} role="status">
        {hint && !say('systolic') && !say('diastolic') ? t(`visit.${hint}`) : ''}
      </p>
    </Part>
  );
}
