import { fail, ok, type Result } from '../../shared/base/result.ts';

/** The longest document takes seconds. */
const LIMIT_MS = 60_000;

/**
 * The page as PDF, or that there is none. Electron keeps those that are made in one chain: behind one that failed, or that never came because the page
 * was loaded anew, none is made until the program begins again. Whoever waits is told so.
 */
export async function pdfOf(print: () => Promise<Uint8Array>, limitMs = LIMIT_MS): Promise<Result<Uint8Array>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no PDF within ${limitMs} ms`)), limitMs);
  });
  try {
    return ok(await Promise.race([print(), late]));
  } catch (error) {
    console.error(`xinglin: ${error instanceof Error ? error.message : 'no PDF'}`);
    return fail(
      'pdf-failed',
      'The PDF could not be made, and no file was written. Try again; if it fails once more, restart the program.',
    );
  } finally {
    clearTimeout(timer);
  }
}
