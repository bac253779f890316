import { ActionIcon, Button } from '@mantine/core';
import { IconPill, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactType } from '../../../shared/bridge/facts.ts';
import type { Print } from '../../../shared/bridge/prints.ts';
import type { ChartItem, PatientChart } from '../../../shared/bridge/records.ts';
import { useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { PrintMenu } from '../../printing/PrintMenu.tsx';
import { printsOfVisit } from '../../printing/visit.ts';
import { Timeline, type Visit } from '../../records/encounter/Timeline.tsx';
import { groupSeries } from '../../records/observation/series.ts';
import { Vitals } from '../../records/observation/Vitals.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty, Section } from '../../ui/Section.tsx';
import { useKept, useKeptScroll, useNavigation } from '../navigation.ts';
import classes from './Chart.module.css';
import { Due } from './Due.tsx';
import { AllergyAnswer } from './facts/AllergyAnswer.tsx';
import { FactDialog, type OpenFact } from './facts/FactDialog.tsx';
import { FactMenu } from './facts/FactMenu.tsx';
import { useFacts } from './facts/useFacts.ts';
import { Items } from './Items.tsx';
import { Orders } from './orders/Orders.tsx';
import { PrescriptionMenu } from './PrescriptionMenu.tsx';

interface SummaryProps {
  readonly chart: PatientChart;
  readonly onHistory: (item: ChartItem) => void;
  readonly onSeries: (key: string) => void;
  /** What may be printed of a visit. */
  readonly printsOfVisits: readonly Print[];
  readonly onPrint: (document: Print, encounter?: string) => void;
}

/** How many small multiples fit without pushing the visits below the fold. */
const TILES = 6;
const VISITS = 20;

/** The whole patient on one page. */
export function Summary({ chart, onHistory, onSeries, printsOfVisits, onPrint }: SummaryProps) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { go } = useNavigation();
  const may = useMay();
  const scroll = useKeptScroll<HTMLDivElement>('summary');
  const [shown, setShown] = useKept('visits', VISITS);
  const groups = useMemo(() => groupSeries(t, chart.observations), [t, chart.observations]);
  const numeric = groups.filter((group) =>
    group.lines.some((line) => line.points.some((point) => point.value !== undefined)),
  );
  // What belongs to no visit stands among them, but is none.
  const visits = chart.timeline.filter(({ encounter }) => encounter.type === 'Encounter').length;
  const closed = new Set(chart.closed);
  const unseen = t('glass.section');
  const asked = chart.allergiesAsked;
  const patient = chart.hit.id;
  const facts = useFacts(patient);
  const [open, setOpen] = useState<OpenFact>();
  const conflicts = () => go({ name: 'inbox', patient });
  const teach = (type: Exclude<FactType, 'AllergyIntolerance'>) =>
    may.write(type) ? <p className={classes.quiet}>{t(`facts.teach.${type}`)}</p> : null;
  const answer =
    asked === 'closed' ? (
      <p className={classes.quiet}>{unseen}</p>
    ) : (
      <AllergyAnswer asked={asked} onAnswer={facts.answer} />
    );
  const common = (type: FactType) => ({
    noneNow: <p className={classes.quiet}>{t('facts.noneNow')}</p>,
    add: may.write(type) ? (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size="1rem" aria-hidden />}
        onClick={() => setOpen({ what: 'form', type })}
      >
        {t(`facts.add.${type}`)}
      </Button>
    ) : null,
    onHistory,
    actions: (item: ChartItem) =>
      item.type === 'MedicationRequest' ? (
        <PrescriptionMenu
          item={item}
          onChange={() => go({ name: 'prescribe', id: patient, changing: item.id })}
          onConflict={conflicts}
        />
      ) : (
        <FactMenu
          item={item}
          onEdit={(of) => setOpen({ what: 'form', type: of, item })}
          onTurn={(of, to) => facts.turn(of, item, to)}
          onError={(of) => setOpen({ what: 'error', type: of, item })}
          onConflict={conflicts}
        />
      ),
  });
  const visitPrints = ({ encounter, items }: Visit) => {
    if (encounter.type !== 'Encounter') return null;
    const prescribed = items.some(({ type }) => type === 'MedicationRequest');
    return (
      <PrintMenu
        documents={printsOfVisit(printsOfVisits, prescribed)}
        onPrint={(document) => onPrint(document, encounter.id)}
        about={[t('chart.visit'), encounter.date ? day(encounter.date) : ''].filter(Boolean).join(' ')}
      />
    );
  };
  return (
    <div ref={scroll} className={classes.scroll}>
      <FailureNotice failure={facts.failure} />
      <div className={classes.summary}>
        <div className={classes.column}>
          <Items
            title={t('chart.allergies')}
            items={chart.allergies}
            {...common('AllergyIntolerance')}
            none={answer}
            noneNow={answer}
          />
          <Items
            title={t('chart.problems')}
            none={
              <>
                <p className={classes.quiet}>{closed.has('clinical') ? unseen : t('chart.noProblems')}</p>
                {teach('Condition')}
              </>
            }
            items={chart.problems}
            {...common('Condition')}
          />
          <Items
            title={t('chart.medications')}
            none={
              <>
                <p className={classes.quiet}>{closed.has('medication') ? unseen : t('chart.noMedications')}</p>
                {teach('MedicationStatement')}
              </>
            }
            items={chart.medications}
            {...common('MedicationStatement')}
            add={
              <>
                {may.write('MedicationRequest') ? (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    title="R"
                    leftSection={<IconPill size="1rem" aria-hidden />}
                    onClick={() => go({ name: 'prescribe', id: patient })}
                  >
                    {t('rx.title')}
                  </Button>
                ) : null}
                {printsOfVisits.includes('prescription') &&
                chart.medications.some(({ type }) => type === 'MedicationRequest') ? (
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('print.action.prescription')}
                    title={t('print.action.prescription')}
                    onClick={() => onPrint('prescription')}
                  >
                    <IconPrinter size="1rem" stroke={1.8} aria-hidden />
                  </ActionIcon>
                ) : null}
                {common('MedicationStatement').add}
              </>
            }
          />
        </div>
        <div className={classes.column}>
          <Section title={t('chart.vitals')}>
            {numeric.length === 0 ? (
              <p className={classes.quiet}>{closed.has('results') ? unseen : t('chart.noVitals')}</p>
            ) : (
              <Vitals groups={numeric.slice(0, TILES)} onOpen={onSeries} />
            )}
          </Section>
          <div className={classes.pair}>
            <Due patient={patient} />
            {closed.has('clinical') && closed.has('results') ? null : (
              <Orders patient={patient} name={chart.hit.name} />
            )}
          </div>
          <Section title={t('chart.timeline')} aside={visits > 0 ? t('chart.allVisits', { count: visits }) : undefined}>
            {chart.timeline.length === 0 ? (
              closed.has('clinical') ? (
                <p className={classes.quiet}>{unseen}</p>
              ) : (
                <Empty title={t('chart.noTimeline')}>{t('chart.noTimelineBody')}</Empty>
              )
            ) : (
              <Timeline
                visits={chart.timeline}
                shown={shown}
                onMore={() => setShown(shown + 50)}
                onHistory={onHistory}
                onSheet={(encounter) => go({ name: 'sheet', id: patient, encounter })}
                actions={visitPrints}
              />
            )}
          </Section>
        </div>
      </div>
      <FactDialog
        patient={patient}
        open={open}
        facts={facts}
        onConflict={conflicts}
        onClose={() => setOpen(undefined)}
      />
    </div>
  );
}
