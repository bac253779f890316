/** Splits bytes into lines, with bounded memory. */
const NEWLINE = 0x0a;

export interface Line {
  /** 1-based. */
  readonly number: number;
  /** Without its line break; undefined where it was longer than the limit. */
  readonly bytes: Buffer | undefined;
}

export interface LineSplitter {
  /** The lines that end in this chunk. */
  push(chunk: Buffer): Line[];
  /** The last line, where it has no line break. */
  end(): Line[];
}

/** Lines longer than `limit` bytes are skipped over, not held. */
export function makeLineSplitter(limit: number): LineSplitter {
  let number = 1;
  let parts: Buffer[] = [];
  let length = 0;

  const hold = (part: Buffer): void => {
    length += part.length;
    if (length > limit) parts = [];
    else if (part.length) parts.push(part);
  };
  const finish = (): Line => {
    const bytes = length > limit ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts = [];
    length = 0;
    return { number: number++, bytes };
  };

  return {
    push: (chunk) => {
      const lines: Line[] = [];
      let from = 0;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
        hold(chunk.subarray(from, at));
        lines.push(finish());
        from = at + 1;
      }
      hold(chunk.subarray(from));
      return lines;
    },
    end: () => (length ? [finish()] : []),
  };
}
