/**
 * How many random histories a property looks at: so many, or the multiple of it that the environment asks for. Mutation tests
 * run each property hundreds of times over and ask for few; whoever looks for defects asks for many (XINGLIN_RANDOM_SHARE=10).
 */
export function runs(usual: number): number {
  const share = Number(process.env.XINGLIN_RANDOM_SHARE ?? '1');
  return Math.max(1, Math.round(usual * share));
}
