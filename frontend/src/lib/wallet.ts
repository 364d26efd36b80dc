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
