import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { useDo } from '../../bridge/index.ts';
import { keyWords } from '../../commands/keys.ts';
import { useCommands } from '../../commands/shown.tsx';
import { VitalFields } from '../../records/observation/VitalFields.tsx';
import { checkVitals, emptyVitals, isEmptyVitals, toVitalsInput } from '../../records/observation/vitals-form.ts';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { PatientFrame } from '../PatientFrame.tsx';
import { useCancel, useDraft } from '../useDraft.ts';
import classes from './Vitals.module.css';

function VitalsScreen({ route }: { route: RouteOf<'vitals'> }) {
  return <PatientFrame id={route.id}>{(chart) => <Vitals id={route.id} chart={chart} />}</PatientFrame>;
}

/** What is measured before the doctor sees a patient, or without a visit. */
function Vitals({ id, chart }: { id: string; chart: PatientChart }) {
  const { t } = useTranslation();
  const { back } = useNavigation();
  const tell = useTell();
  const record = useDo('vitals.record');
  const draft = useDraft('vitals', id, emptyVitals);
  const { value: form, change, drop, restored } = draft;
  const cancel = useCancel(draft, { name: 'vitals', id });
  const [tried, setTried] = useState(false);
  const problems = useMemo(() => checkVitals(form), [form]);
  const empty = isEmptyVitals(form);

  const save = () => {
    setTried(true);
    if (empty || Object.keys(problems).length > 0 || record.isPending) return;
    record.mutate(
      { patient: id, vitals: toVitalsInput(form) },
      {
        onSuccess: () => {
          drop();
          tell(t('vitals.saved'));
          back();
        },
      },
    );
  };
  useCommands([
    {
      id: 'here.save',
      name: 'vitals.save',
      icon: IconDeviceFloppy,
      group: 'here',
      keys: ['mod+Enter', 'mod+S'],
      run: save,
    },
  ]);
  return (
    <div className={classes.vitals}>
      <Form label={t('vitals.title')} onSubmit={save}>
        <div className={classes.head}>
          <h2>{t('vitals.title')}</h2>
          <div className={classes.actions}>
            <Button variant="default" onClick={cancel}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={record.isPending} title={keyWords('mod+Enter')}>
              {t('vitals.save')}
            </Button>
          </div>
        </div>
        {restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={record.error?.failure} />
        {tried && empty ? (
          <Notice tone="look" alert>
            {t('vitals.empty')}
          </Notice>
        ) : null}
        <p className={classes.hint}>{t('vitals.hint')}</p>
        <VitalFields
          form={form}
          onChange={change}
          say={(name) => {
            const problem = problems[name];
            return tried && problem ? t(`visit.${problem}`) : undefined;
          }}
          chart={chart}
          autoFocus
        />
      </Form>
    </div>
  );
}

export const vitals: Screen<'vitals'> = { rail: 'patients', view: VitalsScreen };
