import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isWhole, LENGTHS, type Plan } from '../../records/appointment/plan.ts';
import { useRequired } from '../../ui/useRequired.ts';
import { ExpectedThen } from '../ExpectedThen.tsx';
import classes from './Appointments.module.css';

interface PlanFieldsProps {
  readonly plan: Plan;
  readonly onPlan: (plan: Plan) => void;
  /** With whom; '' for nobody in particular. */
  readonly user: string;
  /** The appointment that is moved. */
  readonly itself?: string;
  readonly tried: boolean;
  /** The time is what is still to be said. */
  readonly autoFocus?: boolean;
}

/** Day, time and length, and who else is expected then. */
export function PlanFields({ plan, onPlan, user, itself, tried, autoFocus = false }: PlanFieldsProps) {
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
          autoFocus={autoFocus}
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
      {isWhole(plan) ? <ExpectedThen plan={plan} user={user} itself={itself} /> : null}
    </>
  );
}
