/** A page as PDF: whoever waits for one is told, whatever becomes of it. */
import { afterEach, expect, it, vi } from 'vitest';
import { pdfOf } from '../../../electron/desktop/pdf.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('is given where it was made', async () => {
  const bytes = new Uint8Array([37, 80, 68, 70]);
  expect(await pdfOf(async () => bytes)).toEqual({ ok: true, value: bytes });
});

it.each([
  ['failed', () => Promise.reject(new Error('Failed to generate PDF'))],
  ['never comes', () => new Promise<Uint8Array>(() => undefined)],
] as const)('that %s is told as a failure', async (_, print) => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  expect(await pdfOf(print, 20)).toMatchObject({ ok: false, error: { code: 'pdf-failed' } });
  expect(logged).toHaveBeenCalledOnce();
});
