/** Chinese dates as numbers. */

/** `2024年1月5日` as `2024-1-5`; any other text as it is. */
export function zh(text: string): string {
  return text
    .replace(/^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号] ?/, '$1-$2-$3 ')
    .replace(/^(\d{4}) ?年 ?(\d{1,2}) ?月$/, '$1-$2')
    .trim();
}
