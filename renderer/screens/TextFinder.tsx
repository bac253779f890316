import { Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextHit } from '../../shared/bridge/search.ts';
import { useAsk } from '../bridge/index.ts';
import { useFormat } from '../locales/manner.tsx';
import { typeWord } from '../records/values/fields.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Empty } from '../ui/Section.tsx';
import classes from './TextFinder.module.css';

interface TextFinderProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Whose chart is open: the search may be kept to it. */
  readonly patient: string | undefined;
  readonly onOpen: (hit: TextHit) => void;
}

/** Texts are longer to look through than names. */
const PAUSE_MS = 120;
const LIMIT = 50;

/** Finds words in notes, documents and whatever else people wrote: arrows choose, Enter opens the chart. */
export function TextFinder({ text, onText, patient, onOpen }: TextFinderProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const listId = useId();
  const [here, setHere] = useState(patient !== undefined);
  const [active, setActive] = useState(0);
  const [searched] = useDebouncedValue(text.trim(), PAUSE_MS);
  const search = useAsk(
    'text.search',
    { text: searched, limit: LIMIT, ...(here && patient !== undefined ? { patient } : {}) },
    { enabled: searched !== '', keepPrevious: true, staleTime: 0 },
  );
  const hits = searched === '' ? [] : (search.data?.hits ?? []);
  const chosen = Math.min(active, Math.max(0, hits.length - 1));
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    const hit = hits[chosen];
    if (step !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(hits.length - 1, chosen + step)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && hit) onOpen(hit);
  };
  return (
    <div className={classes.finder}>
      <TextInput
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={keys}
        size="md"
        aria-label={t('find.label')}
        placeholder={t('find.hint')}
        leftSection={<IconSearch size="1.25rem" stroke={1.8} aria-hidden />}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={hits.length > 0 ? `${listId}-${chosen}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        data-autofocus
        autoFocus
      />
      {patient === undefined ? null : (
        <Checkbox
          label={t('find.here')}
          checked={here}
          onChange={(event) => {
            setHere(event.currentTarget.checked);
            setActive(0);
          }}
        />
      )}
      <FailureNotice failure={search.error?.failure} />
      {searched === '' || !search.data ? null : (
        <p className={classes.count} aria-live="polite">
          <span className="tabular">
            {t(search.data.more ? 'find.foundMore' : 'find.found', { count: hits.length, shown: number(hits.length) })}
          </span>
          {search.data.left > 0 ? <span>{t('find.left', { count: search.data.left })}</span> : null}
        </p>
      )}
      {searched !== '' && search.data && hits.length === 0 ? (
        <Empty title={t('find.nothingTitle', { text: searched })}>{t('find.nothingBody')}</Empty>
      ) : null}
      {hits.length > 0 ? (
        <div ref={list} id={listId} className={classes.list} role="listbox" aria-label={t('find.label')}>
          {hits.map((hit, index) => (
            <Hit
              key={`${hit.type}/${hit.id}`}
              id={`${listId}-${index}`}
              hit={hit}
              active={index === chosen}
              onOpen={() => onOpen(hit)}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function Hit({ id, hit, active, onOpen }: { id: string; hit: TextHit; active: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const word = typeWord(t, hit.type);
  const about = [word, hit.title === word ? '' : hit.title, hit.date ? day(hit.date) : ''].filter(
    (part) => part !== '',
  );
  return (
    // the arrows of the field above choose, and Enter opens
    // biome-ignore lint/a11y/useKeyWithClickEvents: a listbox's options take no focus; the field that owns them does
    <div id={id} role="option" aria-selected={active} tabIndex={-1} className={classes.hit} onClick={onOpen}>
      <span className={classes.head}>
        <span className={classes.name}>{hit.patient?.name || hit.title}</span>
        <span className={`${classes.quiet} tabular`}>{about.join(t('common.dot'))}</span>
      </span>
      <span className={classes.snippet}>
        {hit.snippet.map((piece, index) =>
          // pieces of one text in their order: nothing else tells them apart
          // biome-ignore lint/suspicious/noArrayIndexKey: they never move
          piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
        )}
      </span>
    </div>
  );
}
