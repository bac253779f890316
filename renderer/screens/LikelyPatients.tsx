import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resource } from '../../shared/bridge/records.ts';
import { useAsk } from '../bridge/index.ts';
import { useFormat } from '../locales/manner.tsx';
import { newPatient, type PatientForm } from '../records/patient/mapping.ts';
import classes from './LikelyPatients.module.css';
import { useNavigation } from './navigation.ts';
import { Reasons } from './Reasons.tsx';

/** Asked for again so long after the last letter. */
const PAUSE_MS = 150;

/** Who is here already and may be the one who is being registered: beside the form, and never in its way. */
export function LikelyPatients({ form }: { readonly form: PatientForm }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { replace } = useNavigation();
  const draft = useSettled(newPatient(form));
  const told =
    form.name.trim().length > 1 || form.phones.some((phone) => phone.trim().length > 6) || form.identity !== '';
  const likely = useAsk(
    'duplicate.likely',
    { resource: draft, limit: 5 },
    { enabled: told, keepPrevious: true, staleTime: 0 },
  );
  const found = told ? (likely.data ?? []) : [];
  return (
    <aside className={classes.likely} aria-label={t('duplicates.perhaps')}>
      <p role="status" className={found.length > 0 ? classes.title : 'visually-hidden'}>
        {found.length > 0 ? t('duplicates.perhapsHere', { count: found.length }) : ''}
      </p>
      <ul className={classes.list}>
        {found.map(({ hit, reasons }) => (
          <li key={hit.id} className={classes.person}>
            <span className={classes.name}>
              {hit.name} <span className="tabular">{hit.birthDate ? day(hit.birthDate) : null}</span>
            </span>
            <span className={classes.quiet}>
              <Reasons reasons={reasons.filter(({ level }) => level !== 'far')} />
            </span>
            <Button variant="default" size="compact-sm" onClick={() => replace({ name: 'patient', id: hit.id })}>
              {t('duplicates.openInstead', { name: hit.name })}
            </Button>
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** A value once it has stood for a moment. */
function useSettled(value: Resource): Resource {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(settled) as Resource;
}
