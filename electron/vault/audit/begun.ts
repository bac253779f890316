/** How an entry says that rows began to leave: the same word with another before it. How it ended is an entry of its own. */
const BEGUN = 'begun-';

/** The word of what begins. */
export function begunWhat(what: string): string {
  return `${BEGUN}${what}`;
}
