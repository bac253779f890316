/**
 * What records say by concepts, flat: diagnoses, medication, allergies, doses, flags, and who else took part in a visit. Of different concepts there are
 * few: cohorts judge each once, by codes or by words, and go to people by numbers. All of it follows from the records that are shown. And values of observations
 * in another order than 024 made them.
 */
export const coded = `
-- concepts as records have them, and how many times
CREATE TABLE concept (
  cid INTEGER PRIMARY KEY,
  -- see storage/coded.ts
  kind INTEGER NOT NULL,
  -- codings and text, or a reference: JSON
  json TEXT NOT NULL,
  n INTEGER NOT NULL,
  UNIQUE (kind, json)
);

CREATE TABLE coded (
  cid INTEGER NOT NULL,
  -- of fact_person
  pid INTEGER NOT NULL,
  rid INTEGER NOT NULL,
  -- of the clinic, YYYY-MM-DD; NULL where it is not known
  day TEXT,
  -- the day on which it is over, or the last: see storage/coded.ts; NULL where nothing is said
  until TEXT,
  -- see storage/coded.ts
  state INTEGER NOT NULL,
  PRIMARY KEY (cid, pid, rid)
) WITHOUT ROWID;
CREATE INDEX coded_rid ON coded (rid);

-- read by what follows from records instead
DROP INDEX record_taken;
DROP INDEX record_many_codes;

-- values by code first: those of one lie side by side, in the order in which people are gone through
CREATE TABLE observed_by_code (
  pid INTEGER NOT NULL,
  kid INTEGER NOT NULL,
  at INTEGER NOT NULL,
  rid INTEGER NOT NULL,
  place INTEGER NOT NULL,
  day TEXT NOT NULL,
  value NUMERIC NOT NULL,
  sign TEXT,
  PRIMARY KEY (kid, pid, at, rid)
) WITHOUT ROWID;
INSERT INTO observed_by_code SELECT pid, kid, at, rid, place, day, value, sign FROM observed ORDER BY kid, pid, at, rid;
DROP TABLE observed;
ALTER TABLE observed_by_code RENAME TO observed;
CREATE INDEX observed_rid ON observed (rid);
`;
