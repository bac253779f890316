/** Words of names for typos, and full text. Both follow from the records; records/reindex.ts fills them for what is there. */
export const search = `
-- Distinct words of patients' names. Never a number twice: whoever has read up to one reads on from there.
CREATE TABLE search_word (
  wid INTEGER PRIMARY KEY AUTOINCREMENT,
  word TEXT NOT NULL UNIQUE
);

-- Words of texts that people wrote, by the row of their record; the texts themselves stand in the records alone. Words come
-- ready from records/full-text-words.ts: the tokenizer folds ASCII and takes all else as it is.
CREATE VIRTUAL TABLE full_text USING fts5(words, content='', contentless_delete=1, tokenize='ascii');
`;
