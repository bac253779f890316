import { Button, FileButton, Group, Input, Modal, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewDefinition } from '../../../shared/bridge/views.ts';
import { spanOfElement } from '../../../shared/records/json-places.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { CodeField } from '../../ui/code/CodeField.tsx';
import type { CodeHandle } from '../../ui/code/contract.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useDraft, useThrowAway } from '../useDraft.ts';
import { viewFaultWords } from './fault-words.ts';
import classes from './Notebook.module.css';
import type { ViewChoice } from './useViews.ts';

interface ViewEditorProps {
  /** `new`: one that is not there yet; one that ships: what a new one begins as; undefined: closed. */
  readonly of: ViewChoice | 'new' | undefined;
  readonly onClose: () => void;
  /** `id`: of the view that was kept. */
  readonly onKept: (id: string) => void;
}

const NEW = JSON.stringify(
  {
    resourceType: 'ViewDefinition',
    name: 'my_view',
    status: 'active',
    resource: 'Patient',
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()' },
          { name: 'gender', path: 'gender' },
        ],
      },
    ],
  },
  null,
  2,
);

/** Of a draft's place. */
const LONGEST_PLACE = 40;
/** Characters at the most. */
const LONGEST = 200_000;

/** A view of the clinic's own as text: written, or read from a file, with what is wrong at its place. */
export function ViewEditor({ of, onClose, onKept }: ViewEditorProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={of !== undefined}
      onClose={onClose}
      title={t(of === 'new' || !of?.kept ? 'notebook.ownView' : 'notebook.editView')}
      size="48rem"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {of === undefined ? null : <Fields before={of === 'new' ? undefined : of} onClose={onClose} onKept={onKept} />}
    </Modal>
  );
}

function Fields({ before, onClose, onKept }: Omit<ViewEditorProps, 'of'> & { before: ViewChoice | undefined }) {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  const field = useRef<CodeHandle>(null);
  const save = useDo('view.save');
  const [initial] = useState(() => ({
    name: before ? (before.kept ? before.name : `${before.name}_2`) : '',
    text: before ? JSON.stringify(before.definition, null, 2) : NEW,
  }));
  const place = before ? `vw/${before.key}`.slice(0, LONGEST_PLACE) : 'vw';
  const draft = useDraft(place, null, initial);
  const throwAway = useThrowAway(draft, onClose);
  const { name, text } = draft.value;
  const [settled] = useDebouncedValue(text, 300);
  const definition = readDefinition(settled);
  const checked = useAsk('view.check', { definition: definition ?? {} }, { enabled: definition !== undefined });
  const fault = checked.data?.ok === false ? checked.data.fault : undefined;
  // of the text that was looked at: while one writes on, it moves with what stands before it
  const span = useMemo(
    () => (fault ? spanOfElement(settled, `ViewDefinition.${fault.place}`) : undefined),
    [fault, settled],
  );
  const words = fault && viewFaultWords(t, fault);
  const faults = useMemo(() => (span && words !== undefined ? [{ ...span, words }] : []), [span, words]);
  const [broken, setBroken] = useState<number>();
  const [tried, setTried] = useState(false);
  const nameOf = name.trim() || (typeof definition?.name === 'string' ? definition.name : '');
  const wrongName = !/^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(nameOf);
  const submit = () => {
    setTried(true);
    const now = readDefinition(text);
    if (!now || wrongName || save.isPending) return;
    const input = { name: nameOf, definition: { ...now, name: nameOf } };
    save.mutate(before?.kept ? { ...before.kept, ...input } : input, {
      onSuccess: ({ changes }) => {
        draft.drop();
        void client.invalidateQueries({ queryKey: ['view.list'] });
        tell(t('notebook.viewKept', { name: nameOf }));
        const id = before?.kept?.id ?? changes[0]?.id;
        if (id !== undefined) onKept(id);
        onClose();
      },
    });
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="sm">
        {draft.restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={save.error?.failure} />
        <Group gap="sm" align="end" wrap="nowrap">
          <TextInput
            label={t('notebook.viewName')}
            description={t('notebook.viewNameHint')}
            className={classes.grow}
            maxLength={100}
            autoComplete="off"
            value={name}
            placeholder={typeof definition?.name === 'string' ? definition.name : ''}
            error={tried && wrongName ? t('notebook.viewNameWrong') : undefined}
            onChange={({ currentTarget }) => draft.change({ ...draft.value, name: currentTarget.value })}
          />
          <FileButton
            accept=".json,application/json"
            onChange={(file) => void file?.text().then((read) => draft.change({ name: '', text: read }))}
          >
            {(props) => (
              <Button variant="default" {...props}>
                {t('notebook.viewFromFile')}
              </Button>
            )}
          </FileButton>
        </Group>
        <Input.Wrapper
          label={t('notebook.viewText')}
          labelElement="div"
          error={
            definition !== undefined
              ? undefined
              : broken === undefined
                ? t('notebook.notJson')
                : t('notebook.jsonPlace', { line: text.slice(0, broken).split('\n').length })
          }
        >
          <CodeField
            ref={field}
            language="json"
            label={t('notebook.viewText')}
            value={text}
            onChange={(next) => draft.change({ ...draft.value, text: next })}
            faults={faults}
            onBroken={setBroken}
            longest={LONGEST}
            lines={[10, 18]}
          />
        </Input.Wrapper>
        {fault ? (
          <Notice
            tone="look"
            actions={
              span ? (
                <Button variant="default" size="compact-sm" onClick={() => field.current?.show(span.from, span.to)}>
                  {t('notebook.toPlace')}
                </Button>
              ) : null
            }
          >
            {words}
          </Notice>
        ) : null}
        {checked.data?.ok ? (
          <p className={classes.hint} role="status">
            {t('notebook.viewGives', { columns: checked.data.columns.map((column) => column.name).join(', ') })}
          </p>
        ) : null}
        <FormButtons
          submit={t('notebook.keepView')}
          busy={save.isPending}
          disabled={definition === undefined || fault !== undefined}
          dialog
          onCancel={throwAway}
        />
      </Stack>
    </Form>
  );
}

function readDefinition(text: string): ViewDefinition | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as ViewDefinition) : undefined;
  } catch {
    return undefined;
  }
}
