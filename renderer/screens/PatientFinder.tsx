import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../shared/bridge/records.ts';
import { useAsk } from '../bridge/index.ts';
import { useFormat } from '../locales/manner.tsx';
import { PatientList } from '../records/patient/PatientList.tsx';
import { Loading } from '../ui/Loading.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import classes from './PatientFinder.module.css';

interface FinderProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onOpen: (hit: PatientHit) => void;
  /** What is said when the clinic has no patients at all. */
  readonly empty: ReactNode;
  readonly nothing: (text: string) => ReactNode;
  readonly limit?: number;
  /** Rows in two columns of facts, for the narrow overlay. */
  readonly compact?: boolean;
  readonly chosen?: string | undefined;
  readonly onChosen?: (id: string) => void;
}

/** Waits this long after the last letter; the answers themselves take a few milliseconds. */
const PAUSE_MS = 30;

/** Finds patients while typing: arrows choose, Enter opens. The last rows stay until the next ones are there. */
export function PatientFinder({
  label,
  text,
  onText,
  onOpen,
  empty,
  nothing,
  limit = 200,
  compact,
  chosen,
  onChosen,
}: FinderProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [searched] = useDebouncedValue(text, PAUSE_MS);
  const search = useAsk('patient.search', { text: searched, limit }, { keepPrevious: true });
  const hits = search.data?.hits ?? [];
  const [active, setActive] = useState(() => 0);
  const activeId = hits[active]?.id;

  // A new search starts at its best hit; coming back, or an answer that a change renewed, stays with whom one had chosen.
  const held = useRef<{ text: string | undefined; id: string | undefined }>({ text: undefined, id: chosen });
  const answered = search.isPlaceholderData ? undefined : search.data;
  useEffect(() => {
    if (!answered) return;
    const stays = held.current.text === undefined || held.current.text === searched;
    const at = Math.max(stays ? answered.hits.findIndex((hit) => hit.id === held.current.id) : 0, 0);
    held.current = { text: searched, id: answered.hits[at]?.id };
    setActive(at);
  }, [answered, searched]);
  useEffect(() => {
    if (activeId !== undefined && held.current.text !== undefined) held.current = { ...held.current, id: activeId };
  }, [activeId]);

  // Enter before the answer was there: the best hit is opened as soon as it is.
  const hurried = useRef<string>(undefined);
  useEffect(() => {
    const [best] = answered?.hits ?? [];
    if (hurried.current === undefined || hurried.current !== searched || !answered) return;
    hurried.current = undefined;
    if (best) opener.current(best);
  }, [answered, searched]);

  const open = (hit: PatientHit) => {
    onChosen?.(hit.id);
    onOpen(hit);
  };
  const opener = useRef(open);
  useEffect(() => {
    opener.current = open;
  });
  const keys = (event: KeyboardEvent) => {
    const page = 10;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((at) => Math.max(0, Math.min(hits.length - 1, at + step)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      const hit = hits[active];
      if (text !== searched || search.isPlaceholderData) hurried.current = text;
      else if (hit) open(hit);
    } else if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      event.stopPropagation();
      onText('');
    }
  };

  const total = search.data?.total ?? 0;
  const shown = hits.length;
  const count = search.data?.more
    ? searched.trim() === ''
      ? t('patients.foundFirst', { shown: number(shown), total: number(total) })
      : t('patients.foundMore', { shown: number(shown) })
    : searched.trim() === ''
      ? t('patients.found', { count: total })
      : t('patients.foundOf', { shown: number(shown), total: number(total) });

  return (
    <div className={classes.finder}>
      <TextInput
        ref={input}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={keys}
        size="md"
        aria-label={label}
        placeholder={t('patients.searchHint')}
        leftSection={<IconSearch size="1.25rem" stroke={1.8} aria-hidden />}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId ? `${listId}-${activeId}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        data-autofocus
        autoFocus
      />
      {search.error ? (
        <FailureNotice failure={search.error.failure} />
      ) : !search.data ? (
        <Loading />
      ) : total === 0 && searched.trim() === '' ? (
        empty
      ) : (
        <>
          <p className={classes.count} aria-live="polite">
            <span className="tabular">{count}</span>
            <span className={classes.keys}>{t('patients.keys')}</span>
          </p>
          {shown === 0 ? (
            nothing(searched.trim())
          ) : (
            <PatientList
              id={listId}
              hits={hits}
              active={active}
              onActive={setActive}
              onOpen={open}
              compact={compact ?? false}
            />
          )}
        </>
      )}
    </div>
  );
}
