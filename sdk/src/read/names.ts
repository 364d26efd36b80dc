import * as v from "valibot";
import {
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  getAddress,
  type Hex,
  isHex,
  parseAbi,
  toHex,
} from "viem";
import { addressField, canonicalJson, parseDocument, wholeField } from "../core/json.ts";
import { ColophonError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { isSameAddress } from "../model/ids.ts";
import { utcTime } from "../model/time.ts";
import type { ReadClient } from "./finding.ts";
import { checkSignature } from "./signatures.ts";

/*
 * Names that are proven in both directions: an account says by its signature that a domain is its own, and the domain
 * says so by serving that statement. Neither alone is a name. ENS has both directions on its chain.
 */

/** That an account calls a domain its own. */
export type NameStatement = {
  /** In the form of the DNS: lower case, other alphabets as "xn--…", so that no two look alike. */
  domain: string;
  account: Address;
  /** The chain by whose rules the signature counts, which matters for accounts that are contracts. */
  chainId: number;
  /** When it was said, in seconds since 1970 by the clock of who said it. */
  since: number;
};

export type SignedName = NameStatement & { signature: Hex };

/** Where a domain serves the statements about it. */
export const namePath = "/.well-known/colophon.json";

/** The address of a domain's statements. */
export const nameAddressOf = (domain: string): string => `https://${domain}${namePath}`;

/** A domain that cannot be one. */
export class DomainError extends ColophonError {
  override name = "DomainError";
}

/**
 * A domain as people type or paste it, in the form of the DNS. Throws a DomainError for a number, a single word such as
 * "localhost", an address with a port or a password, and anything else that names no public site.
 */
export function parseDomain(text: string): string {
  const typed = text.trim();
  const refuse = (problem: string) =>
    new DomainError(`“${typed.slice(0, 100)}” ${problem} Write the domain alone, such as example.org.`);
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  } catch {
    throw refuse("is no domain.");
  }
  if (!/^https?:$/.test(url.protocol)) throw refuse("is no address of a site.");
  if (url.username || url.password) throw refuse("has a name or a password in it.");
  if (url.port) throw refuse("names a port, and a name is proven at the usual one.");
  const domain = url.hostname.replace(/\.$/, "");
  const labels = domain.split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || domain.length > 253 || !/^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(last)) {
    throw refuse("is no public domain.");
  }
  if (!labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))) throw refuse("is no domain.");
  if (/^(?:local|localhost|internal|intranet|lan|home|test|invalid|onion)$/.test(last)) {
    throw refuse("is no domain that everybody can reach.");
  }
  return domain;
}

/** What an account signs (EIP-712) to call a domain its own. */
export function nameTypedData({ domain, account, chainId, since }: NameStatement) {
  return {
    domain: { name: "Colophon Names", version: "1", chainId },
    types: {
      Name: [
        { name: "domain", type: "string" },
        { name: "account", type: "address" },
        { name: "since", type: "uint40" },
      ],
    },
    primaryType: "Name",
    message: { domain, account, since },
  } as const;
}

const domainField = v.pipe(
  v.string(),
  v.check((text) => {
    try {
      return parseDomain(text) === text;
    } catch {
      return false;
    }
  }, "this must be a domain in lower case, such as example.org."),
);

const signatureField = v.custom<Hex>(
  (value) => isHex(value) && value.length <= 20_000,
  "this must be a signature: 0x and hexadecimal digits.",
);

const namesSchema = v.strictObject({
  format: v.literal(documents.names.format),
  names: v.pipe(
    v.array(
      v.strictObject({
        domain: domainField,
        account: addressField,
        chainId: wholeField(1),
        since: wholeField(0),
        signature: signatureField,
      }),
    ),
    v.maxLength(100, "there must be at most 100 names."),
  ),
});

/** The file for a domain to serve, as canonical JSON. */
export function nameDocumentOf(names: readonly SignedName[]): string {
  return canonicalJson({
    format: documents.names.format,
    names: names.map((name) => ({ ...name, account: name.account.toLowerCase() })),
  });
}

/** The statements in a file of anybody, whatever they are worth. Throws a FormatError. */
export function parseNames(input: unknown): SignedName[] {
  return parseDocument(namesSchema, input, documents.names).names.map((name) => ({
    ...name,
    account: getAddress(name.account),
  }));
}

export type NameCheck =
  /** The account signed, and the domain serves it: since when, by the account's own word. */
  | { status: "proven"; name: SignedName }
  /** It is not so; the sentence says why. */
  | { status: "not proven"; sentence: string }
  /** A wallet's contract had to be asked, and could not be. */
  | { status: "unknown"; sentence: string };

export type CheckNameParameters = {
  domain: string;
  account: Address;
  /** The chain that `client` asks. */
  chainId: number;
  /** What the domain serves, as it was fetched from {@link nameAddressOf}. */
  served: string | Uint8Array;
};

/**
 * Whether a domain and an account name each other. Where the file came from is for the caller to know: it must have been
 * fetched from the domain itself. Throws a FormatError for a file that is none.
 */
export async function checkName(
  client: Pick<ReadClient, "getCode" | "readContract">,
  { domain, account, chainId, served }: CheckNameParameters,
): Promise<NameCheck> {
  const own = parseNames(served).filter((name) => isSameAddress(name.account, account));
  const said = own.filter((name) => name.domain === domain);
  if (said.length === 0) {
    const other = own[0]?.domain;
    return {
      status: "not proven",
      sentence: other
        ? `${domain} serves a statement of this account, but about ${other}. It was copied from there.`
        : `${domain} does not name this account.`,
    };
  }
  const here = said.filter((name) => name.chainId === chainId);
  const [first] = said;
  if (here.length === 0) {
    return {
      status: "unknown",
      sentence: `The statement counts by the rules of chain ${first?.chainId}, and chain ${chainId} was asked.`,
    };
  }
  let problem: NameCheck = {
    status: "not proven",
    sentence: `${domain} names this account, but the account did not sign that: the signature is of another one or of other words.`,
  };
  for (const name of here) {
    try {
      const typedData = nameTypedData(name);
      const { status } = await checkSignature(client as ReadClient, {
        signer: account,
        typedData,
        signature: name.signature,
      });
      if (status === "good") return { status: "proven", name };
    } catch {
      problem = { status: "unknown", sentence: "Whether the account signed that could not be asked of the chain." };
    }
  }
  return problem;
}

/** A proven name in words, with whose word each half is. */
export function nameInWords({ domain, since }: SignedName): string {
  return `The account signed on ${utcTime(since)} that ${domain} is its own, and ${domain} serves that statement.`;
}

/** Where ENS answers on a chain; other chains have none of it. */
const universalResolver: Readonly<Record<number, Address>> = {
  1: "0xeEeEEEeE14D718C2B47D9923Deab1335E144EeEe",
  11155111: "0xeEeEEEeE14D718C2B47D9923Deab1335E144EeEe",
};

const resolverAbi = parseAbi([
  "function reverseWithGateways(bytes reverseName, uint256 coinType, string[] gateways) view returns (string resolvedName, address resolver, address reverseResolver)",
  "error ResolverError(bytes errorData)",
  "error ResolverNotContract(bytes name, address resolver)",
  "error ResolverNotFound(bytes name)",
  "error ReverseAddressMismatch(string primary, bytes primaryAddress)",
  "error UnsupportedResolverProfile(bytes4 selector)",
]);

/** The kind of address that ENS keeps for Ethereum (SLIP-44). */
const etherCoin = 60n;

/**
 * The primary name of an account in ENS, where the chain has it: the account names it, and it leads to the account, both
 * checked by ENS's own contract. Undefined if there is none. A name that only a server outside of the chain could tell is
 * not asked for: nobody else hears the question.
 */
export async function readEnsName(
  client: Pick<ReadClient, "readContract">,
  { account, chainId }: { account: Address; chainId: number },
): Promise<string | undefined> {
  const address = universalResolver[chainId];
  if (address === undefined) return undefined;
  try {
    const [name] = await client.readContract({
      address,
      abi: resolverAbi,
      functionName: "reverseWithGateways",
      args: [toHex(account), etherCoin, []],
    });
    // What ENS itself would write otherwise, or could be taken for another name, is not shown.
    return /^[a-z0-9_.-]{3,253}$/.test(name) ? name : undefined;
  } catch (error) {
    if (error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError)) {
      return undefined;
    }
    throw error;
  }
}
