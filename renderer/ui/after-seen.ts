/**
 * Ends what is told after so long in sight: a window that is hidden, or too busy to draw, draws no frame, and what nobody could see has not begun to count.
 * Returns the function that gives it up.
 */
export function afterSeen(ms: number, end: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // the second comes when the first has been drawn
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      timer = setTimeout(end, ms);
    });
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
