import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useRequired } from '../../ui/useRequired.ts';
import classes from './Appointments.module.css';
import { isWhole, LENGTHS, others, type Plan } from './plan.ts';

interface PlanFieldsProps {
  readonly plan: Plan;
  readonly onPlan: (plan: Plan) => void;
  /** With whom; '' for nobody in particular. */
  readonly user: string;
  /** The appointment that is moved. */
  readonly itself?: string;
  readonly tried: boolean;
}

/** Day, time and length, and who else is expected then. */
export function PlanFields({ plan, onPlan, user, itself, tried }: PlanFieldsProps) {
  const { t } = useTranslation();
  const required = useRequired(tried);
  const lengths = [...new Set([...LENGTHS, plan.minutes])].sort((a, b) => a - b);
  return (
    <>
      <div className={classes.when}>
        <TextInput
          type="date"
          label={t('appointments.day')}
          value={plan.day}
          error={required(plan.day)}
          data-autofocus
          onChange={(event) => onPlan({ ...plan, day: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('appointments.time')}
          value={plan.time}
          error={required(plan.time)}
          onChange={(event) => onPlan({ ...plan, time: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('appointments.length')}
          value={String(plan.minutes)}
          data={lengths.map((minutes) => ({
            value: String(minutes),
            label: t('today.minutes', { count: minutes }),
          }))}
          onChange={(event) => onPlan({ ...plan, minutes: Number(event.currentTarget.value) })}
        />
      </div>
      {isWhole(plan) ? <Others plan={plan} user={user} itself={itself} /> : null}
    </>
  );
}

/** It may be meant so; whoever books it should know. */
export function Others({ plan, user, itself }: { plan: Plan; user: string; itself: string | undefined }) {
  const { t } = useTranslation();
  const { hours } = useFormat();
  const asked = useAsk('appointment.day', { day: plan.day });
  const found = others(asked.data?.items ?? [], plan, user, itself);
  if (found.length === 0) return null;
  return (
    <Notice tone="look">
      {t('appointments.others', {
        who: found.map((item) => `${hours(item.start)} ${item.patient.name}`).join(t('common.dot')),
      })}
    </Notice>
  );
}
