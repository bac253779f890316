import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { Template } from '../../../../shared/bridge/templates.ts';
import { useAsk, useDo, useMay } from '../../../bridge/index.ts';
import { FailureNotice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useTell } from '../../../ui/Told.tsx';
import classes from '../Settings.module.css';
import { EXAMPLES } from './examples.ts';
import { TemplateForm } from './TemplateForm.tsx';

/** The clinic's texts for notes: written, changed and taken out of use, each step with its way back. */
export function Templates() {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const client = useQueryClient();
  const list = useAsk('template.list', {}, { staleTime: 0 });
  const save = useDo('template.save');
  const use = useDo('template.use');
  const undo = useDo('record.undo');
  const [open, setOpen] = useState<Template | 'new'>();
  const again = { onSuccess: () => void client.invalidateQueries({ queryKey: ['template.list'] }) };
  const writes = may.write('Library');
  const told = (text: string, back: () => void) => {
    again.onSuccess();
    tell(text, back);
  };
  const putAway = (ids: string[]) => use.mutate({ ids, use: false }, again);
  const saved = (title: string, { changes }: Changed) => {
    const isNew = open === 'new';
    if (changes.length === 0) return;
    told(t('templates.saved', { title }), () =>
      isNew ? putAway(changes.map(({ id }) => id)) : undo.mutate({ changes }, again),
    );
  };
  const takeExamples = () => {
    const names = new Set(list.data?.map(({ title }) => title));
    const templates = EXAMPLES.map((name) => ({
      title: t(`templates.examples.${name}.title`),
      text: t(`templates.examples.${name}.text`),
    })).filter(({ title }) => !names.has(title));
    if (templates.length === 0) tell(t('templates.examplesThere'));
    else
      save.mutate(
        { templates },
        {
          onSuccess: ({ changes }) =>
            told(t('templates.examplesTaken', { count: changes.length }), () => putAway(changes.map(({ id }) => id))),
        },
      );
  };
  const remove = ({ id, title }: Template) =>
    use.mutate(
      { ids: [id], use: false },
      { onSuccess: () => told(t('templates.removed', { title }), () => use.mutate({ ids: [id], use: true }, again)) },
    );
  return (
    <Section title={t('templates.title')}>
      <Stack gap="sm">
        <p className={classes.quiet}>{t('templates.body')}</p>
        <FailureNotice
          failure={[list, save, use, undo].map(({ error }) => error).find((error) => error !== null)?.failure}
        />
        {list.data?.length === 0 ? <p className={classes.quiet}>{t('templates.none')}</p> : null}
        {list.data && list.data.length > 0 ? (
          <ul className={classes.lists} aria-label={t('templates.title')}>
            {list.data.map((template) => (
              <li key={template.id} className={classes.listRow}>
                <span>
                  {template.title}
                  <span className={classes.excerpt}>{template.text}</span>
                </span>
                {writes ? (
                  <Group gap="xs" wrap="nowrap">
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={`${t('templates.editShort')}: ${template.title}`}
                      onClick={() => setOpen(template)}
                    >
                      {t('templates.editShort')}
                    </Button>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={`${t('common.remove')}: ${template.title}`}
                      onClick={() => remove(template)}
                    >
                      {t('common.remove')}
                    </Button>
                  </Group>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
        {writes ? (
          <Group gap="sm">
            <Button variant="default" onClick={() => setOpen('new')}>
              {t('templates.new')}
            </Button>
            <Button variant="default" loading={save.isPending} onClick={takeExamples}>
              {t('templates.takeExamples')}
            </Button>
          </Group>
        ) : null}
      </Stack>
      <TemplateForm of={open} onClose={() => setOpen(undefined)} onSaved={saved} />
    </Section>
  );
}
