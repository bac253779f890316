import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../shared/bridge/records.ts';
import { useAsk } from '../bridge/index.ts';
import { PatientBanner } from '../records/patient/PatientBanner.tsx';
import { Loading } from '../ui/Loading.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { useNavigation } from './navigation.ts';
import { Back, Page } from './Page.tsx';
import classes from './PatientFrame.module.css';

interface FrameProps {
  readonly id: string;
  readonly actions?: (chart: PatientChart) => ReactNode;
  readonly children: (chart: PatientChart) => ReactNode;
}

/** Asks for a chart and keeps the patient's banner above whatever is shown of it. */
export function PatientFrame({ id, actions, children }: FrameProps) {
  const { t } = useTranslation();
  const { place, go, replace } = useNavigation();
  const chart = useAsk('patient.chart', { id });
  // whoever was merged is shown as the one who stayed
  const stays = chart.data?.hit.id;
  const parted = stays !== undefined && stays !== id && place.route.name === 'patient';
  useEffect(() => {
    if (parted && stays !== undefined) replace({ name: 'patient', id: stays });
  }, [parted, stays, replace]);
  if (chart.error) {
    return (
      <Page title={t('chart.banner')}>
        <FailureNotice failure={chart.error.failure} />
      </Page>
    );
  }
  if (!chart.data) {
    return (
      <Page title="">
        <Loading />
      </Page>
    );
  }
  return (
    <div className={classes.frame}>
      <div className={classes.top}>
        <Back />
        <div className={classes.banner}>
          <PatientBanner
            chart={chart.data}
            actions={actions?.(chart.data)}
            onConflicts={() => go({ name: 'inbox', patient: id })}
          />
        </div>
      </div>
      <div className={classes.body}>{children(chart.data)}</div>
    </div>
  );
}
