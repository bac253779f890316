/** Xinglin's sign: an apricot blossom in five lines. Decoration; the name stands beside it. */
export function Mark({ size = '1.5rem' }: { size?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="var(--x-apricot)"
      strokeWidth="1.6"
      aria-hidden
    >
      {[0, 72, 144, 216, 288].map((turn) => (
        <path
          key={turn}
          d="M12 10.2c-3-1.6-3.6-5.2 0-7.7 3.6 2.5 3 6.1 0 7.7z"
          transform={`rotate(${turn} 12 12.4)`}
          strokeLinejoin="round"
        />
      ))}
      <circle cx="12" cy="12.4" r="1.5" fill="var(--x-apricot)" stroke="none" />
    </svg>
  );
}
