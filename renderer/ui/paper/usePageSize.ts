import { useLayoutEffect } from 'react';
import type { Size } from './Pages.tsx';

/** The size of the sheets that the window prints on, without a margin, for as long as this is shown; else that of global.css. */
export function usePageSize({ width, height }: Size): void {
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@page { size: ${width}mm ${height}mm; margin: 0; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    };
  }, [width, height]);
}
