/** Judges the resources in files, one after another: memory does not grow with a file of lines. */
import type { Finding } from '../../shared/quality/finding.ts';
import { readPieces } from '../vault/exchange/fhir/content.ts';
import { followManifests } from '../vault/exchange/fhir/manifest.ts';
import { findFiles } from '../vault/exchange/files.ts';
import { loadKnown } from '../vault/quality/validation/index.ts';
import { validateText } from '../vault/quality/validation/text.ts';

const ENDINGS = ['.json', '.ndjson', '.jsonl'];

/**
 * Tells of every resource, or of what could not be read, what was found; `today` is YYYY-MM-DD; `strict` as HL7's validator; `source` is
 * the file's base name, and the line.
 */
export async function validateFiles(
  paths: readonly string[],
  { today, strict }: { readonly today: string; readonly strict: boolean },
  tell: (findings: readonly Finding[], source: string) => void,
): Promise<void> {
  const known = await loadKnown();
  const { files, problems } = await followManifests(await findFiles(paths, ENDINGS));
  for (const { file, message } of problems) tell([unreadable(message)], file);
  for (const file of files)
    for await (const pieces of readPieces(file, () => {}))
      for (const piece of pieces) {
        const source = piece.line === undefined ? file.name : `${file.name}:${piece.line}`;
        if ('trouble' in piece) tell([unreadable(piece.trouble.message)], source);
        else tell(validateText(piece.text, { level: 'thorough', known, today, strict }), source);
      }
}

function unreadable(reason: string): Finding {
  return { severity: 'error', code: 'invalid', expression: 'Resource', key: 'unreadable', params: { reason } };
}
