import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeKind, type CodeList } from '../../../shared/bridge/codes.ts';
import { askPlace, useAsk, useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Settings.module.css';

/** The clinic's own lists of diagnoses, drugs and tests, beside the one that ships: what there is, one more, one less. */
export function CodeLists() {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const lists = useAsk('code.lists', {}, { staleTime: 0 });
  const remove = useDo('record.delete');
  const restore = useDo('record.restore');
  const [removed, setRemoved] = useState<CodeList>();
  const changed = () => void client.invalidateQueries({ queryKey: ['code.lists'] });
  const takeOut = (list: CodeList) =>
    remove.mutate(
      { type: 'CodeSystem', id: list.id },
      {
        onSuccess: () => {
          setRemoved(list);
          changed();
        },
      },
    );
  const bringBack = ({ id, version }: CodeList) =>
    restore.mutate(
      { type: 'CodeSystem', id, version },
      {
        onSuccess: () => {
          setRemoved(undefined);
          changed();
        },
      },
    );
  return (
    <Section title={t('codes.lists')}>
      <Stack gap="sm">
        <p className={classes.quiet}>{t('codes.listsBody')}</p>
        <FailureNotice failure={lists.error?.failure} />
        {lists.data?.length === 0 ? <p className={classes.quiet}>{t('codes.listsNone')}</p> : null}
        {lists.data && lists.data.length > 0 ? (
          <ul className={classes.lists} aria-label={t('codes.lists')}>
            {lists.data.map((list) => (
              <ListRow
                key={list.id}
                list={list}
                onRemove={may.also('remove', 'CodeSystem') ? () => takeOut(list) : undefined}
              />
            ))}
          </ul>
        ) : null}
        <FailureNotice failure={remove.error?.failure ?? restore.error?.failure} />
        {removed ? (
          <Notice
            tone="good"
            alert
            actions={
              <Button
                variant="default"
                size="compact-sm"
                loading={restore.isPending}
                onClick={() => bringBack(removed)}
              >
                {t('codes.undo')}
              </Button>
            }
          >
            {t('codes.removed', { title: removed.title })}
          </Notice>
        ) : null}
        {may.write('CodeSystem') && may.do('import') ? <Bring lists={lists.data ?? []} onDone={changed} /> : null}
      </Stack>
    </Section>
  );
}

function ListRow({ list, onRemove }: { list: CodeList; onRemove: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <li className={classes.listRow}>
      <span>
        {list.title}
        <span className={classes.quiet}>
          {t('common.dot')}
          {t(`codes.kind.${list.kind}`)}
          {t('common.dot')}
          {t('codes.count', { count: list.count })}
        </span>
      </span>
      {onRemove ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('codes.removeList', { title: list.title })}
          onClick={onRemove}
        >
          {t('codes.removeShort')}
        </Button>
      ) : null}
    </li>
  );
}

/** Brings a list in from a file; what the file does not say is said here. */
function Bring({ lists, onDone }: { lists: readonly CodeList[]; onDone: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const id = useId();
  const [kind, setKind] = useState<CodeKind>('diagnosis');
  const bring = useDo('code.import');
  const choose = async () => {
    const path = await askPlace('desktop.chooseCodes', {});
    if (path !== undefined) bring.mutate({ path, kind }, { onSuccess: onDone });
  };
  // told as long as it is true
  const done = lists.some(({ id: one }) => one === bring.data?.list.id) ? bring.data : undefined;
  return (
    <>
      <Group gap="sm">
        <span id={id} className={classes.quiet}>
          {t('codes.kindOf')}
        </span>
        <SegmentedControl
          aria-labelledby={id}
          value={kind}
          onChange={(value) => setKind(CodeKind.options.find((one) => one === value) ?? 'diagnosis')}
          data={CodeKind.options.map((value) => ({ value, label: t(`codes.kind.${value}`) }))}
        />
        <Button variant="default" loading={bring.isPending} onClick={() => void choose()}>
          {t('codes.bring')}
        </Button>
      </Group>
      <FailureNotice failure={bring.error?.failure} />
      {done && !bring.isPending ? (
        <Notice tone="good" alert>
          {t(done.replaced ? 'codes.replaced' : 'codes.brought', {
            title: done.list.title,
            number: number(done.list.count),
          })}
          {done.left > 0 ? ` ${t('codes.left', { number: number(done.left) })}` : ''}
        </Notice>
      ) : null}
    </>
  );
}
