/** Sheets of paper, and a code on them. */
import { barcodeOf } from '../../ui/paper/barcode.ts';
import { type Block, Pages } from '../../ui/paper/Pages.tsx';
import { Section } from '../../ui/Section.tsx';
import { TEXT } from './Tokens.tsx';

const SIZE = { width: 105, height: 74 };
const CODE = barcodeOf('A-0012', { width: 60, height: 8 });
const BLOCKS: readonly Block[] = Array.from({ length: 14 }, (_, line) => ({
  key: String(line),
  node: `${line + 1}. ${TEXT}`,
}));
const FIRST = CODE ? (
  <img src={CODE.source} alt="A-0012" style={{ width: `${CODE.width}mm`, height: `${CODE.height}mm` }} />
) : null;

export function Paper() {
  return (
    <Section title="Paper">
      <Pages
        size={SIZE}
        language="zh-CN"
        first={FIRST}
        rest={TEXT}
        blocks={BLOCKS}
        foot={(page, pages) => `${page} / ${pages}`}
        onReady={() => undefined}
      />
    </Section>
  );
}
