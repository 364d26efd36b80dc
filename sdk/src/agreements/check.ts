import { type Address, type Hex, isHex, recoverTypedDataAddress, size, type TypedDataDefinition } from "viem";
import { normalSignature } from "../core/signature.ts";
import { agreementIdOf, agreementTypedData } from "../model/agreement.ts";
import { isSameAddress } from "../model/ids.ts";
import { inList, words } from "../model/words.ts";
import { missingOf, type SignedAgreement } from "./document.ts";

/** Whether a party signed, as far as the file alone tells. */
export type PartyState =
  /** The key of the account signed exactly this. */
  | "signed"
  | "missing"
  /** Not by the account's key: a contract's signature, which only the chain can check, or a wrong one. */
  | "not by key";

export type AgreementCheck = {
  id: Hex;
  parties: readonly { party: Address; state: PartyState }[];
  /** Whether every party's key signed. */
  complete: boolean;
  /** For people. */
  sentence: string;
};

/** Who signed an agreement, from its file alone: no chain is asked. Signatures of contracts need checkAgreementOnChain. */
export async function checkAgreement(signed: SignedAgreement): Promise<AgreementCheck> {
  const typedData = agreementTypedData(signed, signed.agreement);
  const missing = missingOf(signed);
  const parties = await Promise.all(
    signed.agreement.parties.map(async (party) => {
      const signature = signed.signatures.find((each) => isSameAddress(each.party, party))?.signature;
      return {
        party,
        state: signature === undefined ? ("missing" as const) : await stateOf(typedData, party, signature),
      };
    }),
  );
  const otherwise = parties.filter(({ state }) => state === "not by key").map(({ party }) => words.account(party));
  const sentences = [
    missing.length > 0 ? `${inList(missing.map(words.account))} did not sign yet.` : undefined,
    otherwise.length > 0
      ? `What is there for ${inList(otherwise)} is not a signature of that account's key for exactly this. If it is a contract, only its chain can say whether it agreed.`
      : undefined,
  ].filter((each) => each !== undefined);
  const complete = sentences.length === 0;
  const everybody = `All ${parties.length} parties signed exactly this text.`;
  return {
    id: agreementIdOf(signed, signed.agreement),
    parties,
    complete,
    sentence: complete
      ? parties.length === 1
        ? "The party signed exactly this text."
        : everybody
      : sentences.join(" "),
  };
}

async function stateOf(
  typedData: ReturnType<typeof agreementTypedData>,
  party: Address,
  signature: Hex,
): Promise<PartyState> {
  return (await isSignedByKey(typedData, party, signature)) ? "signed" : "not by key";
}

/**
 * Whether an account's key made a signature, which is in the form that contracts take (normalSignature): no chain is asked.
 * False for what a contract signed.
 */
export async function isSignedByKey(
  typedData: TypedDataDefinition,
  account: Address,
  signature: Hex,
): Promise<boolean> {
  if (!isHex(signature) || size(signature) !== 65 || !/1[bc]$/.test(signature)) return false;
  if (normalSignature(signature) !== signature) return false;
  try {
    return isSameAddress(await recoverTypedDataAddress({ ...typedData, signature }), account);
  } catch {
    return false;
  }
}
