import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import type { PatientHit } from '../../shared/bridge/records.ts';
import { useAsk, useAskAhead } from '../bridge/index.ts';
import { useFormat } from '../locales/manner.tsx';
import { PatientList, type PatientRows } from '../records/patient/PatientList.tsx';
import { Loading } from '../ui/Loading.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { createHurried } from './hurried.ts';
import classes from './PatientFinder.module.css';

/** What stands in the list while nothing is typed. */
export interface Browsing extends PatientRows {
  /** Patients in the clinic; undefined before the first answer. */
  readonly total: number | undefined;
  readonly failure: Failure | undefined;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onRange: (first: number, last: number) => void;
  /** What is said where the filter finds nobody. */
  readonly nobody: ReactNode;
}

interface FinderProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onOpen: (hit: PatientHit) => void;
  /** What is said when the clinic has no patients at all. */
  readonly empty: ReactNode;
  readonly nothing: (text: string) => ReactNode;
  /** Rows in two columns of facts, for the narrow overlay. */
  readonly compact?: boolean;
  readonly chosen?: string | undefined;
  readonly onChosen?: (id: string) => void;
  /** Without it, an empty text is a search for those seen last. */
  readonly browsing?: Browsing;
  /** Between the field and the list. */
  readonly children?: ReactNode;
}

/** As many as most windows show: they are there sooner than all that are listed for whoever goes on to them. */
const FIRST = 24;
/** More than anybody reads: with one more letter there are fewer. */
const LIMIT = 50;

/** Rows drawn beyond what is in sight, either way: a wheel that turns fast moves six of a long list in a frame. */
const BROWSED_BEYOND = 8;
const FOUND_BEYOND = 2;

/** Finds patients while typing, with every letter: arrows choose, Enter opens. The last rows stay until the next ones are there. */
export function PatientFinder({
  label,
  text,
  onText,
  onOpen,
  empty,
  nothing,
  compact,
  chosen,
  onChosen,
  browsing,
  children,
}: FinderProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const typed = text.trim() !== '';
  const [wide, setWide] = useState<string | undefined>(undefined);
  const search = useAsk(
    'patient.search',
    { text, limit: typed ? FIRST : LIMIT },
    { keepPrevious: true, enabled: typed || !browsing },
  );
  const others = useAsk('patient.search', { text, limit: LIMIT }, { enabled: typed && wide === text });
  const found = others.data ?? search.data;
  const ahead = useAskAhead('patient.search');
  // the list stays until the first answer to what is typed is there
  const browsed = browsing && (!typed || !found) ? browsing : undefined;
  const hits = found?.hits ?? [];
  const rows: PatientRows = browsed ?? { count: hits.length, at: (index) => hits[index] };
  const [best, setBest] = useState(() => 0);
  const active = browsed ? browsed.active : best;
  const setActive = browsed ? browsed.onActive : setBest;
  const activeId = hits[best]?.id;

  // Whoever comes near the end of the first rows gets the others.
  const reached = useCallback(
    (_first: number, last: number) => {
      if (last >= FIRST - 1) setWide(text);
    },
    [text],
  );

  // A new search starts at its best hit; coming back, or an answer that a change renewed, stays with whom one had chosen.
  const held = useRef<{ text: string | undefined; id: string | undefined }>({ text: undefined, id: chosen });
  const answered = search.isPlaceholderData ? undefined : found;
  useEffect(() => {
    if (!answered) return;
    const stays = held.current.text === undefined || held.current.text === text;
    const at = Math.max(stays ? answered.hits.findIndex((hit) => hit.id === held.current.id) : 0, 0);
    held.current = { text, id: answered.hits[at]?.id };
    setBest(at);
  }, [answered, text]);
  useEffect(() => {
    if (activeId !== undefined && held.current.text !== undefined) held.current = { ...held.current, id: activeId };
  }, [activeId]);

  // Enter before the answer was there: the best hit is opened as soon as it is.
  const [hurried] = useState(createHurried);
  const failed = search.error !== null;
  useEffect(() => {
    const [best] = answered?.hits ?? [];
    if (hurried.arrives({ text, answered: answered !== undefined, failed }) && best) opener.current(best);
  }, [hurried, answered, failed, text]);

  const open = (hit: PatientHit) => {
    onChosen?.(hit.id);
    onOpen(hit);
  };
  const opener = useRef(open);
  useEffect(() => {
    opener.current = open;
  });
  const openIt = useCallback((hit: PatientHit) => opener.current(hit), []);
  const keys = (event: KeyboardEvent) => {
    const step = stepOf(event.key, text === '' || event.ctrlKey, rows.count);
    if (step !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(rows.count - 1, active + step)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      // what is opened takes the focus before the key is done with, and a form in it would be sent by this Enter
      event.preventDefault();
      const hit = rows.at(active);
      if (typed && !answered) hurried.press({ text, answered: false, failed });
      else if (hit && (browsed || answered)) open(hit);
    } else if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      event.stopPropagation();
      onText('');
    }
  };

  const total = (browsed ? browsed.total : found?.total) ?? 0;
  const shown = rows.count;
  const failure = search.error?.failure ?? browsed?.failure;
  const count = browsed
    ? shown === total
      ? t('patients.found', { count: total })
      : t('patients.foundOf', { shown: number(shown), total: number(total) })
    : found?.more
      ? !typed
        ? t('patients.foundFirst', { shown: number(shown), total: number(total) })
        : t('patients.foundMore', { shown: number(shown) })
      : !typed
        ? t('patients.found', { count: total })
        : t('patients.foundOf', { shown: number(shown), total: number(total) });

  return (
    <div className={classes.finder}>
      <TextInput
        ref={input}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          if (value.trim() !== '') ahead({ text: value, limit: FIRST });
          onText(value);
        }}
        onKeyDown={keys}
        size="md"
        aria-label={label}
        placeholder={t('patients.searchHint')}
        leftSection={<IconSearch size="1.25rem" stroke={1.8} aria-hidden />}
        role="combobox"
        aria-expanded={rows.count > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={rows.at(active) ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        data-autofocus
        autoFocus
      />
      {children}
      <FailureNotice failure={failure} />
      {(browsed ? browsed.total : found) === undefined ? (
        failure ? null : (
          <Loading />
        )
      ) : total === 0 && !typed ? (
        empty
      ) : (
        <>
          <p className={classes.count} aria-live="polite">
            <span className="tabular">{count}</span>
            <span className={classes.keys}>{t('patients.keys')}</span>
          </p>
          {shown > 0 ? (
            <PatientList
              id={listId}
              rows={rows}
              onRange={browsed ? browsed.onRange : reached}
              active={active}
              onActive={setActive}
              onOpen={openIt}
              overscan={browsed ? BROWSED_BEYOND : FOUND_BEYOND}
              compact={compact ?? false}
              busy={typed && answered === undefined}
            />
          ) : browsed ? (
            browsed.nobody
          ) : (
            nothing(text.trim())
          )}
        </>
      )}
    </div>
  );
}

/** How far a key goes in a list of so many; undefined for any other key. The ends belong to the text unless it is `free`. */
function stepOf(key: string, free: boolean, count: number): number | undefined {
  const page = 10;
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
  return steps[key] ?? (free ? { Home: -count, End: count }[key] : undefined);
}
