/** What FHIR search narrows by, and up to which row of `record` that is there; see storage/search-keys.ts. */
export const searchKeys = `
CREATE TABLE search_key (
  key INTEGER NOT NULL,
  rid INTEGER NOT NULL,
  PRIMARY KEY (key, rid)
) WITHOUT ROWID;

CREATE TABLE search_keyed (
  version INTEGER NOT NULL,
  rid INTEGER NOT NULL
);
`;
