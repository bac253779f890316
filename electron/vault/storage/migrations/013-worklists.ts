/** What is still to be done is few; what was done in all the years is not to be read for it. */
export const worklists = `
CREATE INDEX record_task ON record (status, at) WHERE type = 'Task' AND deleted = 0;
CREATE INDEX record_order ON record (status, at) WHERE type = 'ServiceRequest' AND deleted = 0;
`;
