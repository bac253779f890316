/** The address of an endpoint: what a workstation is given, keeps, and signs when it logs in. */

/**
 * http or https, host in lower case, port only where it is not the usual one, path prefix without a trailing slash:
 * `https://records.example.org/clinics`. null for anything else, and for an address with a user, a query or a fragment.
 */
export function normaliseAddress(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null; // not a URL
  }
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password || url.search || url.hash)
    return null;
  return url.href.replace(/\/+$/, '');
}
