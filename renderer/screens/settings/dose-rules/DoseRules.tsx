import { Button, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { ListedRule } from '../../../../shared/bridge/dose-rules.ts';
import { amountWords } from '../../../../shared/records/medication-request/words.ts';
import { useAsk, useDo, useMay } from '../../../bridge/index.ts';
import { useFormat } from '../../../locales/manner.tsx';
import { FailureNotice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useTell } from '../../../ui/Told.tsx';
import classes from '../Settings.module.css';
import { RuleForm } from './RuleForm.tsx';

/** Highest doses that the clinic sets itself: entered with their source, ended, each step with its way back. */
export function DoseRules() {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const client = useQueryClient();
  const list = useAsk('doseRule.list', {}, { staleTime: 0 });
  const end = useDo('doseRule.end');
  const undo = useDo('record.undo');
  const [open, setOpen] = useState(false);
  const writes = may.do('settings') && may.write('MedicationKnowledge');
  const again = { onSuccess: () => void client.invalidateQueries({ queryKey: ['doseRule.list'] }) };
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
              <Row
                key={listed.id}
                listed={listed}
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
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('doseRules.new')}
            </Button>
          </div>
        ) : null}
        <RuleForm
          opened={open}
          onClose={() => setOpen(false)}
          onAdded={(what, changed) => told(t('doseRules.added', { what }), changed)}
        />
      </Stack>
    </Section>
  );
}

/** One rule: its limits, for whom, where it stands, who entered it. */
function Row({ listed, onEnd }: { listed: ListedRule; onEnd: (() => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const { day } = useFormat();
  const { rule, by, at } = listed;
  const words = [
    ...(['single', 'daily'] as const).flatMap((name) => {
      const value = rule[name];
      return value === undefined
        ? []
        : [t(`doseRules.line.${name}`, { value: amountWords({ value, unit: rule.unit }, i18n.language) })];
    }),
    ...(['ageFrom', 'ageBelow', 'weightFrom', 'weightBelow'] as const).flatMap((name) => {
      const value = rule[name];
      return value === undefined ? [] : [t(`doseRules.line.${name}`, { value })];
    }),
  ];
  return (
    <li className={classes.listRow}>
      <span>
        {rule.medicine.text}
        {t('facts.colon')}
        {words.join(t('common.dot'))}
        <span className={classes.excerpt}>{rule.source}</span>
        <span className={classes.excerpt}>{t('doseRules.entered', { by, day: day(at) })}</span>
      </span>
      {onEnd ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('doseRules.end')}${t('facts.colon')}${rule.medicine.text}`}
          onClick={onEnd}
        >
          {t('doseRules.end')}
        </Button>
      ) : null}
    </li>
  );
}
