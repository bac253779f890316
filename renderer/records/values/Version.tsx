import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/bridge/history.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Difference } from '../../ui/Difference.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { fieldWord } from './fields.ts';
import classes from './HistoryDrawer.module.css';
import { useRegisterWords } from './useRegisterWords.ts';
import { WholeRecord } from './WholeRecord.tsx';
import { isBareReference } from './words.ts';

interface VersionProps {
  readonly record: { readonly type: string; readonly id: string };
  readonly entry: HistoryEntry;
  /** Whether the record can be made what it was after this version. */
  readonly restorable: boolean;
}

/** One version: who, where, when and why, each value before and after, the whole of it on request. */
export function Version({ record, entry, restorable }: VersionProps) {
  const { t } = useTranslation();
  const { time, ago } = useFormat();
  const tell = useTell();
  const [whole, setWhole] = useState(false);
  const restore = useDo('record.restore');
  const may = useMay();
  return (
    <li className={classes.entry}>
      <p className={classes.what}>
        {t(`history.what.${entry.what}`)}{' '}
        <span className={classes.version}>{t('history.version', { version: entry.version })}</span>
      </p>
      <p className={`${classes.by} tabular`}>
        {time(entry.by.at)}
        {t('common.dot')}
        {ago(entry.by.at)}
        <br />
        {t('history.by', { user: entry.by.user, device: entry.by.device })}
        {entry.by.again ? ` ${t('history.again', { user: entry.by.again })}` : null}
      </p>
      <Origin from={entry.from} />
      {entry.reason ? <p className={classes.by}>{t('inbox.reason', { reason: entry.reason })}</p> : null}
      <Changes type={record.type} entry={entry} />
      {whole ? <WholeRecord record={record} version={entry.version} /> : null}
      <FailureNotice failure={restore.error?.failure} />
      {entry.what === 'redact' ? null : (
        <Group gap="xs" className={classes.ways ?? ''}>
          <Button variant="subtle" size="compact-sm" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {t(whole ? 'history.hide' : 'history.look')}
          </Button>
          {restorable && may.also('remove', record.type) ? (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={restore.isPending}
              onClick={() =>
                restore.mutate(
                  { ...record, version: entry.version },
                  { onSuccess: () => tell(t('history.restored', { version: entry.version })) },
                )
              }
            >
              {t('history.restore')}
            </Button>
          ) : null}
        </Group>
      )}
    </li>
  );
}

/** Where an import brought it from. */
function Origin({ from }: Pick<HistoryEntry, 'from'>) {
  const { t } = useTranslation();
  const { time } = useFormat();
  if (!from) return null;
  const { system, original, run } = from;
  const about = run && { time: time(run.begun), file: run.file ?? '' };
  return (
    <p className={classes.by}>
      {t(system === undefined ? 'history.fromUnknown' : 'history.from', { system: system ?? '', original })}
      {about ? <br /> : null}
      {about ? t(run.undo ? 'history.undone' : run.file ? 'history.runFile' : 'history.run', about) : null}
    </p>
  );
}

function Changes({ type, entry }: { type: string; entry: HistoryEntry }) {
  const { t } = useTranslation();
  const words = useRegisterWords();
  // hidden registers: what they say is what the entry itself says
  const changes = entry.changes.filter(({ register }) => !register.startsWith('$'));
  if (changes.length === 0) return null;
  return (
    <dl className={classes.changes}>
      {changes.map(({ register, before, after }) => {
        const [was, is] = [words(register, before), words(register, after)];
        // whose it is stands above; an id says nothing to a person
        if (was === null && isBareReference(is ?? '')) return null;
        return (
          <div key={register}>
            <dt>{fieldWord(t, register, type)}</dt>
            <dd>
              {was === null || is === null ? (
                <>
                  {was === null ? null : <del>{was}</del>} <ins>{is ?? t('history.empty')}</ins>
                </>
              ) : (
                <>
                  <del>
                    <span className="visually-hidden">{t('history.before')}: </span>
                    {was}
                  </del>
                  <span>
                    <span className="visually-hidden">{t('history.after')}: </span>
                    <Difference before={was} after={is} marks="added" />
                  </span>
                </>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
