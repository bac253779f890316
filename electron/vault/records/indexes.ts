/** What is looked up beside the records' rows, and follows from the shown resource alone. A new index is an entry here. */
import type { JsonObject } from '../../../shared/records/json.ts';
import type { Writer } from '../storage/database.ts';
import { addText, removeText } from '../storage/full-text.ts';
import { addSearchWord, removeSearchWords } from '../storage/search-words.ts';
import { textsOf } from './full-text-parts.ts';
import { indexedWords } from './full-text-words.ts';
import { isNameWord } from './patient-typos.ts';
import type { Projection } from './projection.ts';
import { judgeAdded, judgeRemoved } from './rules/check.ts';

/**
 * Raise this by one whenever an index, or what a row carries beside its JSON (projection.ts), changes: every record of a
 * database that was written with a lower number is then projected and indexed again in the background (reindex.ts).
 */
export const PROJECTION_VERSION = 2;

/** A record that is shown, as indexes see it. */
export interface Indexed {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject;
  readonly projection: Projection;
}

export interface RecordIndex {
  /** Adds a record that is not in the index. */
  add(writer: Writer, record: Indexed): void;
  /** Takes a record out, whether it is in the index or not. */
  remove(writer: Writer, rid: number): void;
}

/** Identifiers of any resource, for conditional references and look-ups. */
const identifiers: RecordIndex = {
  add: (writer, { rid, type, projection }) => {
    for (const { system, value } of projection.identifiers) {
      writer.run(
        'INSERT INTO identifier (type, value, system, rid) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        type,
        value,
        system,
        rid,
      );
    }
  },
  remove: (writer, rid) => {
    writer.run('DELETE FROM identifier WHERE rid = ?', rid);
  },
};

/** Words by which patients are found. */
const patientWords: RecordIndex = {
  add: (writer, { rid, projection }) => {
    for (const { token, kind } of projection.tokens) {
      writer.run(
        'INSERT INTO search_token (token, rid, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        token,
        rid,
        kind,
      );
      if (isNameWord(token, kind)) addSearchWord(writer, token);
    }
  },
  remove: (writer, rid) => {
    removeSearchWords(writer, rid);
    writer.run('DELETE FROM search_token WHERE rid = ?', rid);
  },
};

/** Texts that people wrote. */
const fullText: RecordIndex = {
  add: (writer, { rid, resource }) => {
    const texts = textsOf(resource);
    if (texts.length > 0) addText(writer, rid, indexedWords(texts));
  },
  remove: removeText,
};

/** Rules across records; last, for they look into what the others keep. */
const rules: RecordIndex = { add: judgeAdded, remove: judgeRemoved };

const INDEXES: readonly RecordIndex[] = [identifiers, patientWords, fullText, rules];

/** Puts a record that has just come into being into every index. */
export function indexRecord(writer: Writer, record: Indexed): void {
  for (const index of INDEXES) index.add(writer, record);
}

/** Takes a record out of every index. */
export function unindexRecord(writer: Writer, rid: number): void {
  for (const index of INDEXES) index.remove(writer, rid);
}
