/** A picture that somebody chose as a logo, made anew as PNG: nothing of the file but what one sees is kept. */
import { MOST_LOGO_BYTES } from '../../../shared/bridge/letterhead.ts';

/** What a letterhead has room for, in pixels: 30 x 15 mm at 400 to the inch. */
const MOST = { width: 480, height: 240 };

/** What may be chosen. */
export const LOGO_FILES = 'image/png,image/jpeg,image/svg+xml';

/** The picture as PNG in Base64, smaller where it has to be; undefined where it is none, or stays too large. */
export async function logoOf(file: File): Promise<string | undefined> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    for (const shrink of [1, 0.6, 0.35]) {
      const data = drawn(image, shrink);
      if (data !== undefined && (data.length * 3) / 4 <= MOST_LOGO_BYTES) return data;
    }
    return undefined;
  } catch {
    return undefined; // no picture that Chromium can draw
  } finally {
    URL.revokeObjectURL(address);
  }
}

function drawn(image: HTMLImageElement, shrink: number): string | undefined {
  const { naturalWidth, naturalHeight } = image;
  if (naturalWidth === 0 || naturalHeight === 0) return undefined;
  const scale = Math.min(MOST.width / naturalWidth, MOST.height / naturalHeight, 1) * shrink;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(naturalHeight * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',', 2)[1];
}
