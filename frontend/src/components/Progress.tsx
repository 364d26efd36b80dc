export type ProgressProps = {
  label: string;
  /** From 0 to 1; undefined when nobody knows how long it takes. */
  value: number | undefined;
};

export function Progress({ label, value }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-2.5 overflow-hidden rounded-full border border-edge bg-sunk"
    >
      {percent === undefined ? (
        <div className="h-full w-1/3 animate-pulse rounded-full bg-accent" />
      ) : (
        // A transform is drawn without a new layout, so a busy page stays smooth.
        <div
          className="h-full origin-left bg-accent transition-transform duration-200 ease-linear"
          style={{ transform: `scaleX(${percent / 100})` }}
        />
      )}
    </div>
  );
}
