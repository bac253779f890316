import { Button, Radio, Stack } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askPlace, useDo } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Exchange.module.css';

/** Everything out as FHIR NDJSON, to a folder that the person chooses. */
export function ExportPart() {
  const { t } = useTranslation();
  const [ids, setIds] = useState<'own' | 'original'>('own');
  const run = useDo('export.files');
  const start = async () => {
    const folder = await askPlace('desktop.chooseFolder', {});
    if (folder === undefined) return;
    run.mutate({ job: crypto.randomUUID(), format: 'ndjson', out: folder, ids });
  };
  useCommands([
    { id: 'here.export', name: 'exchange.exportStart', icon: IconFileExport, group: 'here', run: () => void start() },
  ]);
  return (
    <Section title={t('exchange.export')}>
      <Stack gap="md">
        <p className={classes.quiet}>{t('exchange.exportBody')}</p>
        <Radio.Group
          label={t('exchange.ids')}
          value={ids}
          onChange={(value) => setIds(value === 'original' ? 'original' : 'own')}
        >
          <Stack gap={6} mt={6}>
            <Radio value="own" label={t('exchange.idsOwn')} />
            <Radio value="original" label={t('exchange.idsOriginal')} />
          </Stack>
        </Radio.Group>
        <div>
          <Button variant="default" loading={run.isPending} onClick={() => void start()}>
            {t(run.isPending ? 'exchange.exporting' : 'exchange.exportStart')}
          </Button>
        </div>
        <FailureNotice failure={run.error?.failure} />
        {run.data ? (
          <Notice tone="good" alert>
            {t('exchange.exported', { count: run.data.resources, folder: run.variables.out })}
          </Notice>
        ) : null}
      </Stack>
    </Section>
  );
}
