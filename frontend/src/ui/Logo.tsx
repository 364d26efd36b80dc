/** The printer's mark: a four-pointed star around a point in time. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="6" className="fill-accent" />
      <path className="fill-on-accent" d="M16 5.5 19 13l7.5 3-7.5 3-3 7.5-3-7.5L5.5 16l7.5-3z" />
      <circle cx="16" cy="16" r="2.2" className="fill-accent" />
    </svg>
  );
}
