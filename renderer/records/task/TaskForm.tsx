import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskItem } from '../../../shared/bridge/tasks.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useRequired } from '../../ui/useRequired.ts';
import type { Tasks } from './useTasks.ts';

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
  const [text, setText] = useState(item?.text ?? '');
  const [due, setDue] = useState(item?.due ?? '');
  const [user, setUser] = useState(item?.user ?? '');
  const [tried, setTried] = useState(false);
  const required = useRequired(tried);
  const save = () => {
    setTried(true);
    if (text.trim() === '' || add.isPending || edit.isPending) return;
    const done = (what: 'added' | 'edited') => ({
      onSuccess: (changed: Parameters<Tasks['told']>[2]) => {
        tasks.told(what, text.trim(), changed);
        onClose();
      },
    });
    if (item)
      edit.mutate(
        // somebody from elsewhere is no user here: they stay unless another is chosen
        { id: item.id, text, due: due || null, ...(user === (item.user ?? '') ? {} : { user: user || null }) },
        done('edited'),
      );
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
        <FailureNotice failure={(add.error ?? edit.error)?.failure} />
        <TextInput
          label={t('task.text')}
          value={text}
          error={required(text)}
          maxLength={500}
          autoComplete="off"
          data-autofocus
          autoFocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('task.due')}
          description={t('task.dueHint')}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('task.owner')}
          value={user}
          data={[
            { value: '', label: item?.owner && !item.user ? item.owner : t('task.anybody') },
            ...active.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        <FormButtons submit={t('common.save')} busy={add.isPending || edit.isPending} dialog onCancel={onClose} />
      </Stack>
    </Form>
  );
}
