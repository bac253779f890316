/** Why a record was changed, where the author had to say so: an amendment, an error. */
export const reasons = `
ALTER TABLE change ADD COLUMN reason TEXT;
`;
