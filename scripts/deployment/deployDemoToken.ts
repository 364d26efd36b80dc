import type { Signer } from "ethers";
import { deployMock } from "./deployMock.ts";

export type Token = { address: string; symbol: string; name: string; decimals: number };

/** Deploys the play money of the local chain, if it is not there yet. */
export async function deployDemoToken(signer: Signer): Promise<Token> {
  const address = await deployMock(signer, "test/mocks/DemoToken.sol");
  return { address, symbol: "dUSD", name: "Demo Dollar", decimals: 6 };
}
