/** Whether a review of results may no longer hold: any value that was written to again, and any that had not come yet, makes it so. */
export const seenValues = `
-- a value that a laboratory sends again under the same status is one, too; so is one that was deleted
DROP INDEX record_corrected;
CREATE INDEX record_rewritten ON record (patient) WHERE type = 'Observation' AND version > 1;
-- what somebody has looked at, and whether all values were there by then
DROP INDEX record_review;
CREATE INDEX record_review ON record (json_extract(json, '$.focus.reference'), json_extract(json, '$.businessStatus.coding[0].code'))
  WHERE type = 'Task' AND deleted = 0 AND status = 'completed' AND code = 'https://xinglin.example/fhir/CodeSystem/task|review-result';
`;
