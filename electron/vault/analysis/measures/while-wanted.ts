import { refuseUnwanted } from '../../storage/bounds.ts';
import type { Reader } from '../../storage/database.ts';

/** A reader that begins no statement which is not wanted any more. */
export function whileWanted({ all, get, each }: Reader): Reader {
  const wanted =
    <A extends readonly unknown[], T>(read: (...args: A) => T) =>
    (...args: A): T => {
      refuseUnwanted();
      return read(...args);
    };
  return { all: wanted(all), get: wanted(get), each: wanted(each) } as Reader;
}
