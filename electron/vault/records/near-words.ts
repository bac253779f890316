/**
 * Words of a vocabulary that are a few edits away from a typed one: a letter too many, too few, another one, or two in a
 * row swapped (optimal string alignment, the restricted Damerau-Levenshtein distance).
 *
 * The words stand in order, so that those with the same beginning share the rows of the distance table for it, and a
 * beginning that is too far off already is skipped with all its words. Looking at every candidate that shares a trigram would
 * be slower: all pinyin is made of 400 syllables, and every trigram of it stands in thousands of names.
 */

export interface NearWord {
  /** A word, or a beginning of words, that the typed one is near to. */
  readonly text: string;
  readonly edits: number;
}

export interface Vocabulary {
  readonly size: number;
  /**
   * Words within `edits`, nearest first, at most `most`; also beginnings, for a word that is still being typed: the letter
   * typed last is then taken to be right.
   */
  near(typed: string, edits: number, most: number): NearWord[];
}

/** Longer words are not compared. */
const LONGEST = 48;

/** `words` in an order in which those with the same beginning stand together. */
export function makeVocabulary(words: readonly string[]): Vocabulary {
  const shared = sharedBeginnings(words);
  return {
    size: words.length,
    near: (typed, edits, most) => {
      if (typed.length === 0 || typed.length > LONGEST) return [];
      const found = walk(words, shared, typed, edits);
      return found.sort((a, b) => a.edits - b.edits).slice(0, most);
    },
  };
}

/** How many characters each word has in common with the one before it. */
function sharedBeginnings(words: readonly string[]): Uint8Array {
  const shared = new Uint8Array(words.length);
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index] as string;
    const before = words[index - 1] as string;
    const most = Math.min(word.length, before.length, LONGEST);
    let length = 0;
    while (length < most && word.charCodeAt(length) === before.charCodeAt(length)) length += 1;
    shared[index] = length;
  }
  return shared;
}

function walk(words: readonly string[], shared: Uint8Array, typed: string, edits: number): NearWord[] {
  const table = new DistanceTable(typed);
  const found: NearWord[] = [];
  const end = typed.charCodeAt(typed.length - 1);
  /** Rows of the table that hold for the words looked at last. */
  let valid = 0;
  /** From so many characters on, nothing more is to be found under the last word's beginning. */
  let closed = LONGEST + 1;
  for (let index = 0; index < words.length; index += 1) {
    const common = shared[index] as number;
    if (common >= closed) continue;
    const word = words[index] as string;
    closed = LONGEST + 1;
    let depth = Math.min(common, valid);
    const length = Math.min(word.length, LONGEST);
    while (depth < length && closed > LONGEST) {
      depth += 1;
      const least = table.fill(depth, word);
      const distance = table.distance(depth);
      if (distance <= edits && (depth === word.length || word.charCodeAt(depth - 1) === end)) {
        found.push({ text: word.slice(0, depth), edits: distance });
        closed = depth;
      } else if (least > edits) closed = depth;
    }
    valid = depth;
  }
  return found;
}

/** Distances between the beginnings of a word (rows) and those of the typed one (columns). */
class DistanceTable {
  readonly #typed: string;
  readonly #width: number;
  readonly #cells: Uint8Array;

  constructor(typed: string) {
    this.#typed = typed;
    this.#width = typed.length + 1;
    this.#cells = new Uint8Array(this.#width * (LONGEST + 1));
    for (let column = 0; column < this.#width; column += 1) this.#cells[column] = column;
  }

  /** Fills the row of the word's first `depth` characters, those before being filled; its least distance. */
  fill(depth: number, word: string): number {
    const cells = this.#cells;
    const typed = this.#typed;
    const row = depth * this.#width;
    const above = row - this.#width;
    const letter = word.charCodeAt(depth - 1);
    const before = depth > 1 ? word.charCodeAt(depth - 2) : -1;
    cells[row] = depth;
    let least = depth;
    for (let column = 1; column < this.#width; column += 1) {
      const other = typed.charCodeAt(column - 1);
      let best = (cells[above + column - 1] as number) + (letter === other ? 0 : 1);
      best = Math.min(best, (cells[above + column] as number) + 1, (cells[row + column - 1] as number) + 1);
      if (column > 1 && before === other && letter === typed.charCodeAt(column - 2))
        best = Math.min(best, (cells[above - this.#width + column - 2] as number) + 1);
      cells[row + column] = best;
      if (best < least) least = best;
    }
    return least;
  }

  /** Distance of the word's first `depth` characters from all that was typed. */
  distance(depth: number): number {
    return this.#cells[depth * this.#width + this.#width - 1] as number;
  }
}
