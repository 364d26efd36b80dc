import { formatId, parseId } from "@colophon/sdk";
import { type Address, type Hex, isAddress, isHex } from "viem";
import { siteLink } from "../config/site.ts";

/** A holder's signed order to send their income to an address. Anyone may carry it out, once. */
export type SignedClaim = {
  chainId: number;
  /** The contract it was signed for. */
  royalties: Address;
  work: bigint;
  currency: Address;
  holder: Address;
  to: Address;
  maxSteps: bigint;
  nonce: bigint;
  /** The last second at which it counts. */
  deadline: bigint;
  signature: Hex;
};

const claimFormat = "colophon-claim/1";

/** A signed claim as JSON, for a file or a link. */
export function claimDocument({ work, maxSteps, nonce, deadline, ...rest }: SignedClaim): string {
  return JSON.stringify({
    format: claimFormat,
    ...rest,
    work: formatId(work, "work"),
    maxSteps: String(maxSteps),
    nonce: String(nonce),
    deadline: String(deadline),
  });
}

type ParsedClaim = { ok: true; claim: SignedClaim } | { ok: false; error: string };

const damaged = "This is not a complete signed withdrawal. Ask for the file or the link again, and copy all of it.";

/** The longest text that is looked at; a signature of a smart wallet may be long. */
const mostCharacters = 20_000;

/** Reads a signed claim from the text of its file, strictly. */
export function parseClaim(text: string): ParsedClaim {
  if (text.length > mostCharacters) return { ok: false, error: damaged };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { ok: false, error: damaged };
  }
  if (typeof document !== "object" || document === null) return { ok: false, error: damaged };
  const { format, chainId, royalties, work, currency, holder, to, maxSteps, nonce, deadline, signature } =
    document as Record<string, unknown>;
  if (format !== claimFormat) return { ok: false, error: damaged };
  const number = (value: unknown) =>
    typeof value === "string" && /^\d{1,78}$/.test(value) ? BigInt(value) : undefined;
  const [steps, count, last] = [number(maxSteps), number(nonce), number(deadline)];
  if (
    typeof chainId !== "number" ||
    !Number.isSafeInteger(chainId) ||
    !isAddress(String(royalties)) ||
    !isAddress(String(currency)) ||
    !isAddress(String(holder)) ||
    !isAddress(String(to)) ||
    typeof work !== "string" ||
    !isHex(signature) ||
    steps === undefined ||
    count === undefined ||
    last === undefined
  ) {
    return { ok: false, error: damaged };
  }
  try {
    return {
      ok: true,
      claim: {
        chainId,
        royalties: royalties as SignedClaim["royalties"],
        work: parseId(work, "work"),
        currency: currency as SignedClaim["currency"],
        holder: holder as SignedClaim["holder"],
        to: to as SignedClaim["to"],
        maxSteps: steps,
        nonce: count,
        deadline: last,
        signature,
      },
    };
  } catch {
    return { ok: false, error: damaged };
  }
}

/** The text of a signed claim as the part of an address after "#", which no server ever sees. */
export function claimFragment(document: string): string {
  return encodeURIComponent(document);
}

/** The address of a page of this site that carries a signed claim out. */
export const claimLink = (document: string): string => siteLink(`/claim#${claimFragment(document)}`);

/** The text that the part of an address after "#" stands for; empty if it is damaged. */
export function documentOfFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment.replace(/^#/, ""));
  } catch {
    return "";
  }
}
