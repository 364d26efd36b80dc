import {
  type Address,
  BaseError,
  type Hex,
  hashTypedData,
  isErc6492Signature,
  isHex,
  parseAbi,
  parseErc6492Signature,
  recoverAddress,
  size,
  type TypedDataDefinition,
} from "viem";
import { normalSignature } from "../core/signature.ts";
import { isSameAddress } from "../model/ids.ts";
import { isUnreachable, type ReadClient } from "./finding.ts";

export type SignatureCheck =
  /** It counts: hand it on as it stands here. */
  | { status: "good"; signature: Hex }
  /** By a wallet that is not on the chain yet (ERC-6492): it counts once it is. */
  | { status: "undeployed"; signature: Hex }
  /** Another account signed it, or it is of something else. */
  | { status: "another signer"; found: Address | undefined }
  /** The account is a contract, and says that this is not its signature. */
  | { status: "refused" };

export type CheckSignatureParameters = {
  /** Who should have signed. */
  signer: Address;
  typedData: TypedDataDefinition;
  /** As the wallet gave it. */
  signature: string;
  /** Whether it is for a permit, which takes the signatures of keys alone, also of an account that has code. */
  keyOnly?: boolean;
};

const accountAbi = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);

const yes = "0x1626ba7e";

async function recovered(hash: Hex, signature: Hex): Promise<Address | undefined> {
  if (!isHex(signature) || size(signature) !== 65) return undefined;
  try {
    return await recoverAddress({ hash, signature });
  } catch {
    return undefined;
  }
}

/**
 * Whether a signature will count, before it is handed on, by the contracts' own rule: an account that has code is asked
 * itself (ERC-1271), of any other the key is recovered. Brings it into the form that contracts take. Throws viem's
 * errors when the node can't be asked, which is needed only for accounts whose key did not sign.
 */
export async function checkSignature(
  client: ReadClient,
  { signer, typedData, signature, keyOnly = false }: CheckSignatureParameters,
): Promise<SignatureCheck> {
  const hash = hashTypedData(typedData);
  const normal = normalSignature(signature);
  const found = await recovered(hash, normal);
  const byKey = found !== undefined && isSameAddress(found, signer);
  const code = keyOnly ? undefined : await codeOf(client, signer, byKey);
  if (code === undefined) {
    if (byKey) return { status: "good", signature: normal };
    if (!keyOnly && isErc6492Signature(normal)) return { status: "undeployed", signature: normal };
    return { status: "another signer", found };
  }
  // As it was given first: what looks like an account's may be a wallet's own kind.
  const given = signature.toLowerCase() as Hex;
  const unwrapped = isErc6492Signature(normal) ? [parseErc6492Signature(normal).signature] : [];
  for (const each of new Set([...unwrapped, given, normal])) {
    if (isHex(each) && (await accepts(client, { signer, hash, signature: each }))) {
      return { status: "good", signature: each };
    }
  }
  return { status: "refused" };
}

/** The code at an address; undefined if there is none. A key that signed is believed if the node can't be asked. */
async function codeOf(client: ReadClient, address: Address, byKey: boolean): Promise<Hex | undefined> {
  try {
    const code = await client.getCode({ address });
    return code === "0x" ? undefined : code;
  } catch (error) {
    if (byKey) return undefined;
    throw error;
  }
}

async function accepts(
  client: ReadClient,
  { signer, hash, signature }: { signer: Address; hash: Hex; signature: Hex },
): Promise<boolean> {
  try {
    const answer = await client.readContract({
      address: signer,
      abi: accountAbi,
      functionName: "isValidSignature",
      args: [hash, signature],
    });
    return answer === yes;
  } catch (error) {
    if (error instanceof BaseError && !isUnreachable(error)) return false;
    throw error;
  }
}
