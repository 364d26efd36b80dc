import * as v from "valibot";
import type { Hex } from "viem";
import { endingAfter } from "../core/platform.ts";
import { ColophonError } from "../model/errors.ts";
import { formatId, isSameAddress } from "../model/ids.ts";
import {
  challengeOf,
  challengeSchema,
  challengeSeconds,
  type Delivery,
  DeliveryRefused,
  type DeliveryRequest,
  parseDelivery,
  readChallenge,
  refusalSchema,
} from "./delivery.ts";
import { parseVaultRecord, type VaultFile, type VaultRecord } from "./record.ts";

/** A delivery service that could not be asked, or answered something else than was asked. */
export class VaultServiceError extends ColophonError {
  override name = "VaultServiceError";
}

type Fetch = typeof fetch;

/** How long a service may take for an answer, in milliseconds. */
const patience = 30_000;

/** What is larger is no answer of such a service. */
const mostBytes = 16 * 1024 * 1024;

async function ask(fetcher: Fetch, url: string, body?: object): Promise<string> {
  const { host } = new URL(url);
  let response: Response;
  let text: string;
  try {
    response = await fetcher(url, {
      ...(body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
      signal: endingAfter(patience),
      redirect: "error",
      credentials: "omit",
    });
    text = await response.text();
  } catch (cause) {
    throw new VaultServiceError(
      `${host} gives no answer. It may be off, or not let this site ask it. Ask again later, or ask the creator to send the files by hand.`,
      { cause },
    );
  }
  if (response.ok && text.length <= mostBytes) return text;
  const refusal = v.safeParse(refusalSchema, parsedOrNothing(text));
  if (refusal.success)
    throw new DeliveryRefused(refusal.output.error.code, refusal.output.error.message.slice(0, 1_000));
  throw new VaultServiceError(
    `${host} answered with an error (${response.status}) and not as a delivery service does. Check its address.`,
  );
}

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The record of a work's files from a delivery service. It is the service's word until it is held against the chain.
 *
 * @throws {VaultServiceError} if there is no answer; {DeliveryRefused} if there are no such files; {FormatError}.
 */
export async function fetchVaultRecord(service: string, work: bigint, fetcher: Fetch = fetch): Promise<VaultRecord> {
  const record = parseVaultRecord(await ask(fetcher, `${service}/works/${formatId(work, "work")}`));
  if (record.work === work) return record;
  throw new VaultServiceError(`${new URL(service).host} answered with the files of another work. Check its address.`);
}

export type AskForDeliveryParameters = DeliveryRequest & {
  service: string;
  chainId: number;
  /** The site that asks, as the wallet shows it; the service's own if missing. */
  domain?: string;
  /** Has the message signed by the account (EIP-191). */
  sign: (message: string) => Promise<Hex>;
  fetch?: Fetch;
};

/**
 * Asks a delivery service for the key to the files of a licence: gets a challenge, has it signed, and hands it in. What is
 * signed is what was asked for and nothing else, whatever the service sends.
 *
 * @throws {DeliveryRefused} with the service's reason; {VaultServiceError} if it does not do what it should.
 */
export async function askForDelivery(parameters: AskForDeliveryParameters): Promise<Delivery> {
  const { service, chainId, sign, fetch: fetcher = fetch, domain = new URL(service).host, ...request } = parameters;
  const { account, licence, recipient, use, purpose, territory, field } = request;
  const asked = { account, licence: licence.toString(), recipient, use, purpose, territory, field };
  const challenge = v.safeParse(challengeSchema, parsedOrNothing(await ask(fetcher, `${service}/challenge`, asked)));
  const strange = () =>
    new VaultServiceError(
      `${new URL(service).host} wants something else to be signed than what was asked for. Nothing was signed. Don't use it.`,
    );
  if (!challenge.success) throw strange();
  const { message } = challenge.output;
  const { nonce, expires } = readChallenge(message);
  if (nonce === undefined || !/^[A-Za-z0-9]{8,128}$/.test(nonce) || !Number.isInteger(expires)) throw strange();
  const issued = expires - challengeSeconds;
  if (message !== challengeOf({ ...request, domain, service, chainId, nonce, issued })) throw strange();
  const delivery = parseDelivery(await ask(fetcher, `${service}/deliver`, { message, signature: await sign(message) }));
  const same = delivery.chainId === chainId && delivery.licence === licence && delivery.recipient === recipient;
  if (same && isSameAddress(delivery.account, account)) return delivery;
  throw new VaultServiceError(`${new URL(service).host} delivered something else than what was asked for. Ask again.`);
}

/** Where an encrypted file can be fetched, in the order to try: gateways stand in for ipfs:// addresses. */
export function ciphertextAddressesOf(
  { service }: Pick<VaultRecord, "service">,
  { addresses, cipher }: Pick<VaultFile, "addresses" | "cipher">,
  gateways: readonly string[] = [],
): string[] {
  const named = addresses.flatMap((address) =>
    address.startsWith("ipfs://") ? gateways.map((gateway) => `${gateway}/ipfs/${address.slice(7)}`) : [address],
  );
  return [...named, ...(service === undefined ? [] : [`${service}/files/${cipher.sha256.slice(2)}`])];
}
