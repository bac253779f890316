/** Whose record is not in use any more, and what ages and sexes are counted by. */
export const people = `
ALTER TABLE fact_person ADD COLUMN inactive INTEGER NOT NULL DEFAULT 0;
DROP INDEX fact_born;
-- living and dead by age and sex
CREATE INDEX fact_born ON fact_person (birth, died, rid, inactive, sex);
`;
