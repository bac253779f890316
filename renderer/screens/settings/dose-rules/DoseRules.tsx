import { Button, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import { useAsk, useDo, useMay } from '../../../bridge/index.ts';
import { FailureNotice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useTell } from '../../../ui/Told.tsx';
import classes from '../Settings.module.css';
import { type OpenRule, RuleForm } from './RuleForm.tsx';
import { RuleRow } from './RuleRow.tsx';

/** Highest doses that the clinic sets itself: entered with their source, edited, ended, each step with its way back and each version kept. */
export function DoseRules() {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const client = useQueryClient();
  const list = useAsk('doseRule.list', {}, { staleTime: 0 });
  const end = useDo('doseRule.end');
  const undo = useDo('record.undo');
  const [open, setOpen] = useState<OpenRule>();
  const writes = may.do('settings') && may.write('MedicationKnowledge');
  const again = {
    onSuccess: () => {
      for (const name of ['doseRule.list', 'doseRule.history']) void client.invalidateQueries({ queryKey: [name] });
    },
  };
  const told = (text: string, { changes }: Changed) => {
    again.onSuccess();
    tell(text, changes.length > 0 ? () => undo.mutate({ changes }, again) : undefined);
  };
  return (
    <Section title={t('doseRules.title')}>
      <Stack gap="sm">
        <p className={classes.quiet}>{t('doseRules.body')}</p>
        <FailureNotice failure={[list, end, undo].map(({ error }) => error).find((one) => one !== null)?.failure} />
        {list.data?.length === 0 ? <p className={classes.quiet}>{t('doseRules.none')}</p> : null}
        {list.data && list.data.length > 0 ? (
          <ul className={classes.lists} aria-label={t('doseRules.title')}>
            {list.data.map((listed) => (
              <RuleRow
                key={listed.id}
                listed={listed}
                onEdit={writes ? () => setOpen({ listed }) : undefined}
                onEnd={
                  writes
                    ? () =>
                        end.mutate(
                          { id: listed.id },
                          {
                            onSuccess: (changed) =>
                              told(t('doseRules.ended', { what: listed.rule.medicine.text }), changed),
                          },
                        )
                    : undefined
                }
              />
            ))}
          </ul>
        ) : null}
        {writes ? (
          <div>
            <Button variant="default" onClick={() => setOpen({})}>
              {t('doseRules.new')}
            </Button>
          </div>
        ) : null}
        <RuleForm
          open={open}
          onClose={() => setOpen(undefined)}
          onSaved={(what, changed) =>
            told(t(open?.listed ? 'doseRules.changed' : 'doseRules.added', { what }), changed)
          }
        />
      </Stack>
    </Section>
  );
}
