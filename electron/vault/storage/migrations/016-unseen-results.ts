/** Which results nobody has looked at, without reading what was looked at in a whole year: the first page of a day says how many there are. */
export const unseenResults = `
-- reports by day, with all that says whether one waits
CREATE INDEX record_report ON record (day, id, patient, status, at, version, conflicts)
  WHERE type = 'DiagnosticReport' AND deleted = 0;
-- what somebody has looked at
CREATE INDEX record_review ON record (json_extract(json, '$.focus.reference'))
  WHERE type = 'Task' AND deleted = 0 AND status = 'completed' AND code = 'https://xinglin.example/fhir/CodeSystem/task|review-result';
`;
