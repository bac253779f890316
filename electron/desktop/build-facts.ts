declare const __XINGLIN_RELEASE__: boolean;

/** Written in by the bundler: a release may not do what evaluation and tests need (see docs/decisions). */
export const RELEASE: boolean = __XINGLIN_RELEASE__;
