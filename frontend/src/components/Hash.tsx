import { CopyButton } from "./CopyButton.tsx";
import { classNames } from "./classNames.ts";
import { shorten } from "./shorten.ts";

export type HashProps = {
  value: string;
  /** What it is, for screen readers and the copy button: "SHA-256", "transaction". */
  label: string;
  /** Shows every character, for comparing by eye. */
  full?: boolean;
  className?: string;
};

/** A hash, number or other long code: shortened, complete in its title, with a button to copy it. */
export function Hash({ value, label, full = false, className }: HashProps) {
  return (
    <span className={classNames("inline-flex max-w-full items-center gap-0.5 align-middle", className)}>
      <code title={value} className={classNames("font-mono text-[0.9em]", full && "[overflow-wrap:anywhere]")}>
        {full ? value : shorten(value)}
      </code>
      <CopyButton text={value} label={`Copy ${label}`} />
    </span>
  );
}
