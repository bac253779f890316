/** Scheme and host of the window's own files. */
export const SCHEME = 'app';
export const HOST = 'xinglin';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** Where index.html wants the nonce of its load (`<meta name="csp-nonce">`, read by the style library). */
export const NONCE_MARK = '__CSP_NONCE__';

/** The content security policy of one load: own files only, styles also by this load's nonce, no connections at all. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Whether an address belongs to the window's own page. `devUrl`: the development server, where there is one. */
export function isOwnPage(address: string, devUrl: string | undefined): boolean {
  const url = URL.parse?.(address) ?? parse(address);
  if (!url) return false;
  if (url.protocol === `${SCHEME}:`) return url.host === HOST;
  return devUrl !== undefined && url.origin === new URL(devUrl).origin;
}

/** `URL.parse` is younger than the oldest runtime. */
function parse(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** What decides whether a message may be answered: the parts of Electron's event that we look at. */
export interface Sender<Contents extends { readonly mainFrame: unknown }> {
  readonly sender: Contents;
  readonly senderFrame: { readonly url: string } | null;
}

/** Whether a message comes from the page of our window itself: not from another one, a frame in it, a foreign page. */
export function mayAsk<Contents extends { readonly mainFrame: unknown }>(
  event: Sender<Contents>,
  ours: Contents | undefined,
  devUrl: string | undefined,
): boolean {
  const { sender, senderFrame } = event;
  if (ours === undefined || senderFrame === null || sender !== ours || senderFrame !== sender.mainFrame) return false;
  return isOwnPage(senderFrame.url, devUrl);
}
