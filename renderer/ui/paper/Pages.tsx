/** A document as sheets of paper: what is shown is what is printed, page by page. */
import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import classes from './Pages.module.css';
import { type Measured, paginate } from './paginate.ts';

/** Millimetres. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a document that is never divided between pages. */
export interface Block {
  readonly key: string;
  readonly node: ReactNode;
  /** Repeated above it where a page begins with it: the head of its table. */
  readonly head?: ReactNode;
  /** Stays with the block after it. */
  readonly keep?: boolean;
  /** Begins a page. */
  readonly fresh?: boolean;
}

/** Chromium rounds sheets to whole points: what is as high as its sheet could run over onto another one. Millimetres. */
export const SLACK = 0.5;

interface PagesProps {
  readonly size: Size;
  /** BCP 47, for fonts and screen readers. */
  readonly language: string;
  /** Above the first page, and above each page after it. */
  readonly first: ReactNode;
  readonly rest: ReactNode;
  readonly foot: (page: number, pages: number) => ReactNode;
  readonly blocks: readonly Block[];
  /** Told when the pages stand as they will be printed, and how many there are. */
  readonly onReady: (pages: number) => void;
}

/** Lays the blocks out once they can be measured; fonts first, for they decide how wide words are. */
export function Pages({ size, language, first, rest, foot, blocks, onReady }: PagesProps) {
  const [pages, setPages] = useState<readonly (readonly number[])[]>();
  const ruler = useRef<HTMLDivElement>(null);
  const told = useRef(onReady);
  useLayoutEffect(() => {
    told.current = onReady;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: all that the ruler holds
  useEffect(() => {
    let wanted = true;
    void fontsOf(ruler.current).then(() => {
      if (!wanted || !ruler.current) return;
      const laid = measured(ruler.current);
      setPages(laid);
      told.current(laid.length);
    });
    return () => {
      wanted = false;
    };
  }, [size.width, size.height, language, first, rest, blocks]);
  const sheet: CSSProperties = { width: `${size.width - SLACK}mm`, height: `${size.height - SLACK}mm` };
  return (
    <div lang={language} className={classes.pages} data-pages={pages?.length}>
      <div ref={ruler} className={`${classes.ruler} no-print`} aria-hidden inert>
        <div className={classes.page} style={sheet}>
          <div data-part="first">{first}</div>
        </div>
        <div className={classes.page} style={sheet}>
          <div data-part="rest">{rest}</div>
          <div className={classes.body} data-part="body" />
          <div data-part="foot">{foot(1, 1)}</div>
        </div>
        <div className={classes.page} style={{ ...sheet, height: 'auto' }}>
          {blocks.map(({ key, node, head, keep, fresh }) => (
            <div key={key} data-block data-keep={keep} data-fresh={fresh}>
              <div className={classes.block} data-head>
                {head}
              </div>
              <div className={classes.block} data-node>
                {node}
              </div>
            </div>
          ))}
        </div>
      </div>
      {pages?.map((indices, page) => (
        <article key={indices[0] ?? 'empty'} className={classes.page} style={sheet} data-page>
          <div>{page === 0 ? first : rest}</div>
          <div className={classes.body}>
            {page > 0 ? blocks[indices[0] ?? -1]?.head : null}
            {indices.map((index) => {
              const block = blocks[index];
              return block ? (
                <div key={block.key} className={classes.block}>
                  {block.node}
                </div>
              ) : null;
            })}
          </div>
          <div>{foot(page + 1, pages.length)}</div>
        </article>
      ))}
    </div>
  );
}

/** The fonts of what is there, loaded: asking for their layout begins it. */
async function fontsOf(node: HTMLElement | null): Promise<void> {
  node?.getBoundingClientRect();
  await document.fonts.ready;
}

/** The pages of what the ruler holds. */
function measured(ruler: HTMLElement): number[][] {
  const height = (node: Element | null): number => node?.getBoundingClientRect().height ?? 0;
  const part = (name: string): number => height(ruler.querySelector(`[data-part="${name}"]`));
  const room = part('body');
  const blocks = [...ruler.querySelectorAll<HTMLElement>('[data-block]')].map(
    (node): Measured => ({
      height: height(node.querySelector('[data-node]')),
      head: height(node.querySelector('[data-head]')),
      keep: node.dataset.keep === 'true',
      fresh: node.dataset.fresh === 'true',
    }),
  );
  return paginate(blocks, room + part('rest') - part('first'), room);
}
