/** Sentences that tell how something went: errors, warnings, hints. */
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import { TryAgain } from '../bridge/TryAgain.tsx';
import { failureWords } from '../locales/failures.ts';
import classes from './Notice.module.css';

export type NoticeTone = 'info' | 'good' | 'look' | 'danger';

interface NoticeProps {
  readonly tone?: NoticeTone;
  readonly title?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Read out at once. */
  readonly alert?: boolean;
}

/** A sentence in a box, with its sign. */
export function Notice({ tone = 'info', title, children, actions, alert }: NoticeProps) {
  const Icon = tone === 'good' ? IconCircleCheck : tone === 'info' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={classes.notice} data-tone={tone} role={alert ? 'alert' : undefined}>
      <Icon size="1.25rem" stroke={1.8} aria-hidden className={classes.icon} />
      <div className={classes.body}>
        <div className={classes.words}>
          {title ? <p className={classes.title}>{title}</p> : null}
          {children}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
    </div>
  );
}

/**
 * An expected failure in the user's language, if there is one. Amber: an error that lost nothing is not danger. Beside a read that was given up
 * stands the way to try again.
 */
export function FailureNotice({ failure, onRetry }: { failure: Failure | undefined; onRetry?: ReactNode }) {
  const { t } = useTranslation();
  if (!failure) return null;
  const danger =
    failure.code === 'database-damaged' || failure.code === 'cloud-alarm' || failure.code === 'code-mismatch';
  return (
    <Notice
      tone={danger ? 'danger' : 'look'}
      alert
      actions={onRetry ?? (failure.code === 'cancelled' ? <TryAgain failure={failure} /> : null)}
    >
      {failureWords(t, failure)}
    </Notice>
  );
}
