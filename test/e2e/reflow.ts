import type { Person } from './person.ts';

/**
 * What is cut off, or would have to be scrolled sideways, in the window as it stands (WCAG 2.2, 1.4.4 and 1.4.10): the element and its
 * first words. A line that ends in an ellipsis is meant to; its whole text stands elsewhere.
 */
export function cutOff({ page }: Person): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const isWide = document.documentElement.scrollWidth > window.innerWidth;
    if (isWide) found.push('the page is wider than the window');
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const box = element.getBoundingClientRect();
      // what is for screen readers only is as good as a point
      if (box.width < 3 || box.height < 3 || !element.checkVisibility({ visibilityProperty: true })) continue;
      const style = getComputedStyle(element);
      const hides = style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis';
      const what = `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 40)}`;
      if (hides && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${what}`);
      if (box.right > window.innerWidth + 1) found.push(`out of the window: ${what}`);
    }
    return found;
  });
}
