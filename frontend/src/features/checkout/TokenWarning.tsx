import type { Address } from "viem";
import { Checkbox } from "../../components/Checkbox.tsx";
import { Hash } from "../../components/Hash.tsx";
import { Notice } from "../../components/Notice.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import type { CurrencyState } from "../../lib/currency/useCurrency.ts";

export type TokenWarningProps = {
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
