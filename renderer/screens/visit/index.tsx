import { Button, Group, Stack } from '@mantine/core';
import { IconDeviceFloppy, IconTemplate, IconWritingSign } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { keyWords } from '../../commands/keys.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { usePrintable } from '../../printing/PrintMenu.tsx';
import { printsOfVisit, VISIT_PRINTS } from '../../printing/visit.ts';
import { checkVisit, emptyVisit, toVisitInput, type VisitForm } from '../../records/encounter/visit.ts';
import { Form } from '../../ui/Form.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { PatientFrame } from '../PatientFrame.tsx';
import { useCancel, useDraft } from '../useDraft.ts';
import { Beside } from './Beside.tsx';
import { reasonOf } from './reason.ts';
import type { SectionProps } from './section.ts';
import { enterSection, SECTIONS } from './sections/index.ts';
import { useTemplates } from './templates/useTemplates.tsx';
import classes from './Visit.module.css';

function VisitScreen({ route }: { route: RouteOf<'visit'> }) {
  const reason = useReason(route.id);
  return (
    <PatientFrame id={route.id}>
      {(chart) =>
        typeof reason === 'string' ? (
          <Visit id={route.id} chart={chart} reason={reason} />
        ) : reason ? (
          <div className={classes.unread}>
            <FailureNotice failure={reason} />
          </div>
        ) : (
          <Loading />
        )
      }
    </PatientFrame>
  );
}

/** What the patient came for today, as it stands in the queue; '' for nothing, undefined until it is known, why it is not where that was given up. */
function useReason(patient: string): string | Failure | undefined {
  const sees = useMay().read('Appointment');
  const day = useAsk('appointment.day', {}, { enabled: sees });
  return reasonOf(sees, day, patient);
}

/** One page from top to bottom in the order of a consultation; the last visit and the trend beside it. */
function Visit({ id, chart, reason }: { id: string; chart: PatientChart; reason: string }) {
  const { t } = useTranslation();
  const { back, go, replace } = useNavigation();
  const tell = useTell();
  const { today } = useFormat();
  const record = useDo('visit.record');
  const signs = useMay().also('sign', 'Encounter');
  const [initial] = useState<VisitForm>(() => ({ ...emptyVisit, complaint: reason }));
  const draft = useDraft('visit', id, initial);
  const { value: form, change: setForm, drop, restored } = draft;
  const cancel = useCancel(draft, { name: 'visit', id });
  const change = (part: Partial<VisitForm>) => setForm({ ...form, ...part });
  const [tried, setTried] = useState(false);
  const sheet = useRef<HTMLDivElement>(null);
  const templates = useTemplates(sheet, form, change);
  const problems = useMemo(() => checkVisit(form, today()), [form, today]);
  const printable = usePrintable(id, VISIT_PRINTS);

  const save = (sign: boolean) => {
    setTried(true);
    if (Object.keys(problems).length > 0 || record.isPending) return;
    const input = toVisitInput(id, form);
    record.mutate(input, {
      onSuccess: ({ encounter }) => {
        drop();
        const sheetRoute = { name: 'sheet', id, encounter } as const;
        if (sign) replace(sheetRoute);
        else {
          tell(t('visit.saved'), undefined, [
            { label: t('sheet.open'), run: () => go(sheetRoute) },
            ...printsOfVisit(printable, (input.prescriptions ?? []).length > 0).map((document) => ({
              label: t(`print.action.${document}`),
              run: () => go({ ...sheetRoute, print: document }),
            })),
          ]);
          back();
        }
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
      run: () => save(false),
    },
    ...(signs
      ? [
          {
            id: 'here.saveAndSign',
            name: 'visit.saveAndSign' as const,
            icon: IconWritingSign,
            group: 'here' as const,
            keys: ['mod+shift+Enter'],
            run: () => save(true),
          },
        ]
      : []),
    {
      id: 'here.template',
      name: 'templates.insert',
      also: 'commands.also.template',
      icon: IconTemplate,
      group: 'here',
      keys: ['alt+T'],
      run: () => templates.open(),
    },
    ...SECTIONS.map((each) => ({
      id: `here.${each.name}`,
      name: each.command,
      icon: each.icon,
      group: 'here' as const,
      keys: [each.keys],
      run: () => sheet.current && enterSection(sheet.current, each),
    })),
  ]);
  const section: SectionProps = {
    chart,
    begins: initial.complaint === '' ? 'complaint' : 'vitals',
    form,
    change,
    onTemplates: templates.open,
    say: (field) => {
      const problem = problems[field];
      if (!tried || !problem) return undefined;
      return problem === 'notAdded' ? t('orders.notAdded') : t(`visit.${problem}`);
    },
  };

  return (
    <div className={classes.visit}>
      <Form className={classes.form} label={t('visit.title')} onSubmit={() => save(false)}>
        <div className={classes.head}>
          <h2>{t('visit.title')}</h2>
          <Group gap="xs" ml="auto" justify="flex-end">
            <Button variant="default" onClick={cancel}>
              {t('common.cancel')}
            </Button>
            {signs ? (
              <Button
                variant="default"
                title={keyWords('mod+shift+Enter')}
                disabled={record.isPending}
                onClick={() => save(true)}
              >
                {t('visit.saveAndSign')}
              </Button>
            ) : null}
            <Button type="submit" loading={record.isPending} title={keyWords('mod+Enter')}>
              {t('visit.save')}
            </Button>
          </Group>
        </div>
        <Stack gap="md" ref={sheet}>
          {restored ? <Notice>{t('draft.restored')}</Notice> : null}
          <FailureNotice failure={record.error?.failure} />
          {tried && problems.form ? (
            <Notice tone="look" alert>
              {t('visit.empty')}
            </Notice>
          ) : null}
          {SECTIONS.map(({ name, view: View }) => (
            <div key={name} data-section={name}>
              <View {...section} />
            </div>
          ))}
        </Stack>
      </Form>
      <Beside chart={chart} />
      {templates.picker}
    </div>
  );
}

export const visit: Screen<'visit'> = { rail: 'patients', view: VisitScreen };
