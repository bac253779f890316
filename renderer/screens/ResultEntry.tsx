import { Autocomplete, Checkbox, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Test } from '../../shared/bridge/orders.ts';
import type { ReferenceRange } from '../../shared/bridge/ranges.ts';
import type { Judged, WaitingOrder } from '../../shared/bridge/results.ts';
import { useAsk, useDo, useMay } from '../bridge/index.ts';
import { useFormat } from '../locales/manner.tsx';
import { readDate } from '../records/dates.ts';
import {
  checkEntry,
  type EntryForm,
  entryForm,
  entryInput,
  testFrom,
  valueOfRow,
  withReport,
  withTest,
} from '../records/result/entry-form.ts';
import { Form, FormButtons } from '../ui/Form.tsx';
import { Loading } from '../ui/Loading.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { useTell } from '../ui/Told.tsx';
import classes from './ResultEntry.module.css';
import { EntryRows } from './ResultEntryRows.tsx';
import { TestField } from './TestField.tsx';
import { useDraft } from './useDraft.ts';

/** Whose result is entered, and for which order. */
export interface OpenEntry {
  readonly patient: { readonly id: string; readonly name: string };
  readonly order?: WaitingOrder | undefined;
}

interface EntryDialogProps {
  readonly open: OpenEntry | undefined;
  readonly onClose: () => void;
}

/** Enters a report with its values; Enter goes from value to value. */
export function EntryDialog({ open, onClose }: EntryDialogProps) {
  const { t } = useTranslation();
  // while it closes it still shows whose it was
  const [last, setLast] = useState(open);
  if (open && open !== last) setLast(open);
  const shown = open ?? last;
  if (!shown) return null;
  return (
    <Modal
      opened={open !== undefined}
      onClose={onClose}
      title={t('results.enterFor', { name: shown.patient.name })}
      size="52rem"
      yOffset="6vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Known entry={shown} onClose={onClose} />
    </Modal>
  );
}

/** The laboratories of the ranges are what a report usually comes from. */
function Known({ entry, onClose }: { entry: OpenEntry; onClose: () => void }) {
  const ranges = useAsk('range.list', {}, { staleTime: 0 });
  if (ranges.error) return <FailureNotice failure={ranges.error.failure} />;
  if (!ranges.data) return <Loading />;
  return <Fields entry={entry} ranges={ranges.data} onClose={onClose} />;
}

interface FieldsProps {
  readonly entry: OpenEntry;
  readonly ranges: readonly ReferenceRange[];
  readonly onClose: () => void;
}

function Fields({ entry: { patient, order }, ranges, onClose }: FieldsProps) {
  const { t, i18n } = useTranslation();
  const chinese = i18n.language.startsWith('zh');
  const { today } = useFormat();
  const tell = useTell();
  const may = useMay();
  const save = useDo('result.enter');
  const retract = useDo('result.retract');
  const laboratories = useMemo(() => [...new Set(ranges.map(({ laboratory }) => laboratory))], [ranges]);
  const [initial] = useState(() =>
    entryForm(order?.test, today(), laboratories.length === 1 ? (laboratories[0] ?? '') : '', chinese),
  );
  const place = order ? `re/${order.id}` : 're';
  const { value: form, change, drop, restored } = useDraft<EntryForm>(place, patient.id, initial);
  const [tried, setTried] = useState(false);
  const judged = useJudged(patient.id, form);
  const problems = checkEntry(form, today());
  const wrongUnit = judged.some((one) => one?.problem === 'unit');
  const submit = () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || wrongUnit || save.isPending) return;
    save.mutate(entryInput(form, { patient: patient.id, order: order?.id }), {
      onSuccess: ({ changes }) => {
        drop();
        const report = changes.find(({ type }) => type === 'DiagnosticReport');
        const mayUndo = report && may.also('remove', 'DiagnosticReport') && may.also('remove', 'Observation');
        tell(
          t('results.entered', { what: form.report }),
          mayUndo ? () => retract.mutate({ id: report.id, reason: t('results.takenBack') }) : undefined,
        );
        onClose();
      },
    });
  };
  const say = (problem: keyof typeof problems) =>
    tried && problems[problem] ? t(`results.problem.${problem}`) : undefined;
  const add = (test: Test) => change(withTest(form, test));
  return (
    <Form onSubmit={submit}>
      <Stack gap="sm">
        {restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={save.error?.failure} />
        {order ? (
          <p className={classes.report}>{form.report}</p>
        ) : (
          <TestField
            label={t('results.report')}
            value={form.report === '' ? undefined : testFrom(form.report, form.code)}
            error={say('report')}
            onTest={(test) => change(withReport(form, test, chinese))}
          />
        )}
        <div className={classes.when}>
          <Autocomplete
            label={t('results.laboratory')}
            description={t('results.laboratoryHint')}
            value={form.laboratory}
            data={laboratories}
            maxLength={200}
            onChange={(laboratory) => change({ ...form, laboratory })}
          />
          <TextInput
            label={t('results.day')}
            value={form.day}
            error={say('day') ?? say('dayAhead')}
            maxLength={20}
            autoComplete="off"
            onChange={(event) => change({ ...form, day: event.currentTarget.value })}
          />
          <TextInput
            label={t('results.time')}
            placeholder="08:30"
            value={form.time}
            error={say('time')}
            maxLength={6}
            autoComplete="off"
            onChange={(event) => change({ ...form, time: event.currentTarget.value })}
          />
        </div>
        {form.rows.length > 0 ? (
          <EntryRows
            rows={form.rows}
            judged={judged}
            onRow={(at, row) => change({ ...form, rows: form.rows.map((one, place) => (place === at ? row : one)) })}
          />
        ) : null}
        {say('values') ? (
          <Notice tone="look" alert>
            {say('values')}
          </Notice>
        ) : null}
        {form.report === '' ? null : <TestField label={t('results.another')} onTest={add} clears />}
        <Textarea
          label={t('results.conclusion')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={5000}
          value={form.conclusion}
          onChange={(event) => change({ ...form, conclusion: event.currentTarget.value })}
        />
        {order ? (
          <Checkbox
            label={t('results.partial')}
            checked={form.partial}
            onChange={(event) => change({ ...form, partial: event.currentTarget.checked })}
          />
        ) : null}
        <FormButtons submit={t('results.save')} busy={save.isPending} dialog onCancel={onClose} />
      </Stack>
    </Form>
  );
}

/** What the clinic's ranges say of each row, by its place; undefined for an empty one and while the answer comes. */
function useJudged(patient: string, form: EntryForm): readonly (Judged | undefined)[] {
  const [settled] = useDebouncedValue(form, 120);
  const day = readDate(settled.day);
  const filled = settled.rows.flatMap((row) => valueOfRow(row) ?? []);
  const asked = useAsk(
    'result.judge',
    { patient, laboratory: settled.laboratory.trim(), day: day ?? '', values: filled },
    { enabled: day?.length === 10 && filled.length > 0, staleTime: 0, keepPrevious: true },
  );
  if (filled.length === 0 || asked.isPlaceholderData) return form.rows.map(() => undefined);
  let place = 0;
  return form.rows.map((row, at) => {
    const before = settled.rows[at];
    const was = before && valueOfRow(before) ? asked.data?.[place++] : undefined;
    return before === row ? was : undefined;
  });
}
