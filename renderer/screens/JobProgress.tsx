import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobProgress as Progressed } from '../bridge/jobs.ts';
import { useFormat } from '../locales/manner.tsx';
import classes from './JobProgress.module.css';

interface JobProgressProps {
  /** What is being done. */
  readonly title: string;
  readonly progress: Progressed | undefined;
  readonly stopping: boolean;
  /** Absent where there is no way back. */
  readonly onStop?: () => void;
}

/** How far long work is, and the way to stop it. */
export function JobProgress({ title, progress, stopping, onStop }: JobProgressProps) {
  const { t } = useTranslation();
  const { bytes, number } = useFormat();
  const percent = progress?.total ? Math.min(100, (100 * progress.done) / progress.total) : undefined;
  const amount = ({ done, total, unit }: Progressed): string => {
    const format = unit === 'bytes' ? bytes : (value: number) => number(value);
    if (total === undefined) return t(`progress.${unit}Only`, { done: format(done) });
    return t(`progress.${unit}`, { done: format(done), total: format(total) });
  };
  return (
    <div className={classes.running}>
      <p className={classes.title}>{title}</p>
      <Progress.Root size="lg" className={classes.bar ?? ''}>
        <Progress.Section
          value={percent ?? 100}
          animated={percent === undefined}
          striped={percent === undefined}
          color="celadon"
          aria-label={title}
          // full as it looks, nobody knows how far it is: it is not read out as done
          {...(percent === undefined ? { withAria: false, role: 'progressbar' } : {})}
        />
      </Progress.Root>
      <p className={`${classes.progress} tabular`} role="status">
        <span>{t(`progress.${progress?.phase ?? 'reading'}`)}</span>
        <span>{progress ? amount(progress) : ''}</span>
      </p>
      {onStop ? (
        <Button variant="default" disabled={stopping} onClick={onStop}>
          {t(stopping ? 'progress.stopping' : 'progress.stop')}
        </Button>
      ) : null}
    </div>
  );
}
