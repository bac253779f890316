import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LISTS, type ListName } from '../../../shared/bridge/lists.ts';
import { askPlace, useDo, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Exchange.module.css';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** What a list is made of, beside patients. */
const TYPE_OF = {
  patients: 'Patient',
  results: 'Observation',
  diagnoses: 'Condition',
  prescriptions: 'MedicationRequest',
  appointments: 'Appointment',
} as const satisfies Record<ListName, string>;

/** Lists and flat tables out as CSV, to a folder that the person chooses. */
export function ListsPart() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const lists = LISTS.filter((list) => may.read(TYPE_OF[list]));
  const [list, setList] = useState<ListName | 'tables'>(lists[0] ?? 'tables');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const one = useDo('export.list');
  const all = useDo('export.files');
  const wrong = (text: string) => text !== '' && !DAY.test(text);
  const dated = list !== 'tables' && list !== 'patients';
  const start = async () => {
    if (dated && (wrong(from) || wrong(to))) return;
    const out = await askPlace('desktop.chooseFolder', {});
    if (out === undefined) return;
    one.reset();
    all.reset();
    if (list === 'tables') return all.mutate({ job: crypto.randomUUID(), format: 'csv', out });
    const locale = i18n.language.startsWith('zh') ? 'zh-CN' : 'en';
    one.mutate({
      job: crypto.randomUUID(),
      list,
      out,
      locale,
      ...(dated && from !== '' ? { from } : {}),
      ...(dated && to !== '' ? { to } : {}),
    });
  };
  useCommands([
    { id: 'here.lists', name: 'lists.start', icon: IconTableExport, group: 'here', run: () => void start() },
  ]);
  const rows = one.data?.rows ?? all.data?.resources;
  const folder = one.variables?.out ?? all.variables?.out ?? '';
  return (
    <Section title={t('lists.title')}>
      <div className={classes.import}>
        <p className={classes.quiet}>{t('lists.body')}</p>
        <NativeSelect
          label={t('lists.which')}
          value={list}
          data={[
            ...lists.map((value) => ({ value, label: t(`lists.names.${value}`) })),
            { value: 'tables', label: t('lists.names.tables') },
          ]}
          onChange={({ currentTarget: { value } }) => setList(LISTS.find((known) => known === value) ?? 'tables')}
        />
        {dated ? (
          <div className={classes.days}>
            {(
              [
                ['from', from, setFrom],
                ['to', to, setTo],
              ] as const
            ).map(([field, value, set]) => (
              <TextInput
                key={field}
                label={t(`lists.${field}`)}
                placeholder="2026-01-31"
                value={value}
                error={wrong(value) ? t('lists.dayWrong') : undefined}
                maxLength={10}
                autoComplete="off"
                onChange={({ currentTarget }) => set(currentTarget.value.trim())}
              />
            ))}
          </div>
        ) : null}
        <div>
          <Button variant="default" loading={one.isPending || all.isPending} onClick={() => void start()}>
            {t('lists.start')}
          </Button>
        </div>
        <FailureNotice failure={one.error?.failure ?? all.error?.failure} />
        {rows === undefined ? null : (
          <Notice tone="good" alert>
            {t('lists.done', { count: rows, folder })}
          </Notice>
        )}
      </div>
    </Section>
  );
}
