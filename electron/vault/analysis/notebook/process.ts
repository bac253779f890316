/** A process of its own, seen from the vault: how one is started, what it hears and says. */

export interface ChildListener {
  message(message: unknown): void;
  /** It is gone; comes once. */
  exit(): void;
}

export interface Child {
  /** Sends what a structured clone can carry; bytes are copied. */
  post(message: unknown): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

export type StartChild = (listener: ChildListener) => Child;
