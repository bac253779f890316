import { Button, Group, Stack } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { useDo } from '../../bridge/index.ts';
import { keyWords } from '../../commands/keys.ts';
import { useCommands } from '../../commands/shown.tsx';
import { checkVisit, emptyVisit, toVisitInput, type VisitForm } from '../../records/encounter/visit.ts';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { PatientFrame } from '../PatientFrame.tsx';
import { useCancel, useDraft } from '../useDraft.ts';
import { Beside } from './Beside.tsx';
import type { SectionProps } from './section.ts';
import { Complaint } from './sections/Complaint.tsx';
import { Diagnoses } from './sections/Diagnoses.tsx';
import { Note } from './sections/Note.tsx';
import { Vitals } from './sections/Vitals.tsx';
import classes from './Visit.module.css';

function VisitScreen({ route }: { route: RouteOf<'visit'> }) {
  return <PatientFrame id={route.id}>{(chart) => <Visit id={route.id} chart={chart} />}</PatientFrame>;
}

/** One page from top to bottom in the order of a consultation; the last visit and the trend beside it. */
function Visit({ id, chart }: { id: string; chart: PatientChart }) {
  const { t } = useTranslation();
  const { back } = useNavigation();
  const tell = useTell();
  const record = useDo('visit.record');
  const draft = useDraft('visit', id, emptyVisit);
  const { value: form, change: setForm, drop, restored } = draft;
  const cancel = useCancel(draft, { name: 'visit', id });
  const [tried, setTried] = useState(false);
  const problems = useMemo(() => checkVisit(form), [form]);

  const save = () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || record.isPending) return;
    record.mutate(toVisitInput(id, form), {
      onSuccess: () => {
        drop();
        tell(t('visit.saved'));
        back();
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
  const section: SectionProps = {
    chart,
    form,
    change: (part: Partial<VisitForm>) => setForm({ ...form, ...part }),
    say: (field) => {
      const problem = problems[field];
      return tried && problem ? t(`visit.${problem}`) : undefined;
    },
  };

  return (
    <div className={classes.visit}>
      <Form className={classes.form} label={t('visit.title')} onSubmit={save}>
        <div className={classes.head}>
          <h2>{t('visit.title')}</h2>
          <Group gap="xs">
            <Button variant="default" onClick={cancel}>
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
          <Complaint {...section} />
          <Vitals {...section} />
          <Diagnoses {...section} />
          <Note {...section} />
        </Stack>
      </Form>
      <Beside chart={chart} />
    </div>
  );
}

export const visit: Screen<'visit'> = { rail: 'patients', view: VisitScreen };
