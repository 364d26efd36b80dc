import * as v from "valibot";
import { type Address, getAddress, type Hex, zeroAddress, zeroHash } from "viem";
import { randomSalt } from "../content/manifest.ts";
import { bytesOfFragment, fragmentOf } from "../core/fragment.ts";
import { addressField, canonicalJson, hashField, parseDocument, wholeField } from "../core/json.ts";
import { normalSignature } from "../core/signature.ts";
import { type Agreement, type AgreementPlace, mostParties } from "../model/agreement.ts";
import { forever } from "../model/constants.ts";
import { FormatError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { isSameAddress } from "../model/ids.ts";
import { inList, words as named } from "../model/words.ts";
import { AgreementError, agreementProblem, agreementText, factsProblem, inOrder } from "./text.ts";

/** An agreement with the signatures that were collected so far: what goes around by link or file. */
export type SignedAgreement = AgreementPlace & {
  agreement: Agreement;
  /** At most one of each party, in the order of the parties. */
  signatures: readonly PartySignature[];
  /** If the parties are about to end it together. */
  ending?: AgreementEndingSignatures | undefined;
};

export type AgreementEndingSignatures = {
  /** The last second, since 1970, at which the signatures count. */
  deadline: number;
  /** Of endAgreementTypedData, in the order of the parties. */
  signatures: readonly PartySignature[];
};

export type PartySignature = {
  party: Address;
  /** Of agreementTypedData. */
  signature: Hex;
};

export type DraftAgreementParameters = AgreementPlace & {
  /** The words: a template's, filled in, or the parties' own. */
  words: string;
  /** Who signs, in any order. */
  parties: readonly Address[];
  /** Whether it may be witnessed on the chain; if not, it stays with its parties. */
  witnessed: boolean;
  /** Seconds since 1970; it can be concluded from, and no longer at. */
  opens: number;
  closes: number;
  /** Seconds since 1970 at which it ends; no end when missing. */
  ends?: number;
  /** Who of the parties may end it alone; nobody when missing. */
  leavers?: readonly Address[];
  /** Seconds from their notice to the end; at once when missing. */
  notice?: number;
  /** The agreement that this one replaces. */
  supersedes?: Hex;
  /** Who decides disputes by ERC-792, and keccak256 of what they are asked with. */
  arbitrator?: { contract: Address; court: Hex };
  /** 32 hexadecimal digits; at random when missing. */
  reference?: string;
};

/** An agreement that nobody has signed yet. Throws an AgreementError that names what is missing or wrong. */
export function draftAgreement(parameters: DraftAgreementParameters): SignedAgreement {
  const { chainId, agreements, words, witnessed, opens, closes, ends = forever, notice = 0 } = parameters;
  const place = { chainId, agreements };
  const parties = inOrder(parameters.parties);
  const able = parameters.leavers ?? [];
  const stranger = able.find((account) => !parties.some((party) => isSameAddress(party, account)));
  if (stranger)
    throw new AgreementError(`${stranger} may end it alone, but is no party. Name only parties.`, "leavers");
  const places = parties.flatMap((party, i) => (able.some((account) => isSameAddress(account, party)) ? [2 ** i] : []));
  const facts = {
    ...{ parties, witnessed, opens, closes, ends, notice },
    leavers: places.reduce((sum, bit) => sum + bit, 0),
    supersedes: parameters.supersedes ?? zeroHash,
    arbitrator: parameters.arbitrator?.contract ?? zeroAddress,
    court: parameters.arbitrator?.court ?? zeroHash,
  };
  const problem = factsProblem(facts);
  if (problem) throw new AgreementError(`This can't be signed: ${problem.sentence}`, problem.field);
  const reference = parameters.reference ?? randomSalt().slice(2, 34);
  return { ...place, agreement: { text: agreementText({ place, words, facts, reference }), ...facts }, signatures: [] };
}

/** The same with a party's signature, which replaces an earlier one of theirs. Throws an AgreementError for a stranger's. */
export function withSignature(signed: SignedAgreement, given: PartySignature): SignedAgreement {
  return { ...signed, signatures: collected(signed, signed.signatures, given) };
}

/**
 * The same with a party's signature of its end, by endAgreementTypedData. The first of them sets the deadline; another
 * deadline begins anew. Throws an AgreementError for a stranger's.
 */
export function withEndSignature(signed: SignedAgreement, deadline: number, given: PartySignature): SignedAgreement {
  const earlier = signed.ending?.deadline === deadline ? signed.ending.signatures : [];
  return { ...signed, ending: { deadline, signatures: collected(signed, earlier, given) } };
}

function collected(
  { agreement: { parties } }: SignedAgreement,
  earlier: readonly PartySignature[],
  { party, signature }: PartySignature,
): PartySignature[] {
  if (!parties.some((each) => isSameAddress(each, party))) {
    throw new AgreementError(
      `${named.account(party)} is no party to this agreement, which is between ${inList(parties.map(named.account))}. Switch to the account of a party.`,
      "signatures",
    );
  }
  const others = earlier.filter((each) => !isSameAddress(each.party, party));
  const all = [...others, { party, signature: normalSignature(signature) }];
  return parties.flatMap((each) => all.find((one) => isSameAddress(one.party, each)) ?? []);
}

/** Who has not signed yet, in the order of the parties. */
export function missingOf({
  agreement,
  signatures,
}: Pick<SignedAgreement, "agreement"> & { signatures: readonly PartySignature[] }): Address[] {
  return agreement.parties.filter((party) => !signatures.some((each) => isSameAddress(each.party, party)));
}

/* DOCUMENT */

const agreementFormat = documents.agreement.format;

const lower = (address: Address) => address.toLowerCase();

const written = (signatures: readonly PartySignature[]) =>
  signatures.map(({ party, signature }) => ({ party: lower(party), signature }));

/** An agreement as the canonical JSON of the format colophon-agreement/1: what the file holds. */
export function agreementDocumentOf({ chainId, agreements, agreement, signatures, ending }: SignedAgreement): string {
  return canonicalJson({
    format: agreementFormat,
    chainId,
    agreements: lower(agreements),
    agreement: { ...agreement, parties: agreement.parties.map(lower), arbitrator: lower(agreement.arbitrator) },
    signatures: written(signatures),
    ...(ending && { ending: { deadline: ending.deadline, signatures: written(ending.signatures) } }),
  });
}

/** An agreement for a link, after the “#”. See parseAgreementFragment. */
export function agreementFragmentOf(signed: SignedAgreement): string {
  return fragmentOf(agreementDocumentOf(signed));
}

const address = v.pipe(
  addressField,
  v.transform((value) => getAddress(value) as Address),
);

const whole = (maximum: number) =>
  v.pipe(
    wholeField(0),
    v.check((value) => value <= maximum, `this must be at most ${maximum}.`),
  );

const signaturesField = v.pipe(
  v.array(
    v.strictObject({
      party: address,
      signature: v.custom<Hex>(
        (value) => typeof value === "string" && /^0x(?:[0-9a-f]{2}){1,4096}$/.test(value),
        "this must be 0x and lower-case hexadecimal digits.",
      ),
    }),
  ),
  v.maxLength(mostParties, `there can be at most ${mostParties} signatures.`),
);

const agreementSchema = v.strictObject({
  format: v.literal(agreementFormat),
  chainId: wholeField(1),
  agreements: address,
  agreement: v.strictObject({
    text: v.string(),
    parties: v.pipe(v.array(address), v.maxLength(mostParties, `there can be at most ${mostParties} parties.`)),
    witnessed: v.boolean(),
    opens: whole(forever),
    closes: whole(forever),
    ends: whole(forever),
    leavers: whole(2 ** mostParties - 1),
    notice: whole(forever),
    supersedes: hashField,
    arbitrator: address,
    court: hashField,
  }),
  signatures: signaturesField,
  ending: v.optional(v.strictObject({ deadline: whole(forever), signatures: signaturesField })),
});

/**
 * An agreement from its JSON text, bytes or parsed value. Throws a FormatError, also if its text says other facts than
 * those that are signed, or holds characters that deceive. Whether its signatures count, checkAgreement says.
 */
export function parseAgreement(input: unknown): SignedAgreement {
  const { format: _, ...signed } = parseDocument(agreementSchema, input, documents.agreement);
  const problem = agreementProblem(signed, signed.agreement);
  if (problem) throw new FormatError(agreementFormat, problem.sentence, { path: `agreement.${problem.field}` });
  if (!areInOrder(signed, signed.signatures) || !areInOrder(signed, signed.ending?.signatures ?? [])) {
    throw new FormatError(
      agreementFormat,
      "there must be at most one signature of each party, in the order of the parties.",
      {
        path: "signatures",
      },
    );
  }
  return signed;
}

/** An agreement from the part of a link after the “#”. Throws a FormatError. */
export function parseAgreementFragment(fragment: string): SignedAgreement {
  return parseAgreement(bytesOfFragment(fragment, documents.agreement));
}

function areInOrder({ agreement: { parties } }: SignedAgreement, signatures: readonly PartySignature[]): boolean {
  const places = signatures.map(({ party }) => parties.findIndex((each) => isSameAddress(each, party)));
  return places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] ?? 0)));
}
