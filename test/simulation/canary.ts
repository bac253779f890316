/** Every text that people write in a simulation carries this, so that it can be found wherever it must not be. */
export const CANARY = 'Kanarienvogel';

const MARK = new RegExp(`${CANARY}-(\\d+)-`, 'g');

/** A text that is there once in the world. */
export function marked(n: number): string {
  return `${CANARY}-${n}-`;
}

/** The numbers of all such texts within a text. */
export function marksIn(text: string): number[] {
  return [...text.matchAll(MARK)].map(([, n]) => Number(n));
}

/** Whether bytes have a text of people's in plain sight. */
export function betrays(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(CANARY);
}
