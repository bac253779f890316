import { Button, Tabs } from '@mantine/core';
import { IconActivity, IconDoorEnter, IconHistory, IconReportMedical, IconStethoscope } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { printCommands } from '../../printing/commands.ts';
import { PrintMenu, usePrintable } from '../../printing/PrintMenu.tsx';
import { usePrint } from '../../printing/usePrint.tsx';
import { VISIT_PRINTS } from '../../printing/visit.ts';
import { ClosedChart, OpenedUntil } from '../../records/patient/ClosedChart.tsx';
import { HistoryDrawer } from '../../records/values/HistoryDrawer.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { MoreMenu } from '../MoreMenu.tsx';
import { useKept, useNavigation } from '../navigation.ts';
import { PatientFrame } from '../PatientFrame.tsx';
import classes from './Chart.module.css';
import { Observations } from './Observations.tsx';
import { Records } from './Records.tsx';
import { Summary } from './Summary.tsx';

/** What is printed of a patient, beside a visit. */
const PRINTS = ['summary', 'prescription', 'label'] as const;
/** Commands that have no button of their own here; who records visits puts patients into the queue more seldom. */
const SELDOM_AT_THE_DESK = ['patient.prescribe', 'patient.edit', 'patient.merge', 'here.history'] as const;
const SELDOM = ['patient.arrive', ...SELDOM_AT_THE_DESK] as const;
const TABS = ['summary', 'observations', 'records'] as const;
type Tab = (typeof TABS)[number];

export interface RecordId {
  readonly type: string;
  readonly id: string;
}

/** One patient: summary, observations, everything else; banner and actions stay. */
function ChartScreen({ route }: { route: RouteOf<'patient'> }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const may = useMay();
  const [tab, setTab] = useKept<Tab>('tab', 'summary');
  const [series, setSeries] = useKept<string | undefined>('series', undefined);
  const [record, setRecord] = useState<RecordId>({ type: 'Patient', id: route.id });
  const [opened, setOpened] = useState(false);
  const history = (which: RecordId) => {
    setRecord({ type: which.type, id: which.id });
    setOpened(true);
  };
  const { sheet, print } = usePrint();
  const prints = usePrintable(route.id, PRINTS);
  const ofVisits = usePrintable(route.id, VISIT_PRINTS);
  useCommands([
    ...printCommands(prints, 'summary', (document) => print({ document, patient: route.id })),
    {
      id: 'here.history',
      name: 'chart.history',
      icon: IconHistory,
      group: 'here',
      keys: ['H'],
      run: () => history({ type: 'Patient', id: route.id }),
    },
    ...TABS.map((each) => ({
      id: `here.${each}`,
      name: `chart.tabs.${each}` as const,
      icon: IconReportMedical,
      group: 'here' as const,
      run: () => setTab(each),
    })),
  ]);
  return (
    <>
      <PatientFrame
        id={route.id}
        actions={() => (
          <>
            <PrintMenu documents={prints} onPrint={(document) => print({ document, patient: route.id })} />
            {may.write('Appointment') && !may.write('Encounter') ? (
              <Button
                leftSection={<IconDoorEnter size="1.125rem" stroke={1.8} />}
                title="Q"
                onClick={() => go({ name: 'today', arrive: route.id })}
              >
                {t('commands.arrive')}
              </Button>
            ) : null}
            {may.write('Observation') ? (
              <Button
                variant="default"
                title="M"
                leftSection={<IconActivity size="1.125rem" stroke={1.8} />}
                onClick={() => go({ name: 'vitals', id: route.id })}
              >
                {t('chart.measure')}
              </Button>
            ) : null}
            {may.write('Encounter') ? (
              <Button
                leftSection={<IconStethoscope size="1.125rem" stroke={1.8} />}
                onClick={() => go({ name: 'visit', id: route.id })}
              >
                {t('chart.newVisit')}
              </Button>
            ) : null}
            <MoreMenu commands={may.write('Encounter') ? SELDOM : SELDOM_AT_THE_DESK} label={t('chart.moreActions')} />
          </>
        )}
      >
        {(chart) =>
          chart.closed.includes('clinical') && chart.closed.includes('results') ? (
            <>
              <ClosedChart chart={chart} />
              <HistoryDrawer record={record} opened={opened} onClose={() => setOpened(false)} />
            </>
          ) : (
            <>
              <OpenedUntil patient={route.id} />
              <Tabs
                value={tab}
                onChange={(value) => setTab(TABS.find((each) => each === value) ?? 'summary')}
                keepMounted={false}
                className={classes.tabs ?? ''}
              >
                <Tabs.List aria-label={t('chart.tabs.label')} className={classes.tabList ?? ''}>
                  {TABS.map((each) => (
                    <Tabs.Tab key={each} value={each}>
                      {t(`chart.tabs.${each}`)}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                <Tabs.Panel value="summary" className={classes.panel ?? ''}>
                  <Summary
                    chart={chart}
                    onHistory={history}
                    printsOfVisits={ofVisits}
                    onPrint={(document, encounter) => print({ document, patient: route.id, encounter })}
                    onSeries={(key) => {
                      setSeries(key);
                      setTab('observations');
                    }}
                  />
                </Tabs.Panel>
                <Tabs.Panel value="observations" className={classes.panel ?? ''}>
                  <Observations
                    chart={chart}
                    chosen={series}
                    onChoose={setSeries}
                    onHistory={(id) => history({ type: 'Observation', id })}
                  />
                </Tabs.Panel>
                <Tabs.Panel value="records" className={classes.panel ?? ''}>
                  <Records chart={chart} />
                </Tabs.Panel>
              </Tabs>
              <HistoryDrawer record={record} opened={opened} onClose={() => setOpened(false)} />
            </>
          )
        }
      </PatientFrame>
      {sheet}
    </>
  );
}

export const patient: Screen<'patient'> = { rail: 'patients', view: ChartScreen };
