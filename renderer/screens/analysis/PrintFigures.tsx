import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard, MeasureAnswer, MeasureDefinition, MeasureName } from '../../../shared/bridge/measures.ts';
import { SheetPrint, useSheetLanguage } from '../../printing/SheetPrint.tsx';
import { pictureHeight, pictureOption } from '../../records/measure/option.ts';
import { pictureOf } from '../../records/measure/picture.ts';
import { measureWords } from '../../records/measure/words.ts';
import { dashboardBlocks, measureBlocks, type PrintedMeasure } from '../../records/print/measures.tsx';
import { chartPicture } from '../../ui/chart/picture.ts';
import { type Choice as Chosen, givenFigure } from './choice.ts';
import { isNothing, onlyWords } from './figure-words.ts';

export interface PrintProps {
  readonly measures: readonly MeasureDefinition[];
  /** As they are shown. */
  readonly answers: ReadonlyMap<MeasureName, MeasureAnswer>;
  /** Of which they are, where it is a whole one. */
  readonly dashboard: Dashboard | undefined;
  /** Of whom or where alone they are. */
  readonly of: Chosen['of'];
  readonly onClose: () => void;
}

/** In pixels: letters of the picture come out about as large as those beside it, alone on a sheet or on one of a dashboard's cards. */
const WIDTH = { alone: 720, card: 420 };
/** Pixels of a rem. */
const REM = { alone: 17, card: 13 };

/** A figure, or all of a dashboard, on the clinic's paper. */
export function PrintFigures({ measures, answers, dashboard, of, onClose }: PrintProps) {
  const { t } = useTranslation();
  const language = useSheetLanguage();
  const words = useMemo(() => measureWords(language.t, language.formats), [language]);
  const isOne = dashboard === undefined;
  const figures = useFigures({ measures, answers, of }, words, isOne ? 'alone' : 'card');
  const [first] = measures;
  const title =
    dashboard !== undefined ? words.t(`analysis.toDashboard.${dashboard}`) : first ? words.of(first.title) : '';
  const blocks = useMemo(() => {
    if (!figures) return undefined;
    return isOne
      ? figures.flatMap((one) => measureBlocks(one, words))
      : (paper: 'A4' | 'A5') => dashboardBlocks(figures, words, paper === 'A4');
  }, [figures, words, isOne]);
  return (
    <SheetPrint
      language={language}
      title={t(isOne ? 'analysis.printOne' : 'analysis.printAll')}
      heading={title}
      file={title}
      noted={{ what: 'figures', figures: (figures ?? []).map((one) => givenFigure(one.definition, one.answer)) }}
      blocks={blocks}
      onClose={onClose}
    />
  );
}

/** What is printed, with pictures in the language of the print; undefined until they are drawn. */
function useFigures(
  { measures, answers, of }: Pick<PrintProps, 'measures' | 'answers' | 'of'>,
  words: ReturnType<typeof measureWords>,
  size: keyof typeof WIDTH,
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
      const height = Math.round(pictureHeight(picture) * REM[size]);
      const png = await chartPicture((look) => pictureOption(look, picture, words), 'png', {
        width: WIDTH[size],
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
  }, [shown, words, size]);
  return figures;
}
