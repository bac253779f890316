import { Button } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import { useAsk } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import classes from './Patients.module.css';

/** Whose charts one has opened last, a click away. Nothing before the first. */
export const Recent = memo(function Recent({ onOpen }: { onOpen: (hit: PatientHit) => void }) {
  const { t } = useTranslation();
  const { age } = useFormat();
  const recent = useAsk('patient.recent', {}, { staleTime: 0 });
  return (
    <nav className={classes.recent} aria-label={t('patients.recent')}>
      <span className={classes.quiet}>
        {recent.data?.length === 0 ? t('patients.recentNone') : t('patients.recent')}
      </span>
      {(recent.data ?? []).map((hit) => (
        <Button key={hit.id} variant="default" size="compact-sm" onClick={() => onOpen(hit)}>
          {[hit.name, age(hit.birthDate)].filter(Boolean).join(t('common.dot'))}
        </Button>
      ))}
    </nav>
  );
});
