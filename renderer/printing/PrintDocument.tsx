import { useEffect, useMemo, useRef } from 'react';
import type { Print, PrintContent } from '../../shared/bridge/prints.ts';
import { Label } from '../records/print/Label.tsx';
import { FirstHead, Foot, RestHead } from '../records/print/Parts.tsx';
import { prescriptionBlocks } from '../records/print/prescription.tsx';
import { summaryBlocks } from '../records/print/summary.tsx';
import { visitBlocks } from '../records/print/visit.tsx';
import type { PrintWords } from '../records/print/words.ts';
import { type Block, Pages, type Size } from '../ui/paper/Pages.tsx';
import classes from './PrintView.module.css';

const BLOCKS: Readonly<Record<Exclude<Print, 'label'>, (content: PrintContent, words: PrintWords) => Block[]>> = {
  prescription: prescriptionBlocks,
  visit: visitBlocks,
  summary: summaryBlocks,
};

interface DocumentProps {
  readonly document: Print;
  readonly content: PrintContent;
  readonly words: PrintWords;
  readonly size: Size;
  readonly onReady: (pages: number) => void;
}

/** One of the documents, laid out on its paper. */
export function PrintDocument({ document, content, words, size, onReady }: DocumentProps) {
  if (document === 'label')
    return (
      <div className={classes.label}>
        <OneLabel content={content} words={words} size={size} onReady={onReady} />
      </div>
    );
  return <Sheets document={document} content={content} words={words} size={size} onReady={onReady} />;
}

function OneLabel({ onReady, ...props }: Omit<DocumentProps, 'document'>) {
  const told = useRef(onReady);
  useEffect(() => told.current(1), []);
  return <Label {...props} />;
}

function Sheets({
  document,
  content,
  words,
  size,
  onReady,
}: DocumentProps & { readonly document: Exclude<Print, 'label'> }) {
  const title = words.t(`print.title.${document}`);
  const laid = useMemo(
    () => ({
      first: <FirstHead content={content} words={words} title={title} />,
      rest: <RestHead content={content} words={words} title={title} />,
      blocks: BLOCKS[document](content, words),
    }),
    [document, content, words, title],
  );
  return (
    <Pages
      {...laid}
      size={size}
      language={words.locale}
      foot={(page, pages) => <Foot content={content} words={words} page={page} pages={pages} />}
      onReady={onReady}
    />
  );
}
