/** The preview of a print: the very pages that are printed or saved, over the window, and what can be chosen about them. */
import { Checkbox, Fieldset } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
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
import { Choice, PaperChoice, PrintFrame } from './PrintFrame.tsx';
import classes from './PrintView.module.css';
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
  const title = t(`print.title.${order.document}`);
  const sending = useSend({
    noted: { what: order.document, patient: order.patient },
    name: t('print.pdfName', { title: words.t(`print.title.${order.document}`), day: content?.at.slice(0, 10) ?? '' }),
    saved: t('print.saved'),
    size,
    printer,
  });
  const failure = sending.failure ?? first.error?.failure ?? asked.error?.failure;
  return (
    <PrintFrame
      title={title}
      locale={locale}
      onLocale={setChosen}
      paper={
        isLabel ? (
          <Choice
            label={t('print.labelPaper')}
            value={label}
            onChange={setLabel}
            options={LABEL_SIZES.map((value) => ({ value, label: t('print.mm', { ...labelSize(value) }) }))}
          />
        ) : (
          <PaperChoice value={paper} onChange={setPaper} />
        )
      }
      printer={printer}
      onPrinter={setPrinter}
      ready={ready}
      sending={sending}
      onClose={onClose}
      told={
        <>
          <FailureNotice failure={failure} />
          {isLabel && content?.hit.identifier === undefined && content ? (
            <Notice tone="look">{t('print.noNumberHint')}</Notice>
          ) : null}
          {whole && whole.drugs.length > 1 && order.document === 'prescription' ? (
            <Which drugs={whole.drugs} left={left} onChange={setLeft} />
          ) : null}
        </>
      }
    >
      {content ? (
        <PrintDocument document={order.document} content={content} words={words} size={size} onReady={setPages} />
      ) : first.error || asked.error ? null : (
        <Loading />
      )}
    </PrintFrame>
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
