import { ActionIcon, Button } from '@mantine/core';
import { IconArrowUp, IconPin, IconPinFilled, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  chooseDiagnosis,
  type DiagnosisForm,
  diagnosisCoding,
  emptyDiagnosis,
  isListed,
  typeDiagnosis,
  uncodeDiagnosis,
  withDiagnosis,
  withPrincipal,
} from '../../../records/encounter/diagnosis.ts';
import { CodeFinder } from '../../CodeFinder.tsx';
import { Part } from '../Part.tsx';
import type { SectionProps } from '../section.ts';
import classes from '../Visit.module.css';
import { useOffered } from './useOffered.ts';

/** What it is, by codes or in words: a field for each, and an empty one for the next. The first is the principal one. */
export function Diagnoses({ chart, form, change, say }: SectionProps) {
  const { t } = useTranslation();
  const { diagnoses } = form;
  const offered = useOffered(chart).filter(({ diagnosis }) => !isListed(diagnoses, diagnosis));
  const write = (place: number, one: DiagnosisForm) => change({ diagnoses: withDiagnosis(diagnoses, place, one) });
  const last = diagnoses.at(-1);
  const rows = last && last.text.trim() === '' ? diagnoses : [...diagnoses, emptyDiagnosis];
  const add = (one: DiagnosisForm) =>
    change({ diagnoses: [...diagnoses.filter(({ text }) => text.trim() !== ''), one] });
  return (
    <Part title={t('visit.diagnoses')} quiet>
      {rows.map((row, place) => {
        const Pin = row.lasting ? IconPinFilled : IconPin;
        return (
          // a place is a field, whatever stands in it
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={place} className={classes.diagnosis}>
            <CodeFinder
              kind="diagnosis"
              label={t(place === 0 ? 'visit.diagnosis' : 'visit.diagnosisNext', { place: place + 1 })}
              text={row.text}
              coding={diagnosisCoding(row)}
              onText={(text) => write(place, typeDiagnosis(row, text))}
              onChoose={(coding) => write(place, chooseDiagnosis(row, coding))}
              onUncode={() => write(place, uncodeDiagnosis(row))}
              error={say(`diagnosis${place}`)}
              maxLength={300}
            />
            {row.text.trim() === '' ? null : (
              <div className={classes.diagnosisDo}>
                <Button
                  variant="subtle"
                  color={row.lasting ? 'celadon' : 'gray'}
                  size="compact-sm"
                  leftSection={<Pin size="1rem" stroke={1.8} aria-hidden />}
                  aria-pressed={row.lasting}
                  aria-label={`${t('visit.lasting')}: ${row.text}`}
                  onClick={() => write(place, { ...row, lasting: !row.lasting })}
                >
                  {t('visit.lasting')}
                </Button>
                {place > 0 ? (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('visit.makePrincipal', { text: row.text })}
                    title={t('visit.makePrincipal', { text: row.text })}
                    onClick={() => change({ diagnoses: withPrincipal(diagnoses, place) })}
                  >
                    <IconArrowUp size="1rem" stroke={1.8} aria-hidden />
                  </ActionIcon>
                ) : null}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('visit.removeDiagnosis', { text: row.text })}
                  title={t('visit.removeDiagnosis', { text: row.text })}
                  onClick={() => change({ diagnoses: diagnoses.filter((_, at) => at !== place) })}
                >
                  <IconX size="1rem" stroke={1.8} aria-hidden />
                </ActionIcon>
              </div>
            )}
          </div>
        );
      })}
      {offered.length > 0 ? (
        <ul className={classes.offered} aria-label={t('visit.offered')}>
          {offered.map(({ diagnosis, problem }) => (
            <li key={`${diagnosis.system}|${diagnosis.code}|${diagnosis.text}`}>
              <Button
                variant="default"
                size="compact-sm"
                data-problem={problem || undefined}
                title={problem ? t('visit.ofProblems') : t('visit.oftenHere')}
                onClick={() => add(diagnosis)}
              >
                {diagnosis.text}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </Part>
  );
}
