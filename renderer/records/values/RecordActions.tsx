import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../../shared/bridge/records.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { correctable } from './correct.ts';
import classes from './HistoryDrawer.module.css';
import { ReasonForm } from './ReasonForm.tsx';

type Action = 'sign' | 'addendum' | 'amend' | 'error';

/** The right that each takes. */
const FLAG = { sign: 'sign', amend: 'amend', error: 'remove' } as const;

/** What may be done with a record as its lock allows; each action asks for what it needs right here. */
export function RecordActions({ view }: { view: RecordView }) {
  const { t } = useTranslation();
  const tell = useTell();
  const may = useMay();
  const [action, setAction] = useState<Action>();
  const { resourceType: type, id = '' } = view.resource;
  const sign = useDo('record.sign');
  const addendum = useDo('record.addendum');
  const amend = useDo('record.amend');
  const error = useDo('record.error');
  const busy = [sign, addendum, amend, error].some(({ isPending }) => isPending);
  const failure = [sign, addendum, amend, error].find((each) => each.error)?.error?.failure;
  const place = correctable(view.resource);
  const done = {
    onSuccess: () => {
      setAction(undefined);
      tell(t('record.done'));
    },
  };
  // a person's own data is corrected in its form, and not signed
  if (type === 'Patient' || type === 'Provenance') return null;
  const possible: Action[] = [
    ...(view.lock === 'signed' ? [] : (['sign'] as const)),
    ...(view.lock === 'open' ? [] : (['addendum'] as const)),
    ...(view.lock === 'signed' || !place ? [] : (['amend'] as const)),
    // that something is wrong can always be said, of what is signed as well
    'error',
  ];
  const actions = possible.filter((each) =>
    each === 'addendum' ? may.write('DocumentReference') : may.also(FLAG[each], type),
  );
  return (
    <div className={classes.actions}>
      <Group gap="xs">
        {actions.map((each) => (
          <Button
            key={each}
            variant="default"
            size="compact-sm"
            aria-expanded={action === each}
            onClick={() => setAction(action === each ? undefined : each)}
          >
            {t(`record.action.${each}`)}
          </Button>
        ))}
      </Group>
      {action ? (
        <ReasonForm
          key={action}
          body={t(`record.actionBody.${action}`)}
          submit={t(`record.action.${action}`)}
          busy={busy}
          text={action === 'addendum' ? { label: t('record.text'), initial: '' } : undefined}
          value={
            action === 'amend' && place
              ? {
                  label: t('record.value'),
                  initial: place.text,
                  problem: (typed) =>
                    place.put(typed) || place.kind === 'text' ? undefined : t(`record.invalidValue.${place.kind}`),
                }
              : undefined
          }
          reason={action === 'amend' || action === 'error'}
          onSubmit={({ text, value, reason }) => {
            if (action === 'sign') sign.mutate({ type, id }, done);
            if (action === 'addendum') addendum.mutate({ type, id, text }, done);
            if (action === 'error') error.mutate({ type, id, reason }, done);
            const resource = action === 'amend' ? place?.put(value) : undefined;
            if (resource) amend.mutate({ resource, seen: view.seen, reason }, done);
          }}
          onCancel={() => setAction(undefined)}
        />
      ) : null}
      <FailureNotice failure={failure} />
    </div>
  );
}
