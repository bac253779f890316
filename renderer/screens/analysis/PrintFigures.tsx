import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureAnswer, MeasureDefinition, MeasureName } from '../../../shared/bridge/measures.ts';
import type { Locale } from '../../../shared/bridge/session.ts';
import { useAsk } from '../../bridge/index.ts';
import { formatsOf, useFormat, useLocale } from '../../locales/manner.tsx';
import { Choice, PrintFrame } from '../../printing/PrintFrame.tsx';
import { useSend } from '../../printing/useSend.ts';
import { pictureHeight, pictureOption } from '../../records/measure/option.ts';
import { pictureOf } from '../../records/measure/picture.ts';
import { measureWords } from '../../records/measure/words.ts';
import { measureBlocks, type PrintedMeasure } from '../../records/print/measures.tsx';
import { ClinicHead, Foot, namesOf } from '../../records/print/Parts.tsx';
import printed from '../../records/print/Print.module.css';
import { chartPicture } from '../../ui/chart/picture.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Pages } from '../../ui/paper/Pages.tsx';
import { SHEETS } from '../../ui/paper/sizes.ts';
import { usePageSize } from '../../ui/paper/usePageSize.ts';
import { usePreferences } from '../../ui/preferences.tsx';
import type { Choice as Chosen } from './choice.ts';
import { isNothing, onlyWords } from './figure-words.ts';

interface PrintProps {
  readonly measures: readonly MeasureDefinition[];
  /** As they are shown. */
  readonly answers: ReadonlyMap<MeasureName, MeasureAnswer>;
  /** Of whom or where alone they are. */
  readonly of: Chosen['of'];
  readonly onClose: () => void;
}

/** In pixels: letters of the picture come out as large as those beside it. */
const WIDTH = 720;

/** A figure, or all of a dashboard, on the clinic's paper. */
export function PrintFigures({ measures, answers, of, onClose }: PrintProps) {
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
  const words = useMemo(() => {
    const fixed = i18n.getFixedT(locale);
    return measureWords(fixed, formatsOf(fixed, { locale, timeZone }));
  }, [i18n, locale, timeZone]);
  const figures = useFigures(measures, answers, of, words);
  const by = state.data?.kind === 'open' ? state.data.user.name : '';
  const size = SHEETS[paper];
  usePageSize(size);
  const [first] = measures;
  const isOne = measures.length === 1 && first !== undefined;
  const title = isOne ? words.of(first.title) : words.t('analysis.title');
  const content = useMemo(
    () => letterhead.data && { letterhead: letterhead.data.letterhead, at, by },
    [letterhead.data, at, by],
  );
  const laid = useMemo(() => {
    if (!content || !figures) return undefined;
    const head = { t: words.t, time: words.formats.time, locale };
    return {
      head,
      first: <ClinicHead content={content} words={head} title={title} />,
      rest: (
        <header className={printed.rest}>
          <span>{[namesOf(content, head)[0], title].filter(Boolean).join(words.t('common.dot'))}</span>
        </header>
      ),
      blocks: measureBlocks(figures, words, isOne),
    };
  }, [content, figures, words, locale, title, isOne]);
  const sending = useSend({
    noted: { what: 'figures' },
    name: t('print.pdfName', { title, day: at.slice(0, 10) }),
    saved: t('analysis.pdfSaved'),
    size,
    printer,
  });
  return (
    <PrintFrame
      title={t(isOne ? 'analysis.printOne' : 'analysis.printAll')}
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
      told={<FailureNotice failure={sending.failure ?? letterhead.error?.failure} />}
    >
      {content && laid ? (
        <Pages
          first={laid.first}
          rest={laid.rest}
          blocks={laid.blocks}
          size={size}
          language={locale}
          foot={(page, count) => <Foot content={content} words={laid.head} page={page} pages={count} />}
          onReady={setPages}
        />
      ) : letterhead.error ? null : (
        <Loading />
      )}
    </PrintFrame>
  );
}

/** What is printed, with pictures in the language of the print; undefined until they are drawn. */
function useFigures(
  measures: PrintProps['measures'],
  answers: PrintProps['answers'],
  of: PrintProps['of'],
  words: ReturnType<typeof measureWords>,
): readonly PrintedMeasure[] | undefined {
  const [figures, setFigures] = useState<readonly PrintedMeasure[]>();
  // what is printed is what was shown when it was asked for
  const [shown] = useState(() =>
    measures.flatMap((definition) => {
      const answer = answers.get(definition.name);
      return answer ? [{ definition, answer, of }] : [];
    }),
  );
  useEffect(() => {
    let wanted = true;
    const drawn = shown.map(async ({ definition, answer, of: whom }) => {
      const only = whom && onlyWords(definition, whom, words);
      if (isNothing(answer)) return { definition, answer, only };
      const picture = pictureOf(answer, definition, words);
      const height = Math.round(pictureHeight(picture) * 17);
      const png = await chartPicture((look) => pictureOption(look, picture, words), 'png', {
        width: WIDTH,
        height,
        clear: true,
      });
      return { definition, answer, only, picture: png };
    });
    void Promise.all(drawn).then((all) => {
      if (wanted) setFigures(all);
    });
    return () => {
      wanted = false;
    };
  }, [shown, words]);
  return figures;
}
