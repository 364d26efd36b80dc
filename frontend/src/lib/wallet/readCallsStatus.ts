import type { Config } from "wagmi";
import { getCallsStatus, getConnection } from "wagmi/actions";
import type { CallsStatus } from "../transactions/checkBundle.ts";
import type { TransactionRecord } from "../transactions/TransactionRecord.ts";
import { walletErrorCode } from "./walletProblem.ts";

/** What a wallet answers if it has no bundle of this name (EIP-5792). */
const unknownBundle = 5730;

/** Asks the connected wallet about a bundle; undefined if it is not the one that took it, null if it knows of none. */
export async function readCallsStatus(
  config: Config,
  { bundle, account }: TransactionRecord,
): Promise<CallsStatus | null | undefined> {
  const connection = getConnection(config);
  if (!bundle || !connection.connector || connection.address !== account) return undefined;
  try {
    return await getCallsStatus(config, { id: bundle.id, connector: connection.connector });
  } catch (error) {
    return walletErrorCode(error) === unknownBundle ? null : undefined;
  }
}
