import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { useDo } from '../../bridge/index.ts';
import { keyWords } from '../../commands/keys.ts';
import { useCommands } from '../../commands/shown.tsx';
import { Timeline } from '../../records/encounter/Timeline.tsx';
import {
  checkVisit,
  chooseDiagnosis,
  diagnosisCoding,
  emptyVisit,
  pressureHint,
  toVisitInput,
  typeDiagnosis,
  uncodeDiagnosis,
  type VisitForm,
} from '../../records/encounter/visit.ts';
import { SeriesChart } from '../../records/observation/SeriesChart.tsx';
import { groupSeries } from '../../records/observation/series.ts';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { CodeFinder } from '../CodeFinder.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useLeaveGuard, useNavigation } from '../navigation.ts';
import { PatientFrame } from '../PatientFrame.tsx';
import { useDraft } from '../useDraft.ts';
import classes from './Visit.module.css';

function VisitScreen({ route }: { route: RouteOf<'visit'> }) {
  return <PatientFrame id={route.id}>{(chart) => <Visit id={route.id} chart={chart} />}</PatientFrame>;
}

/** One page from top to bottom in the order of a consultation; the last visit and the trend beside it. */
function Visit({ id, chart }: { id: string; chart: PatientChart }) {
  const { t } = useTranslation();
  const { done, back } = useNavigation();
  const tell = useTell();
  const record = useDo('visit.record');
  const { value: form, change: setForm, drop, restored } = useDraft('visit', id, emptyVisit);
  const [tried, setTried] = useState(false);
  const problems = useMemo(() => checkVisit(form), [form]);
  useLeaveGuard(Object.values(form).some((value) => value.trim() !== ''));

  const change = (part: Partial<VisitForm>) => setForm({ ...form, ...part });
  const say = (field: keyof VisitForm) => {
    const problem = problems[field];
    return tried && problem ? t(`visit.${problem}`) : undefined;
  };
  const save = () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || record.isPending) return;
    record.mutate(toVisitInput(id, form), {
      onSuccess: () => {
        drop();
        tell(t('visit.saved'));
        done();
      },
    });
  };
  useCommands([
    {
      id: 'here.save',
      name: 'visit.save',
      icon: IconDeviceFloppy,
      group: 'here',
      keys: ['mod+Enter', 'mod+S'],
      run: save,
    },
  ]);
  const hint = pressureHint(form);
  const field = (name: keyof VisitForm, maxLength: number) => ({
    value: form[name],
    error: say(name),
    maxLength,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });

  return (
    <div className={classes.visit}>
      <Form className={classes.form} label={t('visit.title')} onSubmit={save}>
        <div className={classes.head}>
          <h2>{t('visit.title')}</h2>
          <Group gap="xs">
            <Button variant="default" onClick={back}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={record.isPending} title={keyWords('mod+Enter')}>
              {t('visit.save')}
            </Button>
          </Group>
        </div>
        <Stack gap="md">
          {restored ? <Notice>{t('draft.restored')}</Notice> : null}
          <FailureNotice failure={record.error?.failure} />
          {tried && problems.form ? (
            <Notice tone="look" alert>
              {t('visit.empty')}
            </Notice>
          ) : null}
          <Textarea
            label={t('visit.complaint')}
            description={t('visit.complaintHint')}
            autosize
            minRows={2}
            maxRows={6}
            autoFocus
            {...field('complaint', 2000)}
          />
          <fieldset className={classes.pressure}>
            <legend>{t('visit.bloodPressure')}</legend>
            <div className={classes.pair}>
              <TextInput
                label={t('visit.systolic')}
                inputMode="numeric"
                rightSection="mmHg"
                rightSectionWidth="3.75rem"
                {...field('systolic', 3)}
              />
              <TextInput
                label={t('visit.diastolic')}
                inputMode="numeric"
                rightSection="mmHg"
                rightSectionWidth="3.75rem"
                {...field('diastolic', 3)}
              />
            </div>
            <p className={classes.hint} role="status">
              {hint && !say('systolic') && !say('diastolic') ? t(`visit.${hint}`) : ''}
            </p>
          </fieldset>
          <CodeFinder
            kind="diagnosis"
            label={t('visit.diagnosis')}
            text={form.diagnosis}
            coding={diagnosisCoding(form)}
            onText={(text) => change(typeDiagnosis(form, text))}
            onChoose={(coding) => change(chooseDiagnosis(coding))}
            onUncode={() => change(uncodeDiagnosis())}
            error={say('diagnosis')}
            maxLength={300}
          />
          <Textarea
            label={t('visit.note')}
            description={t('visit.noteHint')}
            autosize
            minRows={6}
            maxRows={20}
            {...field('note', 20_000)}
          />
        </Stack>
      </Form>
      <Beside chart={chart} />
    </div>
  );
}

/** What one wants to see while writing: the last visit and the blood pressure so far. */
function Beside({ chart }: { chart: PatientChart }) {
  const { t } = useTranslation();
  const pressure = useMemo(
    () => groupSeries(t, chart.observations).find((group) => group.lines.length === 2),
    [t, chart.observations],
  );
  return (
    <aside className={classes.beside}>
      <Section title={t('visit.last')}>
        {chart.timeline.length === 0 ? (
          <p className={classes.quiet}>{t('visit.noLast')}</p>
        ) : (
          <Timeline
            visits={chart.timeline.slice(0, 1)}
            shown={1}
            onMore={() => undefined}
            onHistory={() => undefined}
          />
        )}
      </Section>
      {pressure ? (
        <Section title={t('visit.trend')}>
          <SeriesChart group={pressure} height={12} />
        </Section>
      ) : null}
    </aside>
  );
}

export const visit: Screen<'visit'> = { rail: 'patients', view: VisitScreen };
