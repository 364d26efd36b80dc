import { useCallback, useState } from "react";
import type { Hex, TypedDataDefinition, WalletClient } from "viem";
import { useConfig, useConnection } from "wagmi";
import { getWalletClient } from "wagmi/actions";
import { useActiveChain } from "../lib/chain.ts";
import { walletErrorCode, walletProblem } from "../lib/wallet.ts";

/** Asks the wallet for a signature of typed data, and says what went wrong. Nothing is sent and no fee is paid. */
export function useTypedSignature() {
  const config = useConfig();
  const chain = useActiveChain();
  const { address: account, chainId, connector } = useConnection();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();

  const sign = useCallback(
    async (typedData: TypedDataDefinition): Promise<Hex | undefined> => {
      if (!account || asking) return undefined;
      setAsking(true);
      setProblem(undefined);
      try {
        const wallet = (await getWalletClient(config, { account, chainId: chain.id, connector })) as WalletClient;
        return await wallet.signTypedData({ account, ...typedData } as Parameters<WalletClient["signTypedData"]>[0]);
      } catch (error) {
        setProblem(
          walletErrorCode(error) === 4001
            ? "You declined in your wallet. Nothing was signed; you can ask again."
            : walletProblem(error),
        );
        return undefined;
      } finally {
        setAsking(false);
      }
    },
    [account, asking, config, chain.id, connector],
  );
  return { account, rightChain: chainId === chain.id, asking, problem, sign };
}
