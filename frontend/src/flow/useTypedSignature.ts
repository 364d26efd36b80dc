import { checkSignature, type SignatureCheck } from "@colophon/sdk/read";
import { useCallback, useState } from "react";
import type { Address, Hex, TypedDataDefinition, WalletClient } from "viem";
import { useConfig, useConnection } from "wagmi";
import { useActiveChain } from "../lib/chain.ts";
import { shorten } from "../lib/format.ts";
import { useChainClient } from "../lib/useFinding.ts";
import { signingProblem } from "../lib/walletProblem.ts";

type SignOptions = {
  /** Whether it is for a permit, which takes the signatures of keys alone. */
  keyOnly?: boolean;
};

/**
 * Asks the wallet for a signature of typed data, and says what went wrong. What comes back has the form that contracts
 * take, and counts: it was checked. Nothing is sent and no fee is paid.
 */
export function useTypedSignature() {
  const config = useConfig();
  const chain = useActiveChain();
  const client = useChainClient();
  const { address: account, chainId, connector } = useConnection();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();

  const sign = useCallback(
    async (typedData: TypedDataDefinition, { keyOnly = false }: SignOptions = {}): Promise<Hex | undefined> => {
      if (!account || asking) return undefined;
      setAsking(true);
      setProblem(undefined);
      try {
        const { getWallet } = await import("../lib/getWallet.ts");
        const wallet = await getWallet(config, { account, chainId: chain.id, connector });
        const signature = await wallet.signTypedData({
          account,
          ...typedData,
        } as Parameters<WalletClient["signTypedData"]>[0]);
        const check = await checkSignature(client, { signer: account, typedData, signature, keyOnly });
        if (check.status === "good" || check.status === "undeployed") return check.signature;
        setProblem(refusalInWords(check, account));
      } catch (error) {
        setProblem(signingProblem(error));
      } finally {
        setAsking(false);
      }
      return undefined;
    },
    [account, asking, config, chain.id, client, connector],
  );
  return { account, rightChain: chainId === chain.id, asking, problem, sign };
}

/** Why a signature would not count, before anybody was given it. */
function refusalInWords(check: SignatureCheck, account: Address): string {
  const short = (address: Address) => shorten(address, 6, 4);
  if (check.status === "another signer" && check.found) {
    return `Your wallet signed with another account: what came back is of ${short(check.found)}, or of other words than these, and not of ${short(account)}. It would not count, so it was not used. Choose ${short(account)} in your wallet (on a hardware wallet, its own path) and sign again.`;
  }
  if (check.status === "refused") {
    return `${short(account)} is a contract, and it does not accept this signature (yet). Other signers may have to agree in your wallet. It was not used; sign again when they have.`;
  }
  return "What your wallet gave is not a signature that counts, so it was not used. Update the wallet, or sign with another one.";
}
