/** The records of a type that were not deleted, in their order: views read them page by page, and a page is found without reading what is before it. */
export const standing = `
CREATE INDEX record_standing ON record (type) WHERE deleted = 0;
`;
