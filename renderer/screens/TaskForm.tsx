import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskItem } from '../../shared/bridge/tasks.ts';
import { useAsk, useDo } from '../bridge/index.ts';
import { taskEdit, taskForm } from '../records/task/task-form.ts';
import type { Tasks } from '../records/task/useTasks.ts';
import { Form, FormButtons } from '../ui/Form.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { useRequired } from '../ui/useRequired.ts';
import { useDraft, useThrowAway } from './useDraft.ts';

/** A new task, for a patient or for the clinic, or one that is edited. */
export interface OpenTask {
  readonly item?: TaskItem;
  readonly patient?: string;
}

interface TaskFormProps {
  readonly open: OpenTask | undefined;
  readonly tasks: Tasks;
  readonly onClose: () => void;
}

/** One dialog for tasks: what, by when, by whom. */
export function TaskForm({ open, tasks, onClose }: TaskFormProps) {
  const { t } = useTranslation();
  // while it closes it still shows what it was about, and somebody may already be at the next
  const [last, setLast] = useState(open);
  const [times, setTimes] = useState(0);
  if (open && open !== last) {
    setLast(open);
    setTimes(times + 1);
  }
  const shown = open ?? last;
  return (
    <Modal
      opened={open !== undefined}
      onClose={onClose}
      title={t(shown?.item ? 'task.edit' : 'task.add')}
      size="32rem"
      yOffset="12vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {shown ? <Fields key={times} {...shown} tasks={tasks} onClose={onClose} /> : null}
    </Modal>
  );
}

function Fields({ item, patient, tasks, onClose }: OpenTask & Pick<TaskFormProps, 'tasks' | 'onClose'>) {
  const { t } = useTranslation();
  const users = useAsk('user.list', {});
  const add = useDo('task.add');
  const edit = useDo('task.edit');
  const [initial] = useState(() => taskForm(item));
  const draft = useDraft(item ? `ta/${item.id}` : 'ta', item?.patient?.id ?? patient ?? null, initial);
  const throwAway = useThrowAway(draft, onClose);
  const { text, due, user } = draft.value;
  const change = (part: Partial<typeof initial>) => draft.change({ ...draft.value, ...part });
  const [tried, setTried] = useState(false);
  const required = useRequired(tried);
  const save = () => {
    setTried(true);
    if (text.trim() === '' || add.isPending || edit.isPending) return;
    const done = (what: 'added' | 'edited') => ({
      onSuccess: (changed: Parameters<Tasks['told']>[2]) => {
        draft.drop();
        tasks.told(what, text.trim(), changed);
        onClose();
      },
    });
    if (item) edit.mutate(taskEdit(item.id, draft.value), done('edited'));
    else
      add.mutate(
        { text, ...(patient ? { patient } : {}), ...(due ? { due } : {}), ...(user ? { user } : {}) },
        done('added'),
      );
  };
  const active = (users.data ?? []).filter(({ status, role }) => status === 'active' && role !== 'analyst');
  return (
    <Form onSubmit={save}>
      <Stack gap="sm">
        {draft.restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={(add.error ?? edit.error)?.failure} />
        <TextInput
          label={t('task.text')}
          value={text}
          error={required(text)}
          maxLength={500}
          autoComplete="off"
          data-autofocus
          autoFocus
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('task.due')}
          description={t('task.dueHint')}
          value={due}
          onChange={(event) => change({ due: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('task.owner')}
          value={user}
          data={[
            { value: '', label: item?.owner && !item.user ? item.owner : t('task.anybody') },
            ...active.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => change({ user: event.currentTarget.value })}
        />
        <FormButtons submit={t('common.save')} busy={add.isPending || edit.isPending} dialog onCancel={throwAway} />
      </Stack>
    </Form>
  );
}
