import { type OnchainTerms, type Terms, territoriesOfBitmap } from "@colophon/sdk";

/** The territories of terms on chain, as a person chooses them. */
export function territoriesOf({ territories }: Pick<OnchainTerms, "territories">): Terms["territories"] {
  return territoriesOfBitmap(territories).territories;
}
