/** The preview of a print: the very pages that are printed or saved, over the window, and what can be chosen about them. */
import { ActionIcon, Button, Checkbox, Fieldset, FocusTrap, SegmentedControl, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { PrintContent } from '../../shared/bridge/prints.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { useAsk } from '../bridge/index.ts';
import { useFormat, useLocale } from '../locales/manner.tsx';
import { printWords } from '../records/print/words.ts';
import { Loading } from '../ui/Loading.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { labelSize, SHEETS } from '../ui/paper/sizes.ts';
import { usePageSize } from '../ui/paper/usePageSize.ts';
import { LABEL_SIZES, usePreferences } from '../ui/preferences.tsx';
import type { PrintOrder } from './order.ts';
import { PrintDocument } from './PrintDocument.tsx';
import classes from './PrintView.module.css';
import { usePrinters } from './usePrinters.ts';
import { useSend } from './useSend.ts';

interface ViewProps {
  readonly order: PrintOrder;
  readonly onClose: () => void;
}

/** Asks for the content in the language that is chosen. */
export function PrintView({ order, onClose }: ViewProps) {
  const { t, i18n } = useTranslation();
  const reader = useLocale();
  const { timeZone } = useFormat();
  const { preferences } = usePreferences();
  const isLabel = order.document === 'label';
  const [chosen, setChosen] = useState<Locale>();
  const [paper, setPaper] = useState(preferences.paper);
  const [label, setLabel] = useState(preferences.label);
  const [printer, setPrinter] = useState(isLabel ? preferences.labelPrinter : preferences.printer);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [pages, setPages] = useState(0);
  // whose language it is, is known with the content; until then it comes in the reader's
  const first = useAsk('print.content', { ...order, locale: reader }, { staleTime: Number.POSITIVE_INFINITY });
  const theirs = preferences.printLanguage === 'patient' ? first.data?.language : undefined;
  const locale = chosen ?? theirs ?? reader;
  const asked = useAsk(
    'print.content',
    { ...order, locale },
    { staleTime: Number.POSITIVE_INFINITY, keepPrevious: true },
  );
  const size = isLabel ? labelSize(label) : SHEETS[paper];
  usePageSize(size);
  const words = useMemo(() => printWords(i18n, locale, timeZone), [i18n, locale, timeZone]);
  const whole = first.data && asked.data && !asked.isPlaceholderData ? asked.data : undefined;
  const content = useMemo(
    () => whole && { ...whole, drugs: whole.drugs.filter(({ id }) => !left.has(id)) },
    [whole, left],
  );
  const nothing = order.document === 'prescription' && content?.drugs.length === 0;
  const ready = content !== undefined && !nothing && (isLabel || pages > 0);
  const { send, save, busy, failure } = useSend({ order, content, words, size, printer });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (event.key === 'Escape') onClose();
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p') {
        event.preventDefault();
        if (ready) void send();
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onClose, ready, send]);

  const title = t(`print.title.${order.document}`);
  return createPortal(
    <FocusTrap>
      <div data-paper className={classes.view} role="dialog" aria-modal aria-label={title}>
        <header className={`${classes.head} no-print`}>
          <h1 className={classes.title}>{title}</h1>
          <Choice
            label={t('print.language')}
            value={locale}
            onChange={setChosen}
            options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          />
          {isLabel ? (
            <Choice
              label={t('print.labelPaper')}
              value={label}
              onChange={setLabel}
              options={LABEL_SIZES.map((value) => ({ value, label: t('print.mm', { ...labelSize(value) }) }))}
            />
          ) : (
            <Choice
              label={t('print.paper')}
              value={paper}
              onChange={setPaper}
              options={(['A4', 'A5'] as const).map((value) => ({ value, label: value }))}
            />
          )}
          <Printer value={printer} onChange={setPrinter} />
          <Button variant="default" disabled={!ready} loading={busy} onClick={() => void save()}>
            {t('print.pdf')}
          </Button>
          <Button disabled={!ready} loading={busy} onClick={() => void send()} title="Ctrl P" data-autofocus>
            {t('print.send')}
          </Button>
          <ActionIcon variant="default" size="input-sm" onClick={onClose} aria-label={t('common.close')} title="Esc">
            <IconX size="1.125rem" stroke={1.8} aria-hidden />
          </ActionIcon>
        </header>
        <div className={`${classes.told} no-print`}>
          <FailureNotice failure={failure ?? first.error?.failure ?? asked.error?.failure} />
          {isLabel && content?.hit.identifier === undefined && content ? (
            <Notice tone="look">{t('print.noNumberHint')}</Notice>
          ) : null}
          {whole && whole.drugs.length > 1 && order.document === 'prescription' ? (
            <Which drugs={whole.drugs} left={left} onChange={setLeft} />
          ) : null}
        </div>
        {content ? (
          <PrintDocument document={order.document} content={content} words={words} size={size} onReady={setPages} />
        ) : first.error || asked.error ? null : (
          <Loading />
        )}
      </div>
    </FocusTrap>,
    document.body,
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <SegmentedControl
      aria-label={label}
      value={value}
      data={options.map((option) => ({ ...option }))}
      onChange={(next) => {
        const known = options.find((option) => option.value === next);
        if (known) onChange(known.value);
      }}
    />
  );
}

function Printer({ value, onChange }: { value: string | undefined; onChange: (printer: string | undefined) => void }) {
  const { t } = useTranslation();
  const printers = usePrinters(value);
  return (
    <Select
      className={classes.printer ?? ''}
      aria-label={t('print.printer')}
      data={printers}
      value={value ?? ''}
      allowDeselect={false}
      onChange={(next) => onChange(next ? next : undefined)}
    />
  );
}

interface WhichProps {
  readonly drugs: PrintContent['drugs'];
  readonly left: ReadonlySet<string>;
  readonly onChange: (left: ReadonlySet<string>) => void;
}

/** Which of the medicines are on this sheet; what is taken off stays prescribed. */
function Which({ drugs, left, onChange }: WhichProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Fieldset legend={t('print.which')} className={classes.which ?? ''}>
      {drugs.map((drug) => (
        <Checkbox
          key={`${id}${drug.id}`}
          label={drug.name || t('common.notRecorded')}
          checked={!left.has(drug.id)}
          onChange={(event) => {
            const next = new Set(left);
            if (event.currentTarget.checked) next.delete(drug.id);
            else next.add(drug.id);
            onChange(next);
          }}
        />
      ))}
    </Fieldset>
  );
}
