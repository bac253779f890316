/** Telephone numbers of all countries. Loaded when cleaning begins: a vault that cleans nothing starts without them. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** E.164 of a number as it was written; undefined where no number is like it. `country`: ISO 3166-1, for one without its own. */
export function telephone(written: string, country: string | undefined): string | undefined {
  const known: CountryCode | undefined = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(written, known);
  return parsed?.isPossible() ? parsed.number : undefined;
}
