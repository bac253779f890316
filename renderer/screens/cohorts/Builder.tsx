import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortCounted, KeptCohort } from '../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useRequired } from '../../ui/useRequired.ts';
import classes from './Cohorts.module.css';
import { Criteria } from './Criteria.tsx';
import { cohortOf, type Draft, isComplete } from './draft.ts';
import { Followed } from './Followed.tsx';
import { People } from './People.tsx';
import { unitWord } from './sentence.ts';
import { useCount } from './useCount.ts';
import { useSettled } from './useSettled.ts';
import { useTold } from './useTold.ts';
import { useVoice } from './useVoice.ts';

/** What is open: a new one, or with an id one that is kept, as it is edited. */
export interface Open {
  readonly id?: string;
  readonly seen: readonly string[];
  readonly name: string;
  readonly draft: Draft;
}

interface BuilderProps {
  readonly open: Open;
  readonly onOpen: (open: Open | undefined) => void;
  readonly kept: readonly KeptCohort[] | undefined;
}

const PEOPLE: readonly Cohort['people'][] = ['living', 'inactive', 'deceased', 'all'];

/** One cohort: its sentence and count, what makes it, and who is in it. */
export function Builder({ open, onOpen, kept }: BuilderProps) {
  const { t } = useTranslation();
  const may = useMay();
  const { draft } = open;
  const definition = cohortOf(draft);
  const say = useVoice(kept);
  const settled = useSettled(definition);
  const counted = useCount(settled);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => onOpen({ ...open, draft: { ...draft, ...part } });
  const people = may.role !== 'analyst' && may.read('Patient');
  // one is not made of itself
  const others = (kept ?? []).filter(({ id }) => id !== open.id);
  return (
    <div className={classes.page}>
      <div className={classes.said}>
        <p className={classes.sentence} aria-live="polite">
          {say(definition)}
        </p>
        <Figure counted={counted} />
      </div>
      {counted.data ? <NotIn counted={counted.data} /> : null}
      <FailureNotice failure={counted.error?.failure} />
      <Section
        title={t('cohorts.criteria')}
        aside={
          <SegmentedControl
            size="xs"
            aria-label={t('cohorts.whom.label')}
            value={draft.people}
            onChange={(value) => change({ people: PEOPLE.find((one) => one === value) ?? 'living' })}
            data={PEOPLE.map((value) => ({
              value,
              label: t(`cohorts.whom.${value}`),
            }))}
          />
        }
      >
        <Criteria group={draft.root} onGroup={(root) => change({ root })} tried={tried} kept={others} />
        {tried && !isComplete(draft.root) ? <Notice tone="look">{t('cohorts.incomplete')}</Notice> : null}
      </Section>
      {may.write('Library') ? <Keep open={open} onOpen={onOpen} onTried={() => setTried(true)} tried={tried} /> : null}
      {people ? <People definition={settled} name={open.name} kept={kept} /> : null}
      {people && open.id !== undefined ? <Followed id={open.id} /> : null}
    </div>
  );
}

function Figure({ counted }: { readonly counted: ReturnType<typeof useCount> }) {
  const { t } = useTranslation();
  const told = useTold();
  const { data } = counted;
  return (
    <p className={classes.count} role="status" data-old={counted.isPlaceholderData || undefined}>
      <strong className="tabular">{data ? told(data) : '…'}</strong>
      <span className={classes.quiet}>
        {data ? t('cohorts.ofAll', { total: told({ ...data, n: data.total, hidden: 'few' }) }) : ''}
      </span>
    </p>
  );
}

/** What the count does not know of. */
function NotIn({ counted: { untold, incomplete, fewest } }: { readonly counted: CohortCounted }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const told = useTold();
  const units =
    untold.units.length === 0
      ? ''
      : t('cohorts.untoldUnits', { units: untold.units.map(unitWord).join(t('cohorts.say.pause')) });
  return (
    <>
      {untold.values === 0 ? null : (
        <Notice tone="look">
          {t('cohorts.untold', {
            count: untold.values ?? fewest ?? 0,
            n: told({ n: untold.values, hidden: 'few', fewest }),
            units,
          })}
        </Notice>
      )}
      {incomplete > 0 ? (
        <Notice tone="look">{t('cohorts.preparing', { count: incomplete, n: number(incomplete) })}</Notice>
      ) : null}
    </>
  );
}

interface KeepProps {
  readonly open: Open;
  readonly onOpen: (open: Open | undefined) => void;
  readonly tried: boolean;
  readonly onTried: () => void;
}

/** Its name, and the ways to keep it, or to do without it. */
function Keep({ open, onOpen, tried, onTried }: KeepProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  const save = useDo('cohort.save');
  const use = useDo('cohort.use');
  const undo = useDo('record.undo');
  const required = useRequired(tried);
  const name = open.name.trim();
  const renew = {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['cohort.list'] });
      void client.invalidateQueries({ queryKey: ['cohort.follow'] });
    },
  };
  const keep = () => {
    onTried();
    if (name === '' || !isComplete(open.draft.root) || save.isPending) return;
    save.mutate(
      {
        ...(open.id === undefined ? {} : { id: open.id }),
        seen: [...open.seen],
        name,
        definition: cohortOf(open.draft),
      },
      {
        onSuccess: ({ changes }) => {
          renew.onSuccess();
          const [written] = changes;
          const id = open.id ?? written?.id;
          const isNew = open.id === undefined;
          if (id !== undefined)
            onOpen({ ...open, id, name, seen: written ? [...open.seen, written.write] : open.seen });
          if (written)
            tell(t('cohorts.saved', { name }), () =>
              isNew ? use.mutate({ id: written.id, use: false }, renew) : undo.mutate({ changes }, renew),
            );
        },
      },
    );
  };
  const retire = (id: string) =>
    use.mutate(
      { id, use: false },
      {
        onSuccess: () => {
          renew.onSuccess();
          onOpen(undefined);
          tell(t('cohorts.retired', { name }), () => use.mutate({ id, use: true }, renew));
        },
      },
    );
  return (
    <div className={classes.keep}>
      <TextInput
        className={classes.nameField ?? ''}
        label={t('cohorts.name')}
        value={open.name}
        error={required(open.name)}
        maxLength={100}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => onOpen({ ...open, name: value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
      />
      <Button onClick={keep}>{t(open.id === undefined ? 'cohorts.keep' : 'cohorts.keepChanges')}</Button>
      {open.id === undefined ? null : (
        <Button variant="default" onClick={() => retire(open.id ?? '')}>
          {t('cohorts.retire')}
        </Button>
      )}
      <FailureNotice failure={(save.error ?? use.error ?? undo.error)?.failure} />
    </div>
  );
}
