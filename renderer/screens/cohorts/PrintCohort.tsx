import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortSort, KeptCohort } from '../../../shared/bridge/cohorts.ts';
import type { Locale } from '../../../shared/bridge/session.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { useAsk } from '../../bridge/index.ts';
import { formatsOf, useFormat, useLocale } from '../../locales/manner.tsx';
import { Choice, PrintFrame } from '../../printing/PrintFrame.tsx';
import { useSend } from '../../printing/useSend.ts';
import { cohortBlocks } from '../../records/print/cohort.tsx';
import { ClinicHead, Foot, namesOf } from '../../records/print/Parts.tsx';
import printed from '../../records/print/Print.module.css';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Pages } from '../../ui/paper/Pages.tsx';
import { SHEETS } from '../../ui/paper/sizes.ts';
import { usePageSize } from '../../ui/paper/usePageSize.ts';
import { usePreferences } from '../../ui/preferences.tsx';
import { sentenceOf } from './sentence.ts';
import { useJob } from './useJob.ts';

interface PrintProps {
  readonly definition: Cohort;
  readonly sort: CohortSort;
  /** What it is called, where it is kept. */
  readonly name: string;
  readonly kept: readonly KeptCohort[] | undefined;
  readonly onClose: () => void;
}

/** As many as one reads on paper; more are for a table. */
const MOST = 500;

/** The list of a cohort on the clinic's paper: its sentence, the day, how many, who. */
export function PrintCohort({ definition, sort, name, kept, onClose }: PrintProps) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useFormat();
  const { preferences } = usePreferences();
  const [locale, setLocale] = useState<Locale>(useLocale());
  const [paper, setPaper] = useState(preferences.paper);
  const [printer, setPrinter] = useState(preferences.printer);
  const [pages, setPages] = useState(0);
  const [at] = useState(() => new Date().toISOString());
  const letterhead = useAsk('letterhead.get', {});
  const state = useAsk('session.state', {}, { staleTime: Number.POSITIVE_INFINITY });
  const job = useJob(['people', definition, sort, MOST]);
  const people = useAsk('cohort.people', { definition, sort, limit: MOST, job });
  const by = state.data?.kind === 'open' ? state.data.user.name : '';
  const size = SHEETS[paper];
  usePageSize(size);
  const laid = useMemo(() => {
    if (!letterhead.data || !people.data) return undefined;
    const fixed = i18n.getFixedT(locale);
    const formats = formatsOf(fixed, { locale, timeZone });
    const content = { letterhead: letterhead.data.letterhead, at, by };
    const head = { t: fixed, time: formats.time, locale };
    const title = name.trim() || fixed('cohorts.people.title');
    const names = new Map((kept ?? []).map((one) => [one.id, one.name]));
    const sentence = sentenceOf(definition, {
      t: fixed,
      chinese: locale === 'zh-CN',
      number: formats.number,
      nameOf: (id) => names.get(id),
    });
    return {
      content,
      head,
      first: <ClinicHead content={content} words={head} title={title} />,
      rest: (
        <header className={printed.rest}>
          <span>{[namesOf(content, head)[0], title].filter(Boolean).join(fixed('common.dot'))}</span>
        </header>
      ),
      blocks: cohortBlocks({ sentence, ...people.data }, { t: fixed, formats }),
    };
  }, [letterhead.data, people.data, i18n, locale, timeZone, at, by, name, kept, definition]);
  const sending = useSend({
    noted: { what: 'cohort-list' },
    name: t('print.pdfName', { title: t('cohorts.title'), day: at.slice(0, 10) }),
    saved: t('analysis.pdfSaved'),
    size,
    printer,
  });
  return (
    <PrintFrame
      title={t('cohorts.print.title')}
      locale={locale}
      onLocale={setLocale}
      paper={
        <Choice
          label={t('print.paper')}
          value={paper}
          onChange={setPaper}
          options={(['A4', 'A5'] as const).map((value) => ({ value, label: value }))}
        />
      }
      printer={printer}
      onPrinter={setPrinter}
      ready={laid !== undefined && pages > 0}
      sending={sending}
      onClose={onClose}
      told={<FailureNotice failure={sending.failure ?? (letterhead.error ?? people.error)?.failure} />}
    >
      {laid ? (
        <Pages
          first={laid.first}
          rest={laid.rest}
          blocks={laid.blocks}
          size={size}
          language={locale}
          foot={(page, count) => <Foot content={laid.content} words={laid.head} page={page} pages={count} />}
          onReady={setPages}
        />
      ) : letterhead.error || people.error ? null : (
        <Loading />
      )}
    </PrintFrame>
  );
}
