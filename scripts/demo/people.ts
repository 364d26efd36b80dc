import { type HDAccount, mnemonicToAccount } from "viem/accounts";

export type Person = { name: string; account: HDAccount };

/** The phrase of every local development chain: its keys are public. */
const phrase = "test test test test test test test test test test test junk";

function person(name: string, addressIndex: number): Person {
  return { name, account: mnemonicToAccount(phrase, { addressIndex }) };
}

/** Who made and who licenses the demo catalogue: the people that the dApp lets a newcomer play. */
export const people = {
  ines: person("Ines Okafor", 0),
  tomas: person("Tomas Lind", 1),
  maya: person("Maya Chen", 2),
} as const;
