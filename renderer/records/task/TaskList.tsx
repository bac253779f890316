import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskItem } from '../../../shared/bridge/tasks.ts';
import { useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import classes from './TaskList.module.css';
import type { Tasks } from './useTasks.ts';

interface TaskListProps {
  readonly label: string;
  readonly items: readonly TaskItem[];
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly tasks: Tasks;
  readonly onEdit: (item: TaskItem) => void;
  /** Opens the chart of somebody; absent on a chart. */
  readonly onPatient?: (id: string) => void;
}

/** What is to be done: for whom, until when, by whom. One press says that it is done. */
export function TaskList({ label, items, today, tasks, onEdit, onPatient }: TaskListProps) {
  const { t } = useTranslation();
  const mayWrite = useMay().write('Task');
  return (
    <ul className={classes.tasks} aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={classes.row}>
          {mayWrite ? (
            <ActionIcon
              variant="default"
              aria-label={t('task.doneFor', { text: item.text })}
              title={t('task.turn.done')}
              onClick={() => tasks.turn(item, 'done')}
            >
              <IconCheck size="1rem" stroke={1.8} aria-hidden />
            </ActionIcon>
          ) : (
            <span />
          )}
          <div className={classes.words}>
            {item.patient && onPatient ? (
              <>
                <button type="button" className={classes.name} onClick={() => onPatient(item.patient?.id ?? '')}>
                  {item.patient.name}
                </button>{' '}
              </>
            ) : null}
            {item.text} <ConflictBadge count={item.conflicts} />
            <div className={classes.facts}>
              <Due item={item} today={today} />
              {item.owner ? <span>{item.owner}</span> : null}
            </div>
          </div>
          {mayWrite ? (
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" aria-label={t('task.more', { text: item.text })}>
                  <IconDots size="1rem" stroke={1.8} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <MenuItem onClick={() => onEdit(item)}>{t('task.edit')}</MenuItem>
                <MenuItem onClick={() => tasks.turn(item, 'dropped')}>{t('task.turn.dropped')}</MenuItem>
              </Menu.Dropdown>
            </Menu>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

const DAY_MS = 86_400_000;

/** By when; what is late says so in a word. */
function Due({ item: { due }, today }: { item: TaskItem; today: string }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  if (due === undefined) return null;
  const late = Math.round((Date.parse(today) - Date.parse(due)) / DAY_MS);
  if (late > 0)
    return (
      <Badge tone="look">
        {day(due)} {t('task.late', { count: late })}
      </Badge>
    );
  return <span>{late === 0 ? t('task.today') : day(due)}</span>;
}
