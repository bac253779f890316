/** Enter before the answer was there: the best hit is opened as soon as it is, for as long as that is still what somebody waits for. */

interface Asked {
  /** What is sought now. */
  readonly text: string;
  /** The answer to just that is there. */
  readonly answered: boolean;
  /** The question failed, or was given up. */
  readonly failed: boolean;
}

export interface Hurried {
  /** Enter was pressed; of use only while the answer is on its way. */
  press(asked: Asked): void;
  /** Whether the best hit is to be opened now. Another text and a failure end the wish: what comes after them is opened by nobody. */
  arrives(asked: Asked): boolean;
}

/** Nothing pressed yet. */
export function createHurried(): Hurried {
  let wanted: string | undefined;
  return {
    press: ({ text, answered, failed }) => {
      if (!answered && !failed) wanted = text;
    },
    arrives: ({ text, answered, failed }) => {
      if (wanted === undefined) return false;
      if (failed || wanted !== text) {
        wanted = undefined;
        return false;
      }
      if (!answered) return false;
      wanted = undefined;
      return true;
    },
  };
}
