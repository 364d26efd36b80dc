import { getAddress } from "viem";
import { CopyButton } from "./CopyButton.tsx";
import { classNames } from "./classNames.ts";
import { shorten } from "./shorten.ts";
import { useAddressName } from "./useAddressName.ts";

export type AddressProps = { value: string; copy?: boolean; className?: string };

/** An account: its name where the page knows one (you, a demo person), always with the address itself. */
export function Address({ value, copy = true, className }: AddressProps) {
  const name = useAddressName(value);
  // With its check digits, whichever way it came: people compare addresses by eye.
  const address = getAddress(value);
  return (
    <span className={classNames("inline-flex max-w-full flex-wrap items-center gap-x-1.5 align-middle", className)}>
      {name ? <span className="font-medium">{name}</span> : null}
      <span className="inline-flex items-center gap-0.5">
        <code title={address} className="font-mono text-[0.9em]">
          {shorten(address, 6, 4)}
        </code>
        {copy ? <CopyButton text={address} label={`Copy address ${shorten(address, 6, 4)}`} /> : null}
      </span>
    </span>
  );
}
