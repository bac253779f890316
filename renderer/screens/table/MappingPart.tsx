import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { Mapping } from '../../../shared/csv/mapping.ts';
import { askDesktop, askPlace, useAsk, useDo, useMay } from '../../bridge/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import classes from './Table.module.css';

interface MappingPartProps {
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
}

/** Who sends such tables, and the mappings that the clinic keeps. */
export function MappingPart({ mapping, onMapping }: MappingPartProps) {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const client = useQueryClient();
  const kept = useAsk('mapping.list', {}, { staleTime: 0 });
  const save = useDo('mapping.save');
  const read = useDo('mapping.read');
  const [unsaved, setUnsaved] = useState<Failure>();
  const [name, setName] = useState(mapping.name ?? '');
  const title = name.trim();
  const keep = () =>
    save.mutate(
      { mapping: { ...mapping, name: title } },
      {
        onSuccess: () => {
          void client.invalidateQueries({ queryKey: ['mapping.list'] });
          tell(t('table.kept', { name: title }));
        },
      },
    );
  const load = async () => {
    const path = await askPlace('desktop.chooseMapping', {});
    if (path === undefined) return;
    read.mutate(
      { path },
      {
        onSuccess: (found) => {
          setName(found.name ?? '');
          onMapping(found);
        },
      },
    );
  };
  const store = async () => {
    const text = `${JSON.stringify({ ...mapping, ...(title === '' ? {} : { name: title }) }, null, 2)}\n`;
    const answer = await askDesktop('desktop.saveMapping', { name: title || t('table.mapping'), text });
    setUnsaved(answer.ok ? undefined : answer.error);
    if (answer.ok && answer.value.saved !== undefined) tell(t('table.kept', { name: answer.value.saved }));
  };
  return (
    <Section title={t('table.mapping')}>
      <div className={classes.fields}>
        {kept.data && kept.data.length > 0 ? (
          <NativeSelect
            label={t('table.use')}
            value=""
            data={[
              { value: '', label: t('table.useNone') },
              ...kept.data.map((one) => ({ value: one.id, label: one.mapping.name })),
            ]}
            onChange={({ currentTarget: { value } }) => {
              const chosen = kept.data?.find(({ id }) => id === value);
              if (!chosen) return;
              setName(chosen.mapping.name);
              onMapping(chosen.mapping);
            }}
          />
        ) : null}
        <TextInput
          label={t('exchange.system')}
          description={t('table.systemHint')}
          value={mapping.system ?? ''}
          maxLength={500}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => {
            const { system: _before, ...rest } = mapping;
            onMapping(value === '' ? rest : { ...rest, system: value });
          }}
        />
        {may.write('Library') ? (
          <>
            <TextInput
              label={t('table.keepAs')}
              description={t('table.keepHint')}
              value={name}
              maxLength={100}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => setName(value)}
            />
            <Button variant="default" disabled={title === ''} loading={save.isPending} onClick={keep}>
              {t('table.keep')}
            </Button>
          </>
        ) : null}
      </div>
      <Group gap="xs" className={classes.bar ?? ''}>
        <Button variant="default" loading={read.isPending} onClick={() => void load()}>
          {t('table.loadFile')}
        </Button>
        <Button variant="default" onClick={() => void store()}>
          {t('table.saveFile')}
        </Button>
      </Group>
      <FailureNotice failure={save.error?.failure ?? read.error?.failure ?? unsaved} />
    </Section>
  );
}
