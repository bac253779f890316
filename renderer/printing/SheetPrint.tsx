/** The preview of what the clinic prints of itself, lists and figures: its letterhead, a heading, blocks, and a foot on each sheet. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { useAsk } from '../bridge/index.ts';
import { formatsOf, useFormat, useLocale } from '../locales/manner.tsx';
import { ClinicHead, Foot, namesOf } from '../records/print/Parts.tsx';
import printed from '../records/print/Print.module.css';
import { Loading } from '../ui/Loading.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { type Block, Pages } from '../ui/paper/Pages.tsx';
import { SHEETS } from '../ui/paper/sizes.ts';
import { usePageSize } from '../ui/paper/usePageSize.ts';
import { type Preferences, usePreferences } from '../ui/preferences.tsx';
import { PaperChoice, PrintFrame } from './PrintFrame.tsx';
import { useSend } from './useSend.ts';

/** In which language it is printed, and the words of that language, which need not be the window's. */
export function useSheetLanguage() {
  const { i18n } = useTranslation();
  const { timeZone } = useFormat();
  const [locale, setLocale] = useState<Locale>(useLocale());
  return useMemo(() => {
    const t = i18n.getFixedT(locale);
    return { locale, setLocale, t, formats: formatsOf(t, { locale, timeZone }) };
  }, [i18n, locale, timeZone]);
}

interface SheetProps {
  readonly language: ReturnType<typeof useSheetLanguage>;
  /** Of the preview. */
  readonly title: string;
  /** On the sheets. */
  readonly heading: string;
  /** What the file is called; the day follows. */
  readonly file: string;
  readonly noted: Parameters<typeof useSend>[0]['noted'];
  /** For the paper that is chosen. undefined: not there yet, or `failure` says why not. */
  readonly blocks: readonly Block[] | ((paper: Preferences['paper']) => readonly Block[]) | undefined;
  readonly failure?: Failure | undefined;
  readonly onClose: () => void;
}

export function SheetPrint({ language, title, heading, file, noted, blocks, failure, onClose }: SheetProps) {
  const { t } = useTranslation();
  const { locale, setLocale, t: fixed, formats } = language;
  const { preferences } = usePreferences();
  const [paper, setPaper] = useState(preferences.paper);
  const [printer, setPrinter] = useState(preferences.printer);
  const [pages, setPages] = useState(0);
  const [at] = useState(() => new Date().toISOString());
  const letterhead = useAsk('letterhead.get', {});
  const state = useAsk('session.state', {}, { staleTime: Number.POSITIVE_INFINITY });
  const by = state.data?.kind === 'open' ? state.data.user.name : '';
  const size = SHEETS[paper];
  usePageSize(size);
  const laid = useMemo(() => {
    if (!letterhead.data || !blocks) return undefined;
    const content = { letterhead: letterhead.data.letterhead, at, by };
    const words = { t: fixed, time: formats.time, locale };
    return {
      content,
      words,
      blocks: typeof blocks === 'function' ? blocks(paper) : blocks,
      first: <ClinicHead content={content} words={words} title={heading} />,
      rest: (
        <header className={printed.rest}>
          <span>{[namesOf(content, words)[0], heading].filter(Boolean).join(fixed('common.dot'))}</span>
        </header>
      ),
    };
  }, [letterhead.data, blocks, paper, at, by, fixed, formats, locale, heading]);
  const sending = useSend({
    noted,
    name: t('print.pdfName', { title: file, day: at.slice(0, 10) }),
    saved: t('analysis.pdfSaved'),
    size,
    printer,
  });
  const missing = letterhead.error?.failure ?? failure;
  return (
    <PrintFrame
      title={title}
      locale={locale}
      onLocale={setLocale}
      paper={<PaperChoice value={paper} onChange={setPaper} />}
      printer={printer}
      onPrinter={setPrinter}
      ready={laid !== undefined && pages > 0}
      sending={sending}
      onClose={onClose}
      told={<FailureNotice failure={sending.failure ?? missing} />}
    >
      {laid ? (
        <Pages
          first={laid.first}
          rest={laid.rest}
          blocks={laid.blocks}
          size={size}
          language={locale}
          foot={(page, count) => <Foot content={laid.content} words={laid.words} page={page} pages={count} />}
          onReady={setPages}
        />
      ) : missing ? null : (
        <Loading />
      )}
    </PrintFrame>
  );
}
