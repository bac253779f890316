import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeHit, CodeKind } from '../../shared/bridge/codes.ts';
import { useAsk } from '../bridge/index.ts';
import { type Coding, codingOf, otherName, readableCode, typedCoding } from '../records/coding.ts';
import { isComposing } from '../ui/keys/enter.ts';
import classes from './CodeFinder.module.css';
import { createHurried } from './hurried.ts';

interface CodeFinderProps {
  readonly kind: CodeKind;
  readonly label: string;
  readonly placeholder?: string;
  readonly text: string;
  /** What was chosen from a list and is still meant. */
  readonly coding: Coding | undefined;
  /** Something was typed: `coding` is meant no more where the words say something else; the form decides. */
  readonly onText: (text: string) => void;
  readonly onChoose: (coding: Coding) => void;
  /** The code is to be left out; the words stay. */
  readonly onUncode: () => void;
  readonly description?: string;
  readonly required?: boolean;
  readonly error?: ReactNode;
  readonly maxLength: number;
  readonly autoFocus?: boolean;
}

/** Waits this long after the last letter; the answers themselves take a few milliseconds. */
const PAUSE_MS = 30;

/**
 * A field for a diagnosis or drug: arrows and Enter choose from the lists, Esc closes them, and what nobody chose stands as it was
 * written, without a code. Empty and asked for by an arrow, it offers what the clinic uses most.
 */
export function CodeFinder({
  kind,
  label,
  placeholder,
  text,
  coding,
  onText,
  onChoose,
  onUncode,
  description,
  required = false,
  error,
  maxLength,
  autoFocus = false,
}: CodeFinderProps) {
  const { t, i18n } = useTranslation();
  const chinese = i18n.language.startsWith('zh');
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [searched] = useDebouncedValue(text, PAUSE_MS);
  const search = useAsk('code.find', { kind, text: searched.trim() }, { keepPrevious: true, staleTime: 0 });
  const hits = search.data?.hits ?? [];
  // a code that stands in no list is taken by its form, but never by Enter alone: T12 may be a vertebra
  const typed = kind === 'diagnosis' && coding === undefined ? typedCoding(text) : undefined;
  const count = hits.length + (typed ? 1 : 0);
  const answered = text === searched && !search.isPlaceholderData && search.data !== undefined;
  const shown = open && count > 0;
  const coded = typed !== undefined || hits.some((hit) => readableCode(hit) !== '');

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer starts at its best hit
  useEffect(() => setActive(hits.length > 0 ? 0 : -1), [searched, hits.length]);

  const choose = (at: number) => {
    const hit = hits[at];
    const chosen = hit ? codingOf(hit, chinese) : at === hits.length ? typed : undefined;
    if (!chosen) return;
    onChoose(chosen);
    setOpen(false);
  };

  // Enter before the answer was there: the best hit is taken as soon as it is.
  const [hurried] = useState(createHurried);
  const failed = text === searched && search.error !== null;
  useEffect(() => {
    if (hurried.arrives({ text, answered, failed }) && hits.length > 0) choose(0);
  });

  const keys = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!open) setOpen(true);
      else setActive((at) => Math.max(0, Math.min(count - 1, at + step)));
    } else if (event.key === 'Enter' && open && !event.ctrlKey && !event.metaKey) {
      if (!answered && !failed && text.trim() !== '') {
        event.preventDefault();
        hurried.press({ text, answered, failed });
      } else if (shown && active >= 0) {
        event.preventDefault();
        choose(active);
      }
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    <div className={classes.finder}>
      <TextInput
        label={label}
        description={description}
        required={required}
        placeholder={placeholder ?? t('codes.placeholder')}
        value={text}
        error={error}
        maxLength={maxLength}
        autoFocus={autoFocus}
        data-autofocus={autoFocus || undefined}
        onChange={(event) => {
          onText(event.currentTarget.value);
          setOpen(event.currentTarget.value.trim() !== '');
        }}
        onKeyDown={keys}
        onBlur={() => setOpen(false)}
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={t('codes.found')}
        className={classes.list}
        data-coded={coded || undefined}
        hidden={!shown}
        tabIndex={-1}
      >
        {hits.map((hit, at) => (
          <Option
            key={`${hit.system}|${hit.code}`}
            id={`${listId}-${at}`}
            active={at === active}
            onActive={() => setActive(at)}
            onChoose={() => choose(at)}
          >
            <HitRow hit={hit} chinese={chinese} coded={coded} />
          </Option>
        ))}
        {typed ? (
          <Option
            id={`${listId}-${hits.length}`}
            active={active === hits.length}
            onActive={() => setActive(hits.length)}
            onChoose={() => choose(hits.length)}
          >
            <span className={classes.code}>{typed.code}</span>
            <span className={classes.name}>{typed.term}</span>
            <span className={classes.note}>{t('codes.asTyped')}</span>
          </Option>
        ) : null}
      </div>
      <p className={classes.state} role="status">
        {coding ? (
          <>
            <Chosen coding={coding} />
            <button
              type="button"
              className={classes.remove}
              aria-label={t('codes.remove')}
              title={t('codes.remove')}
              onClick={onUncode}
            >
              <IconX size="0.875rem" stroke={1.8} aria-hidden />
            </button>
          </>
        ) : text.trim() !== '' && !shown ? (
          t('codes.free')
        ) : (
          ''
        )}
      </p>
    </div>
  );
}

/** What the words stand for: its code and name, or that it is in the list where it has no code of its own. */
function Chosen({ coding }: { coding: Coding }) {
  const { t } = useTranslation();
  const code = readableCode(coding);
  if (code === '') return <span>{t('codes.listed', { term: coding.term })}</span>;
  return (
    <>
      <span className={classes.code}>{code}</span>
      <span>{coding.term}</span>
    </>
  );
}

interface HitRowProps {
  readonly hit: CodeHit;
  readonly chinese: boolean;
  /** Whether a column of codes stands at the left. */
  readonly coded: boolean;
}

function HitRow({ hit, chinese, coded }: HitRowProps) {
  const { t } = useTranslation();
  return (
    <>
      {coded ? <span className={classes.code}>{readableCode(hit)}</span> : null}
      <span className={classes.name}>{codingOf(hit, chinese).term}</span>
      <span className={classes.other}>{otherName(hit, chinese)}</span>
      <span className={classes.note}>{hit.used ? t('codes.used') : (hit.list ?? '')}</span>
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly active: boolean;
  readonly onActive: () => void;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

/** A row; the input keeps the focus and the keys (aria-activedescendant), a row only answers the mouse. */
function Option({ id, active, onActive, onChoose, children }: OptionProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={active}
      className={classes.row}
      data-active={active || undefined}
      onMouseMove={() => (active ? undefined : onActive())}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}
