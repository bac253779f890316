/**
 * Splits the bytes of one JSON object into the members of its list `entry` and the rest, with memory bounded by the longest member.
 * It looks at brackets, strings and commas alone: whether a member is JSON, whoever parses it finds out. (Kept libraries that
 * stream JSON make tokens of all of it, and numbers of its numbers, which have to stay the texts that they are.)
 */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const NAME = Buffer.from('entry');
/** Also a byte-order mark. */
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

export interface Member {
  /** 1-based. */
  readonly number: number;
  /** undefined where it was longer than the limit. */
  readonly bytes: Buffer | undefined;
}

export interface Rest {
  /** All but the members, with an empty list in their place; undefined where that was longer than the limit. */
  readonly bytes: Buffer | undefined;
  /** The object was closed, and nothing came behind it. */
  readonly whole: boolean;
  /** Something came behind it. */
  readonly more: boolean;
  /** The member in which it ends, as far as it goes, where it ends in the list. */
  readonly cut?: Member;
}

export interface EntrySplitter {
  /** The members that end in this chunk. */
  push(chunk: Buffer): Member[];
  end(): Rest;
}

/** Members, and the rest, that are longer than `limit` bytes are passed over, not held. */
export function makeEntrySplitter(limit: number): EntrySplitter {
  const rest = makeHolder(limit);
  const member = makeHolder(limit);
  let depth = 0;
  let quoted = false;
  let escaped = false;
  /** How much of the name was met in the string that is read, -1: it is another; after it, whether it is the name. */
  let met = -1;
  let named = false;
  /** The value that comes is that of `entry`. */
  let awaited = false;
  let inList = false;
  let filled = false;
  /** Another member has to come. */
  let comma = false;
  let number = 0;
  let closed = false;
  let more = false;

  const finish = (): Member => {
    filled = false;
    number += 1;
    return { number, bytes: member.take() };
  };

  const push = (chunk: Buffer): Member[] => {
    const members: Member[] = [];
    let from = 0;
    /** What was read since `from` belongs where it stood until now. */
    const cut = (to: number): void => {
      (inList ? member : rest).hold(chunk.subarray(from, to));
      from = to;
    };
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (quoted) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          quoted = false;
          named = met === NAME.length;
          met = -1;
          continue;
        }
        if (met >= 0) met = met < NAME.length && NAME[met] === byte ? met + 1 : -1;
        continue;
      }
      if (byte === QUOTE) {
        quoted = true;
        filled = true;
        awaited = false;
        if (depth === 1) met = 0;
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        if (closed) more = true;
        filled = true;
        depth += 1;
        if (awaited && byte === OPEN_LIST) {
          cut(i + 1);
          inList = true;
          filled = false;
          comma = false;
        }
        awaited = false;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        depth -= 1;
        if (depth < 0) more = true;
        if (depth === 0) closed = true;
        if (inList && depth === 1) {
          cut(i);
          inList = false;
          if (filled || comma) members.push(finish());
          else member.take();
        }
      } else if (byte === COMMA && inList && depth === 2) {
        cut(i);
        members.push(finish());
        from = i + 1;
        comma = true;
      } else if (byte === COLON && depth === 1) awaited = named;
      else if (!SPACE.has(byte)) {
        filled = true;
        awaited = false;
        if (closed) more = true;
      }
    }
    cut(chunk.length);
    return members;
  };

  return {
    push,
    end: () => ({
      bytes: rest.take(),
      whole: closed && !more && depth === 0 && !quoted,
      more,
      ...(inList && { cut: { number: number + 1, bytes: member.take() } }),
    }),
  };
}

interface Holder {
  hold(part: Buffer): void;
  /** What was held since; undefined where it was too long. */
  take(): Buffer | undefined;
}

function makeHolder(limit: number): Holder {
  let parts: Buffer[] = [];
  let length = 0;
  return {
    hold: (part) => {
      length += part.length;
      if (length > limit) parts = [];
      else if (part.length > 0) parts.push(part);
    },
    take: () => {
      const taken = length > limit ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
      parts = [];
      length = 0;
      return taken;
    },
  };
}
