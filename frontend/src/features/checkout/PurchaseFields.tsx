import { useId } from "react";
import type { Address } from "viem";
import { AccountField } from "../../flow/fields.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import type { CurrencyState } from "../../lib/currency.ts";
import type { ParsedAddress } from "../../lib/parse.ts";
import { Checkbox, Field, Input } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Hash } from "../../ui/values.tsx";
import type { Obstacle, ParsedSeats } from "./purchase.ts";

type SeatsFieldProps = {
  /** What one seat is, by the deed. */
  meaning: string;
  text: string;
  parsed: ParsedSeats;
  onChange: (text: string) => void;
};

/** How many seats the licence has. */
export function SeatsField({ meaning, text, parsed, onChange }: SeatsFieldProps) {
  return (
    <Field label="Seats" hint={meaning} error={parsed.ok ? undefined : parsed.error}>
      <span className="flex max-w-40">
        <Input
          value={text}
          onChange={(event) => onChange(event.target.value)}
          inputMode="numeric"
          autoComplete="off"
          className="text-right tabular-nums"
        />
      </span>
    </Field>
  );
}

type RecipientFieldProps = {
  value: { other: boolean; text: string };
  parsed: ParsedAddress | undefined;
  transferable: boolean;
  onChange: (patch: Partial<{ other: boolean; text: string }>) => void;
};

/** Who receives the licence: the buyer, or somebody else. */
export function RecipientField({ value, parsed, transferable, onChange }: RecipientFieldProps) {
  const name = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Who receives the licence</legend>
      <Checkbox
        type="radio"
        name={name}
        label="I do"
        checked={!value.other}
        onChange={() => onChange({ other: false })}
      />
      <Checkbox
        type="radio"
        name={name}
        label="Somebody else"
        hint={
          transferable
            ? "Only the account that holds it is licensed."
            : "Only the account that holds it is licensed, and this one can never be passed on."
        }
        checked={value.other}
        onChange={() => onChange({ other: true })}
      />
      {value.other ? (
        <AccountField
          label="Account that receives the licence"
          value={value.text}
          onChange={(text) => onChange({ text })}
          error={value.text && parsed && !parsed.ok ? parsed.error : undefined}
        />
      ) : null}
    </fieldset>
  );
}

type TokenWarningProps = {
  currency: CurrencyState;
  address: Address;
  read: boolean;
  onRead: (read: boolean) => void;
};

/** Says that a token's name proves nothing, where it is none of those that this site lists. */
export function TokenWarning({ currency, address, read, onRead }: TokenWarningProps) {
  const chain = useActiveChain();
  const name = currency.status === "known" ? currency.currency.symbol : undefined;
  const namesake =
    name !== undefined &&
    [chain.currency.symbol, ...chain.tokens.map((token) => token.symbol)].some(
      (symbol) => symbol.toLowerCase() === name.toLowerCase(),
    );
  return (
    <Notice tone="warning" title="Check the currency">
      <p>
        {name === undefined
          ? "The price is in a token that does not say its name or its decimals."
          : namesake
            ? `The price is in a token that calls itself “${name}”, but it is not the ${name} that this site lists. Anybody can make a token with that name.`
            : `The price is in a token that calls itself “${name}”. It is not on this site's list, and anybody can make a token with that name.`}
      </p>
      <p>
        Its address is <Hash value={address} label="the token's address" full />.
      </p>
      <Checkbox
        label="I know this token and want to pay with it."
        checked={read}
        onChange={(event) => onRead(event.target.checked)}
      />
    </Notice>
  );
}

/** What the buyer can still do, a line each; the rest says itself elsewhere on the page. */
export function ObstacleLines({ obstacles }: { obstacles: readonly Obstacle[] }) {
  return obstacles.map((obstacle) => {
    const line =
      obstacle.kind === "todo"
        ? obstacle.sentence
        : obstacle.kind === "wait"
          ? "Looking for earlier claims and for licences that stand in the way…"
          : undefined;
    return line ? (
      <span key={line} className="block">
        {line}
      </span>
    ) : null;
  });
}
