import { createContext, useContext } from "react";

/** Names the page knows for accounts, by lower-case address. */
export const AddressNames = createContext<ReadonlyMap<string, string>>(new Map());

export function useAddressName(address: string): string | undefined {
  return useContext(AddressNames).get(address.toLowerCase());
}

let open = false;

const listeners = new Set<() => void>();

/** Whether the wallet dialog is open, and a way to open it from anywhere on a page. */
export const walletDialog = {
  isOpen: () => open,
  setOpen(next: boolean) {
    open = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

/** The code of a wallet's answer (EIP-1193), wherever a library has wrapped it. */
export function walletErrorCode(error: unknown): number | undefined {
  for (let depth = 0, current = error; depth < 8 && current && typeof current === "object"; depth++) {
    const { code, cause } = current as { code?: unknown; cause?: unknown };
    if (typeof code === "number") return code;
    current = cause;
  }
  return undefined;
}

/** What went wrong with a wallet when connecting or switching, as a sentence that says what to do. */
export function walletProblem(error: unknown): string {
  switch (walletErrorCode(error)) {
    case 4001:
      return "You declined in your wallet. Nothing has changed; choose it again when you are ready.";
    case -32002:
      return "Your wallet is already asking. Open it and answer there.";
    case 4100:
      return "Your wallet is locked or has not allowed this page. Unlock it and try again.";
    case 4902:
      return "Your wallet does not know this network and did not add it. Add it in your wallet, then try again.";
    case 4900:
    case 4901:
      return "Your wallet is not connected to its network. Check it and try again.";
    default:
      return "Your wallet did not answer as expected. Unlock it, reload this page, and try again.";
  }
}
