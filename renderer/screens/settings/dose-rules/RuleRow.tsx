import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoseRule, ListedRule } from '../../../../shared/bridge/dose-rules.ts';
import { amountWords } from '../../../../shared/records/medication-request/words.ts';
import { useAsk } from '../../../bridge/index.ts';
import { useFormat } from '../../../locales/manner.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { ConflictBadge } from '../../../ui/Marks.tsx';
import { FailureNotice } from '../../../ui/Notice.tsx';
import settings from '../Settings.module.css';
import classes from './DoseRules.module.css';

interface RuleRowProps {
  readonly listed: ListedRule;
  readonly onEdit: (() => void) | undefined;
  readonly onEnd: (() => void) | undefined;
}

/** One rule: its limits, for whom, where it stands, who entered it, and what it said before. */
export function RuleRow({ listed, onEdit, onEnd }: RuleRowProps) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const [history, setHistory] = useState(false);
  const { id, rule, by, at, conflicts, edited } = listed;
  const named = (action: string) => `${action}${t('facts.colon')}${rule.medicine.text}`;
  return (
    <li className={settings.listRow}>
      <span>
        <RuleWords rule={rule} /> <ConflictBadge count={conflicts} />
        <span className={settings.excerpt}>
          {t(edited ? 'doseRules.edited' : 'doseRules.entered', { by, day: day(at) })}
        </span>
        {history ? <History id={id} /> : null}
      </span>
      <span className={classes.actions}>
        {edited ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-expanded={history}
            aria-label={named(t('doseRules.history'))}
            onClick={() => setHistory(!history)}
          >
            {t('doseRules.history')}
          </Button>
        ) : null}
        {onEdit ? (
          <Button variant="default" size="compact-sm" aria-label={named(t('facts.edit'))} onClick={onEdit}>
            {t('facts.edit')}
          </Button>
        ) : null}
        {onEnd ? (
          <Button variant="default" size="compact-sm" aria-label={named(t('doseRules.end'))} onClick={onEnd}>
            {t('doseRules.end')}
          </Button>
        ) : null}
      </span>
    </li>
  );
}

/** A rule in words, and its source below. */
function RuleWords({ rule }: { rule: DoseRule }) {
  const { t, i18n } = useTranslation();
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
    <>
      {rule.medicine.text}
      {t('facts.colon')}
      {words.join(t('common.dot'))}
      <span className={settings.excerpt}>{rule.source}</span>
    </>
  );
}

/** What the rule has said, the newest first; what holds now stands above. */
function History({ id }: { id: string }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const asked = useAsk('doseRule.history', { id }, { staleTime: 0 });
  const [, ...earlier] = asked.data ?? [];
  return (
    <>
      <FailureNotice failure={asked.error?.failure} />
      {asked.isPending ? <Loading /> : null}
      <ul className={classes.versions} aria-label={t('doseRules.history')}>
        {earlier.map(({ rule, by, at }) => (
          <li key={`${at} ${by} ${JSON.stringify(rule)}`}>
            {rule ? <RuleWords rule={rule} /> : t('doseRules.held')}
            <span className={settings.excerpt}>{t('doseRules.from', { by, time: time(at) })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
