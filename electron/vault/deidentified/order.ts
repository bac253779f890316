/**
 * In which order records stand in the analysts' database: that of their new names. Their own ids tell when each was made (UUIDv7), and whatever is
 * written in their order tells by its row numbers who came after whom.
 */
import type { Reader, Store } from '../storage/database.ts';

interface Named {
  readonly name: string;
  readonly rid: number;
}

/** What is read of records that are written in another order. */
export interface Ordering {
  /** Where records are; their rows are looked up by number. */
  readonly source: Reader;
  /** Where their new names are put in order: in memory, and never in its file. */
  readonly target: Store;
  /** The new name of a record; undefined for one that is left out. */
  readonly nameOf: (type: string, id: string) => string | undefined;
  /** Records of one page. */
  readonly page: number;
  /** Told between pages; throws where this is not wanted any more. */
  readonly proceed: () => void;
}

/** The JSON of the current records of a type, page by page, in the order of their new names. */
export function* pagesByName(ordering: Ordering, type: string): Generator<string[]> {
  nameAll(ordering, type);
  const { source, target, page: size } = ordering;
  let after = '';
  for (;;) {
    const page = target.all<Named>(
      'SELECT name, rid FROM temp.named WHERE name > ? ORDER BY name LIMIT ?',
      after,
      size,
    );
    yield page.flatMap(
      ({ rid }) =>
        source.get<{ json: string }>('SELECT json FROM record WHERE rid = ? AND deleted = 0', rid)?.json ?? [],
    );
    if (page.length < size) return;
    after = page.at(-1)?.name ?? '';
  }
}

function nameAll({ source, target, nameOf, page: size, proceed }: Ordering, type: string): void {
  target.transaction((writer) => {
    // temp_store is memory: no page of it, and so no id of a record, comes into the file
    writer.run('CREATE TEMP TABLE IF NOT EXISTS named (name TEXT PRIMARY KEY, rid INTEGER NOT NULL) WITHOUT ROWID');
    writer.run('DELETE FROM temp.named');
  });
  let after = '';
  for (;;) {
    const page = source.all<{ id: string; rid: number }>(
      'SELECT id, rid FROM record WHERE type = ? AND id > ? ORDER BY id LIMIT ?',
      type,
      after,
      size,
    );
    target.transaction((writer) => {
      for (const { id, rid } of page) {
        const name = nameOf(type, id);
        if (name !== undefined) writer.run('INSERT INTO temp.named (name, rid) VALUES (?, ?)', name, rid);
      }
    });
    proceed();
    if (page.length < size) return;
    after = page.at(-1)?.id ?? '';
  }
}
