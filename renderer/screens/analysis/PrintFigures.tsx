import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureAnswer, MeasureDefinition, MeasureName } from '../../../shared/bridge/measures.ts';
import { SheetPrint, useSheetLanguage } from '../../printing/SheetPrint.tsx';
import { pictureHeight, pictureOption } from '../../records/measure/option.ts';
import { pictureOf } from '../../records/measure/picture.ts';
import { measureWords } from '../../records/measure/words.ts';
import { measureBlocks, type PrintedMeasure } from '../../records/print/measures.tsx';
import { chartPicture } from '../../ui/chart/picture.ts';
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
  const { t } = useTranslation();
  const language = useSheetLanguage();
  const words = useMemo(() => measureWords(language.t, language.formats), [language]);
  const figures = useFigures(measures, answers, of, words);
  const [first] = measures;
  const isOne = measures.length === 1 && first !== undefined;
  const title = isOne ? words.of(first.title) : words.t('analysis.title');
  const blocks = useMemo(() => figures && measureBlocks(figures, words, isOne), [figures, words, isOne]);
  return (
    <SheetPrint
      language={language}
      title={t(isOne ? 'analysis.printOne' : 'analysis.printAll')}
      heading={title}
      file={title}
      noted={{ what: 'figures' }}
      blocks={blocks}
      onClose={onClose}
    />
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
