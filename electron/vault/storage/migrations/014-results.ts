/** What was put right after it was final is rare; whoever acknowledged it before has to see it again, and it is found by this. */
export const results = `
CREATE INDEX record_corrected ON record (patient)
  WHERE type = 'Observation' AND deleted = 0 AND status IN ('amended', 'corrected', 'entered-in-error');
`;
