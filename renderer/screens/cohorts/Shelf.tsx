import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { KeptCohort } from '../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { useAsk } from '../../bridge/index.ts';
import { Empty, Section } from '../../ui/Section.tsx';
import classes from './Cohorts.module.css';
import { EXAMPLE_COHORTS, EXAMPLES } from './examples.ts';
import { useTold } from './useTold.ts';
import { useVoice } from './useVoice.ts';

interface ShelfProps {
  /** Undefined where none are kept for whoever looks: an analyst. */
  readonly kept: readonly KeptCohort[] | undefined;
  readonly onOpen: (one: KeptCohort) => void;
  readonly onBegin: (example: (typeof EXAMPLES)[number]) => void;
}

/** What is kept, and what one may begin with. */
export function Shelf({ kept, onOpen, onBegin }: ShelfProps) {
  const { t } = useTranslation();
  const say = useVoice(kept);
  return (
    <div className={classes.shelf}>
      {kept && kept.length > 0 ? (
        <Section title={t('cohorts.kept')}>
          <ul className={classes.list} aria-label={t('cohorts.kept')}>
            {kept.map((one) => (
              <li key={one.id} className={classes.item}>
                <div>
                  <p className={classes.title}>{one.name}</p>
                  <p className={classes.quiet}>{say(one.definition)}</p>
                </div>
                <Count definition={one.definition} />
                <Button
                  variant="default"
                  aria-label={t('cohorts.openOne', { name: one.name })}
                  onClick={() => onOpen(one)}
                >
                  {t('cohorts.open')}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      ) : (
        <Empty title={t('cohorts.emptyTitle')} icon={<IconUsersGroup size="2rem" stroke={1.4} aria-hidden />}>
          {t('cohorts.emptyBody')}
        </Empty>
      )}
      <Section title={t('cohorts.examples.title')}>
        <ul className={classes.list} aria-label={t('cohorts.examples.title')}>
          {EXAMPLES.map((name) => {
            const title = t(`cohorts.examples.${name}`);
            return (
              <li key={name} className={classes.item}>
                <div>
                  <p className={classes.title}>{title}</p>
                  <p className={classes.quiet}>{say(EXAMPLE_COHORTS[name])}</p>
                </div>
                <Button
                  variant="default"
                  aria-label={t('cohorts.examples.beginOne', { name: title })}
                  onClick={() => onBegin(name)}
                >
                  {t('cohorts.examples.begin')}
                </Button>
              </li>
            );
          })}
        </ul>
      </Section>
    </div>
  );
}

function Count({ definition }: { readonly definition: Cohort }) {
  const told = useTold();
  const counted = useAsk('cohort.count', { definition }, { keepPrevious: true });
  return <span className={`${classes.figure} tabular`}>{counted.data ? told(counted.data) : ''}</span>;
}
