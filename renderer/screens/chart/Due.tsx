import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { TaskList } from '../../records/task/TaskList.tsx';
import { useTasks } from '../../records/task/useTasks.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { type OpenTask, TaskForm } from '../TaskForm.tsx';
import classes from './Chart.module.css';

/** What is due for a patient: tasks, and when they come next. */
export function Due({ patient }: { patient: string }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const may = useMay();
  const asked = useAsk('patient.due', { id: patient });
  const tasks = useTasks();
  const [open, setOpen] = useState<OpenTask>();
  const add = () => setOpen({ patient });
  useCommands(
    may.write('Task')
      ? [{ id: 'here.task', name: 'task.add', icon: IconPlus, group: 'here', keys: ['T'], run: add }]
      : [],
  );
  const { tasks: items = [], appointments = [], today = '' } = asked.data ?? {};
  return (
    <Section
      title={t('due.title')}
      aside={
        may.write('Task') ? (
          <Button
            variant="subtle"
            size="compact-sm"
            title="T"
            leftSection={<IconPlus size="1rem" aria-hidden />}
            onClick={add}
          >
            {t('task.add')}
          </Button>
        ) : null
      }
    >
      <FailureNotice failure={asked.error?.failure ?? tasks.failure} />
      {asked.data && items.length + appointments.length === 0 ? <p className={classes.quiet}>{t('due.none')}</p> : null}
      {items.length > 0 ? (
        <TaskList
          label={t('due.title')}
          items={items}
          today={today}
          tasks={tasks}
          onEdit={(item) => setOpen({ item })}
        />
      ) : null}
      {appointments.map(({ id, start, reason, practitioner }) => (
        <p key={id} className={classes.next}>
          {[t('due.appointment', { time: time(start) }), practitioner, reason]
            .filter((part) => part !== undefined)
            .join(t('common.dot'))}
        </p>
      ))}
      <TaskForm open={open} tasks={tasks} onClose={() => setOpen(undefined)} />
    </Section>
  );
}
