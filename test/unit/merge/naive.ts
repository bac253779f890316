/**
 * An independent, naive model of the merge: keeps every write that it has heard of, and answers every question from that
 * set alone. Slow and obvious on purpose; shares no code with shared/merge.
 */
export interface NaiveWrite {
  id: string;
  hlc: string;
  register: string;
  value: string | null;
  pred: readonly string[];
}

export class NaiveRecord {
  private readonly heard = new Map<string, NaiveWrite>();

  hear(write: NaiveWrite): void {
    this.heard.set(`${write.id} ${write.register}`, write);
  }

  registers(): string[] {
    return [...new Set([...this.heard.values()].map((write) => write.register))].sort();
  }

  /** Writes that no write of the same register names, newest first. */
  current(register: string): NaiveWrite[] {
    const all = [...this.heard.values()].filter((write) => write.register === register);
    return all
      .filter((write) => !all.some((other) => other.id !== write.id && other.pred.includes(write.id)))
      .sort((a, b) => (a.hlc + a.id < b.hlc + b.id ? 1 : -1));
  }

  inConflict(register: string): boolean {
    return new Set(this.current(register).map((write) => String(write.value))).size > 1;
  }
}
