/** What cleaning can do, by name: the rules, and the reasons that they give for each change. */

/** In the order in which they run: what a later rule reads, an earlier one has tidied. */
export const CLEANING_RULES = [
  'blanks',
  'placeholders',
  'names',
  'sex',
  'dates',
  'phones',
  'identity',
  'addresses',
  'units',
  'codes',
  'duplicates',
] as const;
export type CleaningRuleName = (typeof CLEANING_RULES)[number];

export const CLEANING_REASONS = [
  'blanks',
  'empty',
  'placeholder',
  'placeholder-date',
  'name-blanks',
  'name-parts',
  'sex-word',
  'date-form',
  'date-zone',
  'date-ambiguous',
  'phone-e164',
  'phone-unknown',
  'identity-form',
  'identity-digit',
  'identity-short',
  'address-blanks',
  'unit-code',
  'unit-ambiguous',
  'unit-unknown',
  'code-dot',
  'code-form',
  'code-mapped',
  'code-display',
  'identifier-twice',
] as const;
export type CleaningReason = (typeof CLEANING_REASONS)[number];
