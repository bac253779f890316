/** When each patient was seen last, without reading their visits: the list of patients is sorted and filtered by it. */
export const lastVisits = `
CREATE INDEX record_seen ON record (patient, at, day)
  WHERE type = 'Encounter' AND deleted = 0 AND (status IS NULL OR status NOT IN ('planned', 'cancelled', 'entered-in-error'));
`;
