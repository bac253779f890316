/**
 * What the measures of analysis count, flat: one short row instead of a record of 600 bytes. All of it follows from the records that are shown;
 * records/fact-index.ts fills it.
 */
export const facts = `
-- whom facts are about, by a number that takes a byte where an id takes 36; 0 is nobody
CREATE TABLE fact_person (
  pid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- row of the Patient; NULL for who is not here, was deleted or merged
  rid INTEGER UNIQUE,
  birth TEXT,
  -- male, female or other
  sex TEXT,
  -- the day of death, '' where it is not known; NULL for who lives
  died TEXT
);

-- practitioners, places, codes and currencies, by number
CREATE TABLE fact_name (
  nid INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- what those records call it of which no other word is kept (storage/fact-labels.ts)
  label TEXT
);

-- kind: see storage/facts.ts, which says what the columns behind the row of the record mean
CREATE TABLE fact (
  kind INTEGER NOT NULL,
  pid INTEGER NOT NULL,
  -- of the clinic; '' for one without a date
  day TEXT NOT NULL,
  at INTEGER NOT NULL,
  rid INTEGER NOT NULL,
  who INTEGER,
  place INTEGER,
  code INTEGER,
  value NUMERIC,
  other NUMERIC,
  until TEXT,
  PRIMARY KEY (kind, pid, day, at, rid)
) WITHOUT ROWID;
CREATE INDEX fact_rid ON fact (rid);
-- doses by vaccine
CREATE INDEX fact_dose ON fact (code, pid, day) WHERE kind = 40;
-- living and dead by age
CREATE INDEX fact_born ON fact_person (birth, died, rid);

-- how many facts there are of each day that are alike; who, place and value are -1 where a fact has none
CREATE TABLE fact_count (
  kind INTEGER NOT NULL,
  day TEXT NOT NULL,
  who INTEGER NOT NULL,
  place INTEGER NOT NULL,
  value NUMERIC NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (kind, day, who, place, value)
) WITHOUT ROWID;
-- what is counted by day
CREATE INDEX fact_day ON fact (kind, day, who, place, code, value, other) WHERE kind < 20;
`;
