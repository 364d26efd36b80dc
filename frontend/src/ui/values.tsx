import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { getAddress } from "viem";
import { copyText } from "../lib/device.ts";
import { formatAmount, formatNumber, shorten } from "../lib/format.ts";
import { useOwnName } from "../lib/names.ts";
import { formatTime } from "../lib/time.ts";
import { useAddressName } from "../lib/wallet.ts";
import { classNames } from "./classNames.ts";
import { toasts } from "./toasts.tsx";

type TimeProps = {
  /** Seconds since 1970. */
  seconds: bigint | number;
  /** The block that says so. */
  block?: bigint | number;
};

/** A moment in UTC, with the block it was recorded in. */
export function Time({ seconds, block }: TimeProps) {
  const text = formatTime(seconds);
  return (
    <span className="whitespace-normal">
      <time translate="no" dateTime={new Date(Number(seconds) * 1000).toISOString()}>
        {text}
      </time>
      {block === undefined ? null : (
        <span className="text-soft">
          {" "}
          <span className="whitespace-nowrap">(block {formatNumber(block)})</span>
        </span>
      )}
    </span>
  );
}

type MoneyProps = {
  /** In the currency's smallest unit. */
  amount: bigint;
  decimals: number;
  symbol: string;
  /** At most this many decimals, with a leading "about" when something is left out; the title stays exact. */
  about?: number;
};

/** An amount of money, exact to its last digit unless `about` says otherwise. */
export function Money({ amount, decimals, symbol, about }: MoneyProps) {
  const exact = formatAmount(amount, decimals);
  if (about !== undefined && decimals > about) {
    const unit = 10n ** BigInt(decimals - about);
    const rounded = ((amount + unit / 2n) / unit) * unit;
    if (rounded !== amount) {
      const tooSmall = rounded === 0n;
      const shown = formatAmount(tooSmall ? unit : rounded, decimals);
      return (
        <span title={`${exact} ${symbol}`} className="tabular-nums">
          {tooSmall ? "less than" : "about"}{" "}
          <span translate="no">
            {shown}&nbsp;{symbol}
          </span>
        </span>
      );
    }
  }
  return (
    <span translate="no" className="tabular-nums">
      {/* Eighteen decimals may break where they must; the currency's name never does. */}
      <span className="[overflow-wrap:anywhere]">{exact}</span>
      <span className="whitespace-nowrap">&nbsp;{symbol}</span>
    </span>
  );
}

type HashProps = {
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
      <code
        translate="no"
        title={value}
        className={classNames("font-mono text-[0.9em]", full && "[overflow-wrap:anywhere]")}
      >
        {full ? value : shorten(value)}
      </code>
      <CopyButton text={value} label={`Copy ${label}`} />
    </span>
  );
}

type AddressViewProps = { value: string; copy?: boolean; className?: string };

/**
 * An account: its name where the page knows one (you, a demo person), else what it calls itself in a work of its own, in
 * quotation marks; always with the address itself.
 */
export function AddressView({ value, copy = true, className }: AddressViewProps) {
  const name = useAddressName(value);
  const own = useOwnName(value, { needed: name === undefined });
  // With its check digits, whichever way it came: people compare addresses by eye.
  const address = getAddress(value);
  return (
    // Words of a sentence, and no box: a box would go to the next line as a whole, and a comma behind it alone.
    <span className={className}>
      {name ? (
        <span className="font-medium">{name} </span>
      ) : own ? (
        <span className="[overflow-wrap:anywhere]" title="What this account calls itself in a work of its own">
          “<bdi>{own}</bdi>”{" "}
        </span>
      ) : null}
      <span className="whitespace-nowrap">
        <code translate="no" title={address} className="font-mono text-[0.9em]">
          {shorten(address, 6, 4)}
        </code>
        {copy ? (
          <CopyButton text={address} label={`Copy address ${shorten(address, 6, 4)}`} className="-my-2 align-middle" />
        ) : null}
        {/* What follows, such as a full stop, stays on this line. */}
        &#8288;
      </span>
    </span>
  );
}

/** Copies a text and says so. */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await copyText(text))) {
      toasts.show("Your browser did not allow copying. Select the text and copy it by hand.");
      return;
    }
    setCopied(true);
    toasts.show("Copied.");
    setTimeout(() => setCopied(false), 2_000);
  };
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={copy}
      className={classNames(
        "inline-flex size-8 shrink-0 items-center justify-center rounded-md text-soft hover:bg-sunk hover:text-ink",
        className,
      )}
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}
