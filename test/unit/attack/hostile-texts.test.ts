/** Texts that are written to keep whoever reads them busy. */
import { describe, expect, it } from 'vitest';
import { textsOf } from '../../../electron/vault/records/full-text-parts.ts';
import { snippetOf } from '../../../electron/vault/records/full-text-snippet.ts';
import { indexedWords, phrasesOf } from '../../../electron/vault/records/full-text-words.ts';
import { parseJson } from '../../../shared/records/json.ts';
import { processorMs } from '../../support/processor.ts';

const LONG = 400_000;
/** Of the processor, whatever else runs. Generous: read once, each takes some milliseconds; read again and again, minutes. */
const MOST_MS = 5000;

function document(contentType: string, text: string) {
  const attachment = { contentType, data: Buffer.from(text).toString('base64') };
  return { resourceType: 'DocumentReference', id: 'd', content: [{ attachment }] };
}

describe('a long hostile text', () => {
  it.each([
    '<a',
    '<',
    '</a ',
    '<!--',
    '<!-- -',
    '<script>',
    '<style',
    '</script ',
    '<script></script',
    '&a',
    '&#1',
    '&amp',
    ' ',
    '\t<',
    'a',
    '1',
    '高',
    'é\u0301',
    '\u0301',
    '"',
    '\uE000',
  ])('made of %j is read in no time', (piece) => {
    const text = piece.repeat(Math.floor(LONG / piece.length));
    const begun = processorMs();
    for (const type of ['text/html', 'text/plain']) {
      const texts = textsOf(document(type, text));
      indexedWords(texts);
      snippetOf(texts, phrasesOf('a b'));
    }
    expect(processorMs() - begun).toBeLessThan(MOST_MS);
  });

  it.each(['[1.0', '1.0', ',1e5', ':0.0', '\\"', '\uE0001.0,'])('in JSON, made of %j is parsed in no time', (piece) => {
    const begun = processorMs();
    const text = JSON.stringify({ a: piece.repeat(Math.floor(LONG / piece.length)), b: 1 });
    expect(parseJson(text.replace(/1}$/, '1.0}'))).toMatchObject({ b: { rawJSON: '1.0' } });
    expect(processorMs() - begun).toBeLessThan(MOST_MS);
  });
});
