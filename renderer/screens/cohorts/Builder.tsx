import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortCounted, KeptCohort } from '../../../shared/bridge/cohorts.ts';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { ask, useDo, useMay } from '../../bridge/index.ts';
import { failureWords } from '../../locales/failures.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useRequired } from '../../ui/useRequired.ts';
import { useKept } from '../navigation.ts';
import { Restored } from '../Restored.tsx';
import { type Draft, useDraft } from '../useDraft.ts';
import type { Begun, Form } from './begin.ts';
import classes from './Cohorts.module.css';
import { Criteria } from './Criteria.tsx';
import { cohortOf, isComplete } from './draft.ts';
import { Followed } from './Followed.tsx';
import { People } from './People.tsx';
import { unitWord } from './sentence.ts';
import { useCount } from './useCount.ts';
import { useSettled } from './useSettled.ts';
import { useTold } from './useTold.ts';
import { useVoice } from './useVoice.ts';

interface BuilderProps {
  readonly begun: Begun;
  readonly kept: readonly KeptCohort[] | undefined;
  /** The one that is kept now took the place of what was being built. */
  readonly isJustSaved: boolean;
  readonly onSaved: (id: string) => void;
  /** What was saved as a new one is not kept after all. */
  readonly onUnsaved: () => void;
  readonly onClose: () => void;
}

const PEOPLE: readonly Cohort['people'][] = ['living', 'inactive', 'deceased', 'all'];

/** One cohort: its sentence and count, what makes it, and who is in it. */
export function Builder({ begun: { place, id, form: first }, kept, ...then }: BuilderProps) {
  const { t } = useTranslation();
  const may = useMay();
  // an analyst has no place for drafts
  const drafts = may.role !== 'analyst';
  const [held, hold] = useKept<Form | undefined>(place, undefined);
  const [initial] = useState(first);
  const draft = useDraft(place, null, (drafts ? undefined : held) ?? initial, drafts);
  const form = draft.value;
  const definition = cohortOf(form);
  const say = useVoice(kept);
  const settled = useSettled(definition);
  const counted = useCount(settled);
  const [tried, setTried] = useState(false);
  const isSaving = useRef(false);
  const change = (part: Partial<Form>) => {
    // what is written now would be of versions before the one that is being saved
    if (isSaving.current) return;
    const next = { ...form, ...part };
    draft.change(next);
    if (!drafts) hold(next);
  };
  const people = may.role !== 'analyst' && may.read('Patient');
  // one is not made of itself
  const others = (kept ?? []).filter((one) => one.id !== id);
  return (
    <div className={classes.page}>
      <Restored draft={draft} />
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
            value={form.people}
            onChange={(value) => change({ people: PEOPLE.find((one) => one === value) ?? 'living' })}
            data={PEOPLE.map((value) => ({
              value,
              label: t(`cohorts.whom.${value}`),
            }))}
          />
        }
      >
        <Criteria group={form.root} onGroup={(root) => change({ root })} tried={tried} kept={others} />
        {tried && !isComplete(form.root) ? <Notice tone="look">{t('cohorts.incomplete')}</Notice> : null}
      </Section>
      {may.write('Library') ? (
        <Keep
          id={id}
          form={form}
          drop={draft.drop}
          isSaving={isSaving}
          onName={(name) => change({ name })}
          onTried={() => setTried(true)}
          tried={tried}
          {...then}
        />
      ) : null}
      {people ? <People definition={settled} name={form.name} kept={kept} /> : null}
      {people && id !== undefined ? <Followed id={id} /> : null}
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

interface KeepProps extends Omit<BuilderProps, 'begun' | 'kept'> {
  /** Of one that is kept. */
  readonly id: string | undefined;
  readonly form: Form;
  readonly drop: Draft<Form>['drop'];
  /** From when it is given to be saved until what was saved stands here. */
  readonly isSaving: RefObject<boolean>;
  readonly onName: (name: string) => void;
  readonly tried: boolean;
  readonly onTried: () => void;
}

interface Saved {
  readonly changes: CallOutput<'cohort.save'>['changes'];
  readonly made: string;
  readonly again: () => Promise<void>;
}

/** Its name, and the ways to keep it, or to do without it. */
function Keep({
  id,
  form,
  drop,
  isSaving,
  onName,
  tried,
  onTried,
  isJustSaved,
  onSaved,
  onUnsaved,
  onClose,
}: KeepProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  const save = useDo('cohort.save');
  const use = useDo('cohort.use');
  const required = useRequired(tried);
  const name = form.name.trim();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // what had the keys is gone with the fields of before
    if (isJustSaved && document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, [isJustSaved]);
  /** The list, which is waited for; what it was each day comes by itself. */
  const renewed = () => {
    void client.invalidateQueries({ queryKey: ['cohort.follow'] });
    return client.invalidateQueries({ queryKey: ['cohort.list'] });
  };
  const keep = () => {
    onTried();
    if (name === '' || !isComplete(form.root) || isSaving.current) return;
    isSaving.current = true;
    save.mutate(
      { ...(id === undefined ? {} : { id }), seen: [...form.seen], name, definition: cohortOf(form) },
      {
        onSuccess: ({ changes }) => {
          const again = drop();
          const [written] = changes;
          const savedAs = id ?? written?.id;
          // what is opened next is the one of the list
          void renewed().then(() => {
            isSaving.current = false;
            if (savedAs !== undefined) onSaved(savedAs);
          });
          if (written) tell(t('cohorts.saved', { name }), () => void takeBack({ changes, made: written.id, again }));
        },
        onError: () => {
          isSaving.current = false;
        },
      },
    );
  };
  /** A new one is again what is being built. Whoever asks for it has another builder before them by now. */
  const takeBack = async ({ changes, made, again }: Saved): Promise<void> => {
    const done =
      id === undefined ? await ask('cohort.use', { id: made, use: false }) : await ask('record.undo', { changes });
    if (!done.ok) return tell(failureWords(t, done.error));
    if (id !== undefined) return;
    await again();
    onUnsaved();
  };
  /** With what was written in it. */
  const takeUpAgain = async (kept: string, again: Saved['again']): Promise<void> => {
    const done = await ask('cohort.use', { id: kept, use: true });
    if (!done.ok) return tell(failureWords(t, done.error));
    await again();
  };
  const retire = (kept: string) =>
    use.mutate(
      { id: kept, use: false },
      {
        onSuccess: () => {
          const again = drop();
          void renewed();
          onClose();
          tell(t('cohorts.retired', { name }), () => void takeUpAgain(kept, again));
        },
      },
    );
  return (
    <div className={classes.keep}>
      <TextInput
        className={classes.nameField ?? ''}
        label={t('cohorts.name')}
        value={form.name}
        error={required(form.name)}
        maxLength={100}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => onName(value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
      />
      <Button ref={button} onClick={keep}>
        {t(id === undefined ? 'cohorts.keep' : 'cohorts.keepChanges')}
      </Button>
      {id === undefined ? null : (
        <Button variant="default" onClick={() => retire(id)}>
          {t('cohorts.retire')}
        </Button>
      )}
      <FailureNotice failure={(save.error ?? use.error)?.failure} />
    </div>
  );
}
