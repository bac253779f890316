import { useTranslation } from 'react-i18next';
import { useAsk } from '../bridge/index.ts';
import { useFormat } from '../locales/manner.tsx';
import { others, type Plan } from '../records/appointment/plan.ts';
import { Notice } from '../ui/Notice.tsx';

interface ExpectedThenProps {
  readonly plan: Plan;
  /** With whom; '' for nobody in particular. */
  readonly user: string;
  /** The appointment that is moved. */
  readonly itself?: string | undefined;
}

/** Who else is expected at a time: it may be meant so, and whoever books it should know. */
export function ExpectedThen({ plan, user, itself }: ExpectedThenProps) {
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
