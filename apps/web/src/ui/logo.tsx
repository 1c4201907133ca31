/** The mark: a U, and the one that stands in behind it. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" fill="none" strokeLinecap="round" aria-hidden="true" className={className}>
      <rect width="20" height="20" rx="4.5" className="fill-accent" />
      <path d="M5 4.5v6a5 5 0 0 0 10 0v-6" strokeWidth="2" className="stroke-accent-ink" />
      <path d="M8.6 4.5v6a1.4 1.4 0 0 0 2.8 0v-6" strokeWidth="1.6" className="stroke-accent-ink" opacity="0.6" />
    </svg>
  );
}
