import { errorKindOf, explainError } from "@colophon/sdk";

/** What went wrong with a wallet when connecting or switching, as a sentence that says what to do. */
export function walletProblem(error: unknown): string {
  switch (errorKindOf(error)) {
    case "Rejected":
      return "You declined in your wallet. Nothing has changed; choose it again when you are ready.";
    case "WalletBusy":
      return "Your wallet is already asking. Open it and answer there.";
    case "WalletLocked":
      return "Your wallet is locked or has not allowed this page. Unlock it and try again.";
    case "WrongChain":
      return "Your wallet does not know this network and did not add it. Add it in your wallet, then try again.";
    case "WalletDisconnected":
      return "Your wallet is not connected to its network. Check it and try again.";
    case undefined:
    case "WalletFailed":
      return "Your wallet did not answer as expected. Unlock it, reload this page, and try again.";
    default:
      return explainError(error).sentence;
  }
}

/** The same for a signature, which is asked for without anything being sent. */
export function signingProblem(error: unknown): string {
  return errorKindOf(error) === "Rejected"
    ? "You declined in your wallet. Nothing was signed; you can ask again."
    : walletProblem(error);
}
