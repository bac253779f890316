/** What a field for code is given, and what it can be told to do. */
import type { Ref } from 'react';

/** Something wrong in the text, where it stands (UTF-16 units; from and to the same: something is missing there). */
export interface CodeFault {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** A table that SQL can name. */
export interface CodeTable {
  readonly name: string;
  /** What it shows. */
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** What a field does when it is told so. */
export interface CodeHandle {
  focus(): void;
  /** Puts a word where the cursor stands, in place of what is chosen; writing goes on behind it. */
  insert(word: string): void;
  /** Chooses a part and brings it into sight. */
  show(from: number, to: number): void;
}

export interface CodeProps {
  readonly ref?: Ref<CodeHandle>;
  readonly language: 'sql' | 'json';
  /** What it is for. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Ctrl or Cmd Enter; undefined leaves it to the form around. */
  readonly onRun?: (() => void) | undefined;
  /** What SQL can name: keep them stable. */
  readonly tables?: readonly CodeTable[] | undefined;
  /** Underlined; keep them stable. They move with what is written before them. */
  readonly faults?: readonly CodeFault[] | undefined;
  /** Where the text stops being JSON; undefined where it is. */
  readonly onBroken?: ((at: number | undefined) => void) | undefined;
  /** Characters at the most. */
  readonly longest: number;
  readonly placeholder?: string | undefined;
  /** What one should know while one writes; what Tab does stands behind it. */
  readonly hint?: string | undefined;
  /** Lines that are there at the least, and seen at the most. */
  readonly lines: readonly [number, number];
}
