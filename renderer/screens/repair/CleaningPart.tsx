import { Button, Group } from '@mantine/core';
import { IconEraser, IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { type CleaningDraft, CleaningFields, cleaningChoice, EVERY_RULE } from '../CleaningFields.tsx';
import { JobProgress } from '../JobProgress.tsx';
import { useKept } from '../navigation.ts';
import { CleaningGroups } from './CleaningGroups.tsx';
import { applyJob, previewJob, undoJob } from './jobs.ts';
import classes from './Repair.module.css';

/** Cleaning of what is here: rules are chosen, what they would change is shown, and then it is done, in one step that can be taken back. */
export function CleaningPart() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [draft, setDraft] = useKept<CleaningDraft>('cleaning', EVERY_RULE);
  const [tried, setTried] = useState(false);
  const preview = previewJob.use();
  const apply = applyJob.use();
  const undo = undoJob.use();
  const busy = [preview, apply, undo].some(({ kind }) => kind === 'running');
  const choice = cleaningChoice(draft);
  const look = () => {
    setTried(true);
    if (!choice || busy) return;
    applyJob.clear();
    undoJob.clear();
    void previewJob.start(choice);
  };
  const clean = async () => {
    if (!choice || busy) return;
    await applyJob.start(choice);
    previewJob.clear();
  };
  useCommands([{ id: 'here.clean', name: 'cleaning.look', icon: IconListSearch, group: 'here', run: look }]);
  const found = preview.kind === 'done' ? preview.report : undefined;
  return (
    <Section title={t('cleaning.title')} plain>
      <div className={classes.clean}>
        <p className={classes.quiet}>{t('cleaning.about')}</p>
        <CleaningFields
          draft={draft}
          tried={tried}
          disabled={busy}
          onChange={(next) => {
            setDraft(next);
            previewJob.clear();
          }}
        />
        {busy ? null : (
          <Group gap="xs">
            <Button
              variant={found && found.records > 0 ? 'default' : 'filled'}
              leftSection={<IconListSearch size="1.125rem" stroke={1.8} aria-hidden />}
              onClick={look}
            >
              {t('cleaning.look')}
            </Button>
            {found && found.records > 0 ? (
              <Button
                leftSection={<IconEraser size="1.125rem" stroke={1.8} aria-hidden />}
                onClick={() => void clean()}
              >
                {t('cleaning.apply', { count: found.records, number: number(found.records) })}
              </Button>
            ) : null}
          </Group>
        )}
        {preview.kind === 'running' ? (
          <JobProgress
            title={t('cleaning.looking')}
            progress={preview.progress}
            stopping={preview.stopping}
            onStop={() => void previewJob.stop()}
          />
        ) : null}
        {apply.kind === 'running' ? (
          <JobProgress
            title={t('cleaning.cleaning')}
            progress={apply.progress}
            stopping={apply.stopping}
            onStop={() => void applyJob.stop()}
          />
        ) : null}
        {undo.kind === 'running' ? (
          <JobProgress title={t('cleaning.undoing')} progress={undo.progress} stopping={undo.stopping} />
        ) : null}
        {[preview, apply, undo].map((job, i) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: three jobs, always the same
          job.kind === 'failed' ? <FailureNotice key={i} failure={job.failure} /> : null,
        )}
        <Done />
        {found ? <CleaningGroups preview={found} /> : null}
      </div>
    </Section>
  );
}

/** How the last cleaning ended, and the way back. */
function Done() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const apply = applyJob.use();
  const undo = undoJob.use();
  if (undo.kind === 'done') {
    const { restored, left } = undo.report;
    return (
      <Notice tone="good" alert>
        {t('cleaning.undone', { count: restored, number: number(restored) })}
        {left > 0 ? ` ${t('cleaning.undoLeft', { count: left, number: number(left) })}` : ''}
      </Notice>
    );
  }
  if (apply.kind !== 'done') return null;
  const { run, changed, left, cancelled } = apply.report;
  return (
    <Notice
      tone={cancelled || left > 0 ? 'look' : 'good'}
      alert
      title={t(cancelled ? 'cleaning.stopped' : 'cleaning.done')}
      actions={
        run !== undefined && undo.kind !== 'running' ? (
          <Button variant="default" onClick={() => void undoJob.start({ run })}>
            {t('common.undo')}
          </Button>
        ) : null
      }
    >
      {t('cleaning.changed', { count: changed, number: number(changed) })}
      {left > 0 ? ` ${t('cleaning.left', { count: left, number: number(left) })}` : ''}
    </Notice>
  );
}
