import { create } from 'qrcode';
import { useMemo } from 'react';
import classes from './Qr.module.css';

/** A QR code as one SVG path: dark on white in both themes, because cameras want it so. */
export function Qr({ text, label, size = 176 }: { text: string; label: string; size?: number }) {
  const { path, span } = useMemo(() => draw(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      className={classes.qr}
      width={size}
      height={size}
      viewBox={`0 0 ${span} ${span}`}
      shapeRendering="crispEdges"
    >
      <rect width={span} height={span} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Four modules of quiet zone, as the standard asks. */
const QUIET = 4;

function draw(text: string): { path: string; span: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return { path, span: modules.size + 2 * QUIET };
}
