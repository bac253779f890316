import { ActionIcon, Button, Menu, NativeSelect, TextInput } from '@mantine/core';
import { IconAdjustments, IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notebook, NotebookLimits } from '../../../shared/bridge/notebook.ts';
import { ask, useDo, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { failureWords } from '../../locales/failures.ts';
import { useFormat } from '../../locales/manner.tsx';
import type { CodeHandle } from '../../ui/code/contract.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { LeftOutNotices } from '../LeftOut.tsx';
import { useKept, useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { Restored } from '../Restored.tsx';
import { useDraft } from '../useDraft.ts';
import {
  emptyForm,
  exampleForm,
  formOf,
  LIMITS,
  LONGEST_TITLE,
  lookAt,
  MEGABYTES,
  type NotebookForm,
  queryCell,
  SECONDS,
  saveInput,
  withCell,
  withFirstTable,
  wordsCell,
} from './form.ts';
import classes from './Notebook.module.css';
import { QueryCell } from './QueryCell.tsx';
import { Tables } from './Tables.tsx';
import { useTables } from './useTables.ts';
import { useViews, type ViewChoice } from './useViews.ts';
import { ViewEditor } from './ViewEditor.tsx';
import { WordsCell } from './WordsCell.tsx';

interface EditorProps {
  readonly before: Notebook | undefined;
  /** A new one begins as the example. */
  readonly example: boolean;
}

/** A notebook: its tables on the left, words and queries below one another. */
export function Editor({ before, example }: EditorProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [initial] = useState((): NotebookForm => {
    if (before) return formOf(before);
    return example ? exampleForm({ title: t('notebook.exampleTitle'), text: t('notebook.exampleText') }) : emptyForm();
  });
  // an analyst has no place for drafts
  const draft = useDraft(
    before ? `nb/${before.id}` : example ? 'nb-example' : 'nb',
    null,
    initial,
    may.role !== 'analyst',
  );
  const form = draft.value;
  const { views, leftOut, known, failure } = useViews();
  const [limits, setLimits] = useKept<NotebookLimits>('limits', LIMITS);
  const [editing, setEditing] = useState<ViewChoice | 'new'>();
  const lastCell = useRef<string>(undefined);
  const fields = useRef(new Map<string, CodeHandle>());
  const saving = useSave(before, form, draft.drop);

  const change = (next: Partial<NotebookForm>) => draft.change({ ...form, ...next });
  const choices = useMemo(() => views.filter(({ key }) => form.views.includes(key)), [views, form.views]);
  const chosen = useMemo(() => choices.map(({ definition }) => definition), [choices]);
  const tables = useTables(choices);
  const choose = (keys: readonly string[]) => {
    const name = views.find(({ key }) => key === keys[0])?.name;
    const next = { ...form, views: keys };
    draft.change(name === undefined ? next : withFirstTable(next, name));
  };
  /** Where one was last, or the last query that there is. */
  const queryNow = () => {
    const last = form.cells.find(({ id, kind }) => id === lastCell.current && kind === 'query');
    return last ?? form.cells.findLast(({ kind }) => kind === 'query');
  };
  const intoQuery = (word: string) => {
    const cell = queryNow();
    if (cell) fields.current.get(cell.id)?.insert(word);
  };
  const tableIntoQuery = (name: string) => {
    const cell = queryNow();
    intoQuery(cell?.kind === 'query' && cell.sql.trim() === '' ? lookAt(name) : name);
  };
  useCommands(
    may.write('Library')
      ? [{ id: 'here.saveNotebook', name: 'notebook.save', icon: IconDeviceFloppy, group: 'here', run: saving.save }]
      : [],
  );
  return (
    <Page
      title={before ? before.title : t('notebook.new')}
      actions={
        <>
          <Limits limits={limits} onChange={setLimits} />
          {may.write('Library') ? (
            <Button loading={saving.busy} onClick={saving.save}>
              {t('common.save')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={classes.page}>
        <div className={classes.aside}>
          <Tables
            views={views}
            chosen={known ? form.views : []}
            onChoose={choose}
            onColumn={intoQuery}
            onTable={tableIntoQuery}
            onEdit={(view) => setEditing(view ?? 'new')}
          />
        </div>
        <div className={classes.cells}>
          <FailureNotice failure={failure ?? saving.failure} />
          <LeftOutNotices kind="view" leftOut={leftOut} />
          <Restored draft={draft} />
          {may.write('Library') ? (
            <TextInput
              label={t('notebook.name')}
              maxLength={LONGEST_TITLE}
              autoComplete="off"
              value={form.title}
              error={saving.nameless ? t('notebook.nameless') : undefined}
              onChange={({ currentTarget }) => change({ title: currentTarget.value })}
            />
          ) : (
            <Notice>{t('notebook.notKept')}</Notice>
          )}
          {form.cells.map((cell, at) => (
            <section
              key={cell.id}
              className={classes.cell}
              aria-label={t(cell.kind === 'query' ? 'notebook.queryNumber' : 'notebook.wordsNumber', {
                number: at + 1,
              })}
              onFocusCapture={() => {
                if (cell.kind === 'query') lastCell.current = cell.id;
              }}
            >
              {cell.kind === 'query' ? (
                <QueryCell
                  ref={(field) => {
                    if (field) fields.current.set(cell.id, field);
                    return () => void fields.current.delete(cell.id);
                  }}
                  cell={cell}
                  onChange={(next) => draft.change(withCell(form, next))}
                  views={chosen}
                  tables={tables}
                  limits={limits}
                  name={form.title.trim() || t('notebook.result')}
                  atOnce={example && !draft.begun}
                />
              ) : (
                <WordsCell text={cell.text} onChange={(text) => draft.change(withCell(form, { ...cell, text }))} />
              )}
              <ActionIcon
                className={classes.remove}
                variant="subtle"
                color="gray"
                aria-label={t('notebook.removeCell', { number: at + 1 })}
                onClick={() => change({ cells: form.cells.filter(({ id }) => id !== cell.id) })}
              >
                <IconTrash size="1rem" stroke={1.8} aria-hidden />
              </ActionIcon>
            </section>
          ))}
          <div className={classes.line}>
            <Button variant="default" onClick={() => change({ cells: [...form.cells, queryCell()] })}>
              {t('notebook.addQuery')}
            </Button>
            <Button variant="default" onClick={() => change({ cells: [...form.cells, wordsCell()] })}>
              {t('notebook.addWords')}
            </Button>
          </div>
        </div>
      </div>
      <ViewEditor
        of={editing}
        onClose={() => setEditing(undefined)}
        onKept={(id) => {
          if (!form.views.includes(id)) change({ views: [...form.views, id] });
        }}
      />
    </Page>
  );
}

/** Saves a notebook as it stands, and goes on in it. */
function useSave(before: Notebook | undefined, form: NotebookForm, drop: () => void) {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  const { replace } = useNavigation();
  const save = useDo('notebook.save');
  const renew = () => void client.invalidateQueries({ queryKey: ['notebook.list'] });
  const [tried, setTried] = useState(false);
  const nameless = form.title.trim() === '';
  return {
    busy: save.isPending,
    failure: save.error?.failure,
    nameless: tried && nameless,
    save: () => {
      setTried(true);
      if (nameless || save.isPending) return;
      save.mutate(saveInput(before?.id, form), {
        onSuccess: ({ changes }) => {
          drop();
          renew();
          const [written] = changes;
          const id = before?.id ?? written?.id;
          if (id === undefined) return;
          replace({ name: 'notebook', id });
          // this form is gone by then, so that no hook of its own could hear the answer
          const back = () =>
            before ? ask('record.undo', { changes }) : ask('notebook.use', { ids: [id], use: false });
          tell(t('notebook.saved', { title: form.title.trim() }), () => {
            void back().then((result) => (result.ok ? renew() : tell(failureWords(t, result.error))));
          });
        },
      });
    },
  };
}

/** How long a query may take, and how much memory. */
function Limits({ limits, onChange }: { limits: NotebookLimits; onChange: (limits: NotebookLimits) => void }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <Menu position="bottom-end" withinPortal closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconAdjustments size="1rem" stroke={1.8} aria-hidden />}>
          {t('notebook.limits')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.limits}>
        <NativeSelect
          label={t('notebook.time')}
          value={String(limits.seconds)}
          data={SECONDS.map((value) => ({ value: String(value), label: t('notebook.seconds', { count: value }) }))}
          onChange={({ currentTarget }) => onChange({ ...limits, seconds: Number(currentTarget.value) })}
        />
        <NativeSelect
          label={t('notebook.memory')}
          value={String(limits.memoryMb)}
          data={MEGABYTES.map((value) => ({ value: String(value), label: `${number(value / 1024)} GB` }))}
          onChange={({ currentTarget }) => onChange({ ...limits, memoryMb: Number(currentTarget.value) })}
        />
        <p className={classes.hint}>{t('notebook.limitsHint')}</p>
      </Menu.Dropdown>
    </Menu>
  );
}
