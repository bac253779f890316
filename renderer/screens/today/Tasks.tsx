import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskItem } from '../../../shared/bridge/tasks.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { TaskList } from '../../records/task/TaskList.tsx';
import { useTasks } from '../../records/task/useTasks.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useKept, useNavigation } from '../navigation.ts';
import { type OpenTask, TaskForm } from '../TaskForm.tsx';
import classes from './Today.module.css';

/** What is to be done today, late things first; what has time stands folded below. */
export function Tasks() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const mayWrite = useMay().write('Task');
  const asked = useAsk('task.list', {});
  const tasks = useTasks();
  const [open, setOpen] = useState<OpenTask>();
  const [all, setAll] = useKept('later tasks', false);
  useCommands(
    mayWrite
      ? [{ id: 'here.task', name: 'task.add', icon: IconPlus, group: 'here', keys: ['T'], run: () => setOpen({}) }]
      : [],
  );
  const { items = [], today = '', more = false } = asked.data ?? {};
  const now = items.filter((item) => isDue(item, today));
  const later = items.filter((item) => !isDue(item, today));
  const list = (label: string, some: readonly TaskItem[]) => (
    <TaskList
      label={label}
      items={some}
      today={today}
      tasks={tasks}
      onEdit={(item) => setOpen({ item })}
      onPatient={(id) => go({ name: 'patient', id })}
    />
  );
  return (
    <Section
      title={t('task.title')}
      aside={
        mayWrite ? (
          <Button
            variant="subtle"
            size="compact-sm"
            title="T"
            leftSection={<IconPlus size="1rem" aria-hidden />}
            onClick={() => setOpen({})}
          >
            {t('task.add')}
          </Button>
        ) : null
      }
    >
      <FailureNotice failure={asked.error?.failure ?? tasks.failure} />
      {asked.data || asked.error ? null : <Loading />}
      {asked.data && now.length === 0 ? (
        <p className={classes.nobody}>{t(later.length === 0 ? 'task.none' : 'task.noneToday')}</p>
      ) : null}
      {now.length > 0 ? list(t('task.title'), now) : null}
      {later.length > 0 ? (
        <details open={all} onToggle={(event) => setAll(event.currentTarget.open)}>
          <summary className={classes.later}>{t('task.later', { count: later.length })}</summary>
          {list(t('task.later', { count: later.length }), later)}
        </details>
      ) : null}
      {more ? <p className={classes.nobody}>{t('task.moreOpen')}</p> : null}
      <TaskForm open={open} tasks={tasks} onClose={() => setOpen(undefined)} />
    </Section>
  );
}

/** What has no day is everybody's to remember every day. */
function isDue({ due }: TaskItem, today: string): boolean {
  return due === undefined || due <= today;
}
