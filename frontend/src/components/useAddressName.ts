import { createContext, useContext } from "react";

/** Names the page knows for accounts, by lower-case address. */
export const AddressNames = createContext<ReadonlyMap<string, string>>(new Map());

export function useAddressName(address: string): string | undefined {
  return useContext(AddressNames).get(address.toLowerCase());
}
