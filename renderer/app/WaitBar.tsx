import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutdated, useWaiting } from '../bridge/index.ts';
import classes from './WaitBar.module.css';

/** A line at the top of the window while an answer is late, a word with the way out when it takes long, and one when what stands there may be old. */
export function WaitBar() {
  const stage = useWaiting();
  const again = useOutdated();
  return (
    <>
      {stage.kind === 'none' ? null : <div className={classes.line} data-waiting aria-hidden />}
      <div role="status" className={classes.place}>
        {stage.kind === 'long' ? (
          <Long since={stage.since} cancel={stage.cancel} />
        ) : again ? (
          <Outdated onAgain={again} />
        ) : null}
      </div>
    </>
  );
}

/** Nobody loses their page for what could not be read, but they know of it, also where no place of the page says so. */
function Outdated({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.long}>
      <span>{t('waiting.outdated')}</span>
      <Button variant="default" size="compact-sm" onClick={onAgain}>
        {t('common.retry')}
      </Button>
    </div>
  );
}

const SECOND_MS = 1000;

function Long({ since, cancel }: { since: number; cancel: (() => void) | undefined }) {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState(1);
  useEffect(() => {
    const count = () => setSeconds(Math.floor((performance.now() - since) / SECOND_MS));
    count();
    const timer = setInterval(count, SECOND_MS);
    return () => clearInterval(timer);
  }, [since]);
  return (
    <div className={classes.long}>
      <span>{t(cancel ? 'waiting.reads' : 'waiting.does')}</span>
      {/* read out once, not every second */}
      <span className="tabular" aria-hidden>
        {t('waiting.seconds', { seconds })}
      </span>
      {cancel ? (
        <Button variant="default" size="compact-sm" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      ) : null}
    </div>
  );
}
