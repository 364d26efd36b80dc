import * as v from "valibot";
import { type Address, getAddress, type Hex, sha256, stringToBytes } from "viem";
import { createSiweMessage, parseSiweMessage } from "viem/siwe";
import { entrySchema } from "../content/manifest.ts";
import { addressField, amountField, canonicalJson, hashField, parseDocument, wholeField } from "../core/json.ts";
import { ColophonError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { isoTime } from "../model/time.ts";
import { recipientField, sizedField } from "./record.ts";
import type { Sized } from "./sealing.ts";

/** What a licensee asks for: the files of the work of a licence, for a use that it covers. */
export type DeliveryRequest = {
  account: Address;
  licence: bigint;
  /** To whose key: the licensee's, of age. */
  recipient: string;
  use: string;
  purpose: string;
  territory: string;
  /** As the licence names it; one that no licence names if missing. */
  field?: string | undefined;
};

const wordField = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,40}$/, "this must be one of the known words."));

const intendedFields = {
  use: wordField,
  purpose: wordField,
  territory: wordField,
  field: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200, "this must be at most 200 characters long."))),
};

const accountField = v.pipe(
  v.string(),
  v.transform((text) => text.toLowerCase()),
  addressField,
  v.transform((address) => getAddress(address)),
);

/** What is sent to /challenge. */
export const deliveryRequestSchema = v.strictObject({
  account: accountField,
  licence: amountField,
  recipient: recipientField,
  ...intendedFields,
});

/** What /challenge answers: the message to be signed by the account, and until when, in seconds since 1970. */
export const challengeSchema = v.strictObject({ message: v.string(), expires: wholeField(0) });

/** What is sent to /deliver. */
export const answerSchema = v.strictObject({
  message: v.pipe(v.string(), v.maxLength(4_000, "this must be at most 4,000 characters long.")),
  signature: v.custom<Hex>(
    (value) => typeof value === "string" && /^0x(?:[0-9a-fA-F]{2}){1,8192}$/.test(value),
    "this must be 0x and hexadecimal digits.",
  ),
});

/** How long a licensee may take to sign, in seconds: long enough for a hardware wallet or a second signer. */
export const challengeSeconds = 300;

export type ChallengeParameters = DeliveryRequest & {
  /** The site that the wallet shows: host and port. */
  domain: string;
  /** The address of the service. */
  service: string;
  chainId: number;
  /** 32 letters and digits, never used before. */
  nonce: string;
  /** Seconds since 1970. */
  issued: number;
};

const statement =
  "Send me the key to the files of the work that I hold this licence for. This costs nothing and moves nothing.";

/** The message of EIP-4361 by which an account asks for a delivery: everything that is asked for stands in it. */
export function challengeOf(parameters: ChallengeParameters): string {
  const { account, domain, service, chainId, nonce, issued, licence, recipient, use, purpose, territory, field } =
    parameters;
  return createSiweMessage({
    address: account,
    domain,
    statement,
    uri: service,
    version: "1",
    chainId,
    nonce,
    issuedAt: new Date(issued * 1000),
    expirationTime: new Date((issued + challengeSeconds) * 1000),
    resources: [
      `urn:colophon:licence:${licence}`,
      `urn:colophon:age:${recipient}`,
      `urn:colophon:use:${use}`,
      `urn:colophon:purpose:${purpose}`,
      `urn:colophon:territory:${territory}`,
      ...(field === undefined ? [] : [`urn:colophon:field:${encodeURIComponent(field)}`]),
    ],
  });
}

/** What a message of EIP-4361 says about itself; fields that are missing are undefined. */
export function readChallenge(message: string) {
  const { address, domain, uri, nonce, chainId, expirationTime } = parseSiweMessage(message);
  const expires = expirationTime === undefined ? Number.NaN : expirationTime.getTime() / 1000;
  return { account: address, domain, service: uri, nonce, chainId, expires };
}

/** A file as it was delivered to one licensee: a copy that only this delivery's key opens. */
export type DeliveredFile = Sized & {
  /** As the record calls it. */
  path: string;
  /** The encrypted copy. */
  cipher: Sized;
  /**
   * The SHA-256 of the variants that its marks are of (`colophon-variants/1`): it differs from the registered file at their
   * positions and nowhere else, and who has them can check it. Missing for a file that is not marked in its words.
   */
  variants?: Hex | undefined;
};

/** A key that was given to a licensee: by a server, or by hand. */
export type Delivery = {
  chainId: number;
  /** The Licences contract. */
  licences: Address;
  licence: bigint;
  /** Who held the licence. */
  account: Address;
  /** To whose key of age it was encrypted. */
  recipient: string;
  intended: { use: string; purpose: string; territory: string; field?: string | undefined };
  /** The SHA-256 of the record whose files the key opens. */
  record: Hex;
  /** Where the chain was asked whether the licence covers it. Time in seconds since 1970. */
  block: { number: number; hash: Hex; time: number };
  /** When it was made, by the clock of whoever made it; in seconds since 1970. */
  time: number;
  /** The key of the files, encrypted to the recipient: an armored file of age. */
  key: string;
  /** What the key opens if copies were made for this licence: these, and not the files of the record. */
  copies?: { /** The public half of the key. */ recipient: string; files: readonly DeliveredFile[] } | undefined;
};

const deliveryFormat = documents.delivery.format;

/** A delivery as the canonical JSON of the format colophon-delivery/1: what the file holds. */
export function deliveryDocumentOf(delivery: Delivery): string {
  return canonicalJson({
    format: deliveryFormat,
    ...delivery,
    licences: delivery.licences.toLowerCase(),
    licence: delivery.licence.toString(),
    account: delivery.account.toLowerCase(),
  });
}

/** The SHA-256 of a delivery's document: what the log and a receipt name. */
export function deliveryDigestOf(delivery: Delivery): Hex {
  return sha256(stringToBytes(deliveryDocumentOf(delivery)));
}

const deliverySchema = v.strictObject({
  format: v.literal(deliveryFormat),
  chainId: wholeField(1),
  licences: addressField,
  licence: amountField,
  account: accountField,
  recipient: recipientField,
  intended: v.strictObject(intendedFields),
  record: hashField,
  block: v.strictObject({ number: wholeField(0), hash: hashField, time: wholeField(0) }),
  time: wholeField(0),
  key: v.pipe(
    v.string(),
    v.maxLength(8_192, "this must be a short encrypted text."),
    v.regex(
      /^-----BEGIN AGE ENCRYPTED FILE-----\n[\s\S]+-----END AGE ENCRYPTED FILE-----\n$/,
      "this must be an armored file of age.",
    ),
  ),
  copies: v.optional(
    v.strictObject({
      recipient: recipientField,
      files: v.pipe(
        v.array(
          v.strictObject({
            path: entrySchema.entries.path,
            ...sizedField.entries,
            cipher: sizedField,
            variants: v.optional(hashField),
          }),
        ),
        v.minLength(1, "there must be a file."),
        v.maxLength(10_000, "there must be at most 10,000 files."),
      ),
    }),
  ),
});

/** A delivery from its JSON text, bytes or parsed value, from anyone. Throws a FormatError. */
export function parseDelivery(input: unknown): Delivery {
  const { format: _, ...delivery } = parseDocument(deliverySchema, input, documents.delivery);
  return delivery;
}

/* REFUSALS */

/** Why a key is not given, for programs. */
export type RefusalCode = keyof typeof refusals;

const at = (seconds: number) => isoTime(seconds);

/** Why a key is not given, for people: each says what is so, and what to do. Times in seconds since 1970. */
export const refusals = {
  "not a request": (problem: string) => `This is not a request that can be read. ${problem}`,
  "no such work": () =>
    "There are no files of the work of this licence here. Look at the work's page for where they are.",
  "no such licence": ({ block }: { block: number }) =>
    `There is no licence with this number as of block ${block}. If you bought it a moment ago, ask again in a minute.`,
  "not the holder": ({ account, holder }: { account: Address; holder: Address }) =>
    `${account} does not hold this licence: ${holder} does. Sign with that account, or have the licence passed on to you first.`,
  "use not covered": ({ use }: { use: string }) =>
    `The licence does not cover the use “${use}”. Ask for one that its text names, or get a licence for it.`,
  "purpose not covered": ({ purpose }: { purpose: string }) =>
    `The licence does not cover the purpose “${purpose}”. Ask for one that its text names, or get a licence for it.`,
  "territory not covered": ({ territory }: { territory: string }) =>
    `The licence does not cover the territory “${territory}”. Ask for one that its text names, or get a licence for it.`,
  "field not covered": () => "The licence is for another field. Name the one that its text names.",
  "not started": ({ start }: { start: number }) => `The licence starts at ${at(start)}. Ask again then.`,
  expired: ({ end }: { end: number }) =>
    `The licence ended at ${at(end)}, and an ended licence gets no further key. Renew it or buy another.`,
  terminated: () => "The licence was ended for a breach, and an ended licence gets no further key.",
  surrendered: () => "The licence was given back, and an ended licence gets no further key.",
  "seats used up": ({ seats }: { seats: number }) =>
    `The licence has ${seats} seats, and the files were delivered to as many keys already. Ask with one of those keys, or buy more seats.`,
  "unknown challenge": () =>
    "This challenge was used already, or was never given here. Ask for a new one, and sign it within five minutes.",
  "foreign domain": ({ domain, own }: { domain: string; own: string }) =>
    `The message was signed for “${domain}”, and this is ${own}. Somebody may have passed it on. Ask here for a new one.`,
  "challenge expired": ({ expired, now }: { expired: number; now: number }) =>
    `The challenge ended at ${at(expired)}, and it is ${at(now)} by the server's clock. Ask for a new one.`,
  "wrong signature": ({ account }: { account: Address }) =>
    `The message was not signed by ${account}. Sign with the account that holds the licence.`,
  "stale block": ({ block, time, now }: { block: number; time: number; now: number }) =>
    `The newest block that the machine which delivers can see is ${block}, of ${at(time)}, and it is ${at(now)} by its clock. Either its node is behind or its clock is fast. Nothing was delivered; try again later.`,
  "clock behind": ({ block, time, now }: { block: number; time: number; now: number }) =>
    `Block ${block} is of ${at(time)}, but it is only ${at(now)} by the clock of the machine that delivers, which is slow. Nothing was delivered; put its clock right.`,
  "no answer of the chain": () =>
    "The chain could not be asked whether the licence is live. Nothing was delivered; try again in a moment.",
  "too many requests": ({ seconds }: { seconds: number }) =>
    `There were too many requests from here. Ask again in ${seconds} seconds.`,
} as const;

/** A key that is not given, with the reason for programs and a sentence for people. */
export class DeliveryRefused extends ColophonError {
  override name = "DeliveryRefused";
  readonly code: string;

  constructor(code: string, sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options);
    this.code = code;
  }
}

/** A refusal for one of the known reasons, with the values that it is about. */
export function refuseDelivery<Code extends RefusalCode>(
  code: Code,
  ...values: Parameters<(typeof refusals)[Code]>
): DeliveryRefused {
  const sentence = refusals[code] as (...given: typeof values) => string;
  return new DeliveryRefused(code, sentence(...values));
}

/** A refusal as it is sent: its code and its sentence. */
export const refusalSchema = v.object({ error: v.object({ code: v.string(), message: v.string() }) });
