import { Autocomplete, Button, Modal, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/base/errors.ts';
import { RANGE_COLUMNS, RANGE_HEADINGS } from '../../../../shared/records/range-table.ts';
import { askDesktop, askPlace, useAsk, useDo, useMay } from '../../../bridge/index.ts';
import { useFormat } from '../../../locales/manner.tsx';
import { readDate } from '../../../records/dates.ts';
import { rangeTemplate } from '../../../records/result/range-template.ts';
import { Form, FormButtons } from '../../../ui/Form.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { FailureNotice } from '../../../ui/Notice.tsx';
import { useTell } from '../../../ui/Told.tsx';
import { RangePreview } from './RangePreview.tsx';
import classes from './Ranges.module.css';

interface RangeImportProps {
  readonly opened: boolean;
  readonly laboratories: readonly string[];
  readonly onClose: () => void;
}

/** Brings ranges in from a table of the laboratory; what it would do is shown before anything is written. */
export function RangeImport({ opened, laboratories, onClose }: RangeImportProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('ranges.import.title')}
      size="56rem"
      yOffset="6vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Fields laboratories={laboratories} onClose={onClose} />
    </Modal>
  );
}

/** While somebody types whose table it is, the file is read again after a pause of so many milliseconds. */
const PAUSE_MS = 300;

function Fields({ laboratories, onClose }: Omit<RangeImportProps, 'opened'>) {
  const { t, i18n } = useTranslation();
  const { today } = useFormat();
  const tell = useTell();
  const may = useMay();
  const [laboratory, setLaboratory] = useState(laboratories.length === 1 ? (laboratories[0] ?? '') : '');
  const [since, setSince] = useState(today());
  const [path, setPath] = useState<string>();
  const [unsaved, setUnsaved] = useState<Failure>();
  const [whose] = useDebouncedValue(laboratory.trim(), PAUSE_MS);
  const day = readDate(since);
  const dayFits = day?.length === 10;
  const read = useAsk(
    'range.read',
    { path: path ?? '', laboratory: whose, since: day ?? '' },
    { enabled: path !== undefined && dayFits, staleTime: 0, keepPrevious: true },
  );
  const save = useDo('range.saveAll');
  const undo = useDo('record.undo');
  const ranges = (path === undefined ? [] : (read.data?.lines ?? [])).flatMap(({ state, range }) =>
    range && (state === 'new' || state === 'changed') ? [range] : [],
  );
  const current = whose === laboratory.trim() && !read.isFetching && !read.error;
  const choose = async () => {
    const chosen = await askPlace('desktop.chooseTable', {});
    if (chosen === undefined) return;
    setPath(chosen);
    if (chosen === path) void read.refetch();
  };
  const template = async () => {
    const text = rangeTemplate(i18n.language.startsWith('zh') ? 'zh-CN' : 'en');
    const answer = await askDesktop('desktop.saveTable', { name: t('ranges.import.file'), text });
    setUnsaved(answer.ok ? undefined : answer.error);
    if (answer.ok && answer.value.saved !== undefined) tell(t('ranges.import.templateSaved'));
  };
  const submit = () => {
    if (path === undefined) void choose();
    if (ranges.length === 0 || !current || !dayFits || save.isPending) return;
    save.mutate(
      { ranges },
      {
        onSuccess: (changed) => {
          const mayUndo = changed.changes.length > 0 && may.also('remove', 'ObservationDefinition');
          tell(t('ranges.import.saved', { count: ranges.length }), mayUndo ? () => undo.mutate(changed) : undefined);
          onClose();
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="sm">
        <p className={classes.hint}>{t('ranges.import.body')}</p>
        {path === undefined ? <Columns /> : null}
        <div className={classes.whose}>
          <Autocomplete
            label={t('ranges.laboratory')}
            description={t('ranges.import.laboratoryHint')}
            value={laboratory}
            data={[...laboratories]}
            maxLength={200}
            openOnFocus={false}
            data-autofocus
            onChange={setLaboratory}
          />
          <TextInput
            label={t('ranges.since')}
            value={since}
            error={dayFits ? undefined : t('ranges.problem.date')}
            maxLength={20}
            autoComplete="off"
            onChange={(event) => setSince(event.currentTarget.value)}
          />
        </div>
        <div className={classes.bar}>
          {path === undefined ? null : (
            <Button variant="default" onClick={() => void choose()}>
              {t('ranges.import.again')}
            </Button>
          )}
          <Button variant="default" onClick={() => void template()}>
            {t('ranges.import.template')}
          </Button>
        </div>
        <FailureNotice failure={unsaved ?? read.error?.failure ?? save.error?.failure} />
        {path !== undefined && read.isPending && dayFits ? <Loading /> : null}
        {path !== undefined && read.data && !read.error ? <RangePreview {...read.data} /> : null}
        <FormButtons
          submit={path === undefined ? t('ranges.import.choose') : t('ranges.import.save', { count: ranges.length })}
          busy={save.isPending}
          dialog
          onCancel={onClose}
        />
      </Stack>
    </Form>
  );
}

/** How the first line names the columns, and what stands in them. */
function Columns() {
  const { t, i18n } = useTranslation();
  const language = i18n.language.startsWith('zh') ? 'zh-CN' : 'en';
  return (
    <dl className={classes.columns} aria-label={t('ranges.import.columns')}>
      {RANGE_COLUMNS.map((column) => (
        <div key={column} style={{ display: 'contents' }}>
          <dt>{RANGE_HEADINGS[column][language]}</dt>
          <dd>{t(`ranges.import.column.${column}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
