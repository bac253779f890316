/** Languages and countries: https://www.rfc-editor.org/rfc/rfc5646 (BCP 47), their form, and parts that ISO 639-1 and ISO 3166-1 do not have. */

/** Private and old ones aside. */
const LANGUAGE = /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8}|[ix](?=-))(?:-[a-z0-9]{1,8})*$/i;
const PARTS = /^([a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-|$)/i;
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

const judged = new Map<string, boolean>();

/** Whether a text is a language. Those of three letters are more than a program knows. */
export function isLanguage(text: string): boolean {
  const known = judged.get(text);
  if (known !== undefined) return known;
  const right = LANGUAGE.test(text) && hasKnownParts(text);
  // there are few in any data; a sender of nonsense fills nothing
  if (judged.size < 1000) judged.set(text, right);
  return right;
}

function hasKnownParts(text: string): boolean {
  const [, language = '', region] = PARTS.exec(text) ?? [];
  return (
    (language.length !== 2 || LANGUAGES.of(language.toLowerCase()) !== undefined) &&
    (region === undefined || REGIONS.of(region.toUpperCase()) !== undefined)
  );
}

/** https://www.iso.org/iso-3166-country-codes.html: two letters, three, or digits; parts of countries after a hyphen. */
export function isCountry(code: string): boolean {
  if (/^[A-Z]{2}$/.test(code)) return REGIONS.of(code) !== undefined;
  return /^(?:[A-Z]{3}|\d{3}|[A-Z]{2}-[A-Z0-9]{1,3})$/.test(code);
}
