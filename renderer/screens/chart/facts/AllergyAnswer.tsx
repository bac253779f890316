import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../../shared/bridge/records.ts';
import { useMay } from '../../../bridge/index.ts';
import classes from '../Chart.module.css';
import type { Answer } from './useFacts.ts';

interface AllergyAnswerProps {
  readonly asked: Exclude<PatientChart['allergiesAsked'], 'closed'>;
  readonly onAnswer: (answer: Answer) => void;
}

/** Where no allergy stands: whether somebody asked, what they were told, and the answers that there may be. */
export function AllergyAnswer({ asked, onAnswer }: AllergyAnswerProps) {
  const { t } = useTranslation();
  const may = useMay();
  const writes = may.write('AllergyIntolerance');
  // to say again what stands is no answer; what is over stands below, and says nothing of today
  const answers = (['none-known', 'unknown', 'not-asked'] as const).filter(
    (answer) => answer !== asked && (answer !== 'not-asked' || asked !== 'listed'),
  );
  return (
    <>
      <p className={classes.quiet}>{t(asked === 'listed' ? 'facts.noneNow' : `chart.allergy.${asked}`)}</p>
      {writes && asked === 'not-asked' ? <p className={classes.quiet}>{t('facts.ask')}</p> : null}
      {writes ? (
        <Group gap="xs" mt="xs">
          {answers.map((answer) => (
            <Button key={answer} variant="default" size="compact-sm" onClick={() => onAnswer(answer)}>
              {t(`facts.answer.${answer}`)}
            </Button>
          ))}
        </Group>
      ) : null}
    </>
  );
}
