import { isSameAddress } from "@colophon/sdk";
import { type Address, zeroAddress } from "viem";
import { useActiveChain } from "../lib/chain.ts";
import { type CurrencyInfo, type CurrencyState, useCurrency } from "../lib/currency.ts";
import { count } from "../lib/format.ts";
import { parseToken } from "../lib/parse.ts";
import { Spinner } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { AddressView } from "../ui/values.tsx";
import { CodeField, type TypedFieldProps } from "./fields.tsx";

type CurrencyFieldProps = Pick<TypedFieldProps, "label" | "hint" | "error" | "className"> & {
  /** The chain's coin is the zero address. */
  value: string;
  onChange: (currency: string) => void;
  /** An option beside the currencies themselves, before or after them. */
  any?: { value: string; label: string };
  other?: { value: string; label: string };
};

/** One of the currencies that this site lists: the chain's coin and its tokens. */
export function CurrencyField({ value, onChange, any, other, ...field }: CurrencyFieldProps) {
  const { currency, tokens } = useActiveChain();
  const offered = [{ address: zeroAddress, ...currency }, ...tokens];
  return (
    <Field {...field}>
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        {any ? <option value={any.value}>{any.label}</option> : null}
        {offered.map(({ address, name, symbol }) => (
          <option key={address} value={address}>
            {name} ({symbol})
          </option>
        ))}
        {other ? <option value={other.value}>{other.label}</option> : null}
      </Select>
    </Field>
  );
}

/** A currency as somebody chooses it: one that this site lists, or any other token by its address. */
type CurrencyChoice = { currency: Address | "other"; token: string };

export type ChosenCurrency = {
  /** What an amount can be understood in; undefined while another token is not known. */
  currency: CurrencyInfo | undefined;
  /** How reading another token stands, once its address is complete. */
  reading: CurrencyState["status"] | undefined;
};

/** The currency that a form names. Another token is asked on the chain what it is called and how it is divided. */
export function useChosenCurrency({ currency, token }: CurrencyChoice): ChosenCurrency {
  const chain = useActiveChain();
  const other = currency === "other" ? parseToken(token, chain.deployment) : undefined;
  const complete = currency !== "other" || other !== undefined;
  const address = currency === "other" ? (other ?? zeroAddress) : currency;
  const state = useCurrency(address);
  const known = state.status === "known" ? state.currency : undefined;
  // A site may stop listing a token that a draft names.
  const offered =
    currency === "other" ||
    address === zeroAddress ||
    chain.tokens.some((listed) => isSameAddress(listed.address, address));
  return {
    currency: complete && offered ? known : undefined,
    reading: currency === "other" && complete ? state.status : undefined,
  };
}

type TokenFieldProps = {
  /** Which token it is, where a form asks for several. */
  label: string;
  value: CurrencyChoice;
  onChange: (patch: { token: string }) => void;
  chosen: ChosenCurrency;
  error: string | undefined;
};

/** The address of another token, once that was chosen, and what the token says of itself. */
export function TokenField({ label, value, onChange, chosen, error }: TokenFieldProps) {
  if (value.currency !== "other") return null;
  return (
    <>
      <CodeField label={label} required value={value.token} onChange={(token) => onChange({ token })} error={error} />
      <TokenNote {...chosen} />
    </>
  );
}

/** What another token says of itself, and how far that can be trusted. */
function TokenNote({ currency, reading }: ChosenCurrency) {
  const chain = useActiveChain();
  if (reading === undefined) return null;
  if (reading === "reading") {
    return (
      <p role="status" className="flex items-center gap-2 text-soft text-sm">
        <Spinner /> Asking the token what it is…
      </p>
    );
  }
  if (reading === "unreachable") {
    return (
      <Notice tone="warning">
        <p>{chain.name} does not answer, so this token cannot be read now. It is asked again when you type.</p>
      </Notice>
    );
  }
  if (!currency) {
    return (
      <Notice tone="warning" urgent title="This is no token that can be used for a price">
        <p>
          Nothing at this address on {chain.name} says its name and its decimals. Check the address and the network.
        </p>
      </Notice>
    );
  }
  if (currency.listed) {
    return (
      <Notice tone="ok">
        <p>
          This is {currency.name} ({currency.symbol}), a token that this site lists.
        </p>
      </Notice>
    );
  }
  const symbols = [chain.currency.symbol, ...chain.tokens.map(({ symbol }) => symbol)];
  const posing = symbols.some((symbol) => symbol.toLowerCase() === currency.symbol.trim().toLowerCase());
  return (
    <Notice
      tone="warning"
      urgent={posing}
      title={
        posing ? `This is not the ${currency.symbol} that this site lists` : "This token is not on this site's list"
      }
    >
      <p>
        It calls itself “<bdi>{currency.name}</bdi>” (<bdi>{currency.symbol}</bdi>) and says that it has{" "}
        {count(currency.decimals, "decimal")}. Anybody can give a token any name. What counts is its address:{" "}
        <AddressView value={currency.address} />
      </p>
      <p>
        A token that takes fees, can be frozen or is worthless takes that with it: you and the buyers would bear it.
      </p>
    </Notice>
  );
}
