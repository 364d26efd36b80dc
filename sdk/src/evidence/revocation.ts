import type { BasicOCSPResponse, Certificate, CertificateRevocationList } from "pkijs";
import { type Hex, hexToBytes } from "viem";
import { visibleText } from "../model/words.ts";

type Pki = typeof import("pkijs");

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** What issuers say of certificates that they gave out: lists of those that were revoked, and answers about single ones. */
export type RevocationMaterial = { crls: CertificateRevocationList[]; ocsps: BasicOCSPResponse[] };

/** A list of revoked certificates or an answer about one, from its DER; undefined if it is neither. */
export async function readRevocation(type: "crl" | "ocsp", der: Hex): Promise<Partial<RevocationMaterial> | undefined> {
  const [pkijs, asn1js] = await Promise.all([import("pkijs"), import("asn1js")]);
  const bytes = bufferOf(hexToBytes(der));
  const read = <Value>(run: () => Value): Value | undefined => {
    try {
      return run();
    } catch {
      return undefined;
    }
  };
  if (type === "crl") {
    const crl = read(() => pkijs.CertificateRevocationList.fromBER(bytes));
    return crl && { crls: [crl] };
  }
  const basic =
    read(() => {
      const { responseBytes } = pkijs.OCSPResponse.fromBER(bytes);
      const inner = asn1js.fromBER(responseBytes?.response.valueBlock.valueHexView ?? new Uint8Array());
      return new pkijs.BasicOCSPResponse({ schema: inner.result });
    }) ?? read(() => pkijs.BasicOCSPResponse.fromBER(bytes));
  return basic && { ocsps: [basic] };
}

/** What is known of one certificate: by whom and as of when it was not revoked, or when and why it was. */
type Word = { by: string; asOf: Date } & ({ revoked: false } | { revoked: true; at: Date; reason: number | undefined });

/** Reasons that say nothing against what was signed before (RFC 3161, section 4.1): the key was not stolen. */
const harmless = [0, 3, 4, 5];

export type RevocationFinding = {
  /** Undefined: nothing against the token. */
  outcome?: "disproved" | "not-checked" | undefined;
  /** A whole sentence. */
  sentence: string;
};

/**
 * Whether the certificates that a token's trust rests on were revoked when it was made, by what is given about them. The
 * last of the path is the root, which nobody can revoke but those who trust it.
 */
export async function checkRevocation(
  path: readonly Certificate[],
  { crls, ocsps }: RevocationMaterial,
  time: Date,
): Promise<RevocationFinding> {
  const pkijs = await import("pkijs");
  const found: Word[] = [];
  let unknown = 0;
  for (const [i, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[i + 1] as Certificate;
    const words = [
      ...(await Promise.all(crls.map((crl) => wordOfList(crl, certificate, issuer)))),
      ...(await Promise.all(ocsps.map((ocsp) => wordOfAnswer(pkijs, ocsp, certificate, issuer)))),
    ].flatMap((word) => word ?? []);
    const revoked = words.find((word) => word.revoked);
    if (revoked?.revoked) {
      const who = i === 0 ? "its signer's certificate" : "a certificate above its signer's";
      const when = day(revoked.at);
      if (revoked.at <= time)
        return {
          outcome: "disproved",
          sentence: `${revoked.by} says that ${who} was revoked on ${when}, before it signed.`,
        };
      if (revoked.reason === undefined || !harmless.includes(revoked.reason)) {
        return {
          outcome: "not-checked",
          sentence: `${capital(revoked.by)} says that ${who} was revoked on ${when}, and not for a harmless reason: whoever had the key could have signed it later, so it says no time for sure.`,
        };
      }
      found.push(revoked);
    } else {
      const best = words.toSorted((a, b) => b.asOf.getTime() - a.asOf.getTime())[0];
      if (best) found.push(best);
      else unknown++;
    }
  }
  const [first] = found;
  if (unknown > 0 || first === undefined) {
    return {
      sentence:
        found.length === 0 ? "Revocation was not checked." : "Revocation was not checked of all its certificates.",
    };
  }
  const later = found.every(({ revoked, asOf }) => revoked || asOf >= time);
  const revokedLater = found.some(({ revoked }) => revoked);
  if (revokedLater)
    return {
      sentence: "Its certificate was revoked later, for a reason that says nothing against what it signed before.",
    };
  return {
    sentence: later
      ? `By ${first.by} its certificate was not revoked when it signed.`
      : `By ${first.by} its certificate was not revoked by then, which is before it signed; later words about it are not given.`,
  };
}

const day = (date: Date) => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

async function wordOfList(
  crl: CertificateRevocationList,
  certificate: Certificate,
  issuer: Certificate,
): Promise<Word | undefined> {
  if (!crl.issuer.isEqual(certificate.issuer)) return undefined;
  if (!(await crl.verify({ issuerCertificate: issuer }).catch(() => false))) return undefined;
  const asOf = crl.thisUpdate.value;
  const by = `the list of revoked certificates of ${day(asOf)}`;
  const entry = crl.revokedCertificates?.find(({ userCertificate }) =>
    userCertificate.isEqual(certificate.serialNumber),
  );
  if (!entry) return { by, asOf, revoked: false };
  const extension = entry.crlEntryExtensions?.extensions.find(({ extnID }) => extnID === "2.5.29.21");
  const bytes = extension?.extnValue.valueBlock.valueHexView;
  // An enumeration of one byte.
  const reason = bytes?.length === 3 ? bytes[2] : undefined;
  return { by, asOf, revoked: true, at: entry.revocationDate.value, reason };
}

async function wordOfAnswer(
  pkijs: Pki,
  ocsp: BasicOCSPResponse,
  certificate: Certificate,
  issuer: Certificate,
): Promise<Word | undefined> {
  const responder = await responderOf(pkijs, ocsp, issuer);
  if (!responder) return undefined;
  const engine = pkijs.getCrypto(true);
  for (const { certID, certStatus, thisUpdate } of ocsp.tbsResponseData.responses) {
    const algorithm = engine.getAlgorithmByOID(certID.hashAlgorithm.algorithmId);
    if (!("name" in algorithm)) continue;
    const own = new pkijs.CertID();
    await own.createForCertificate(certificate, { hashAlgorithm: algorithm.name, issuerCertificate: issuer });
    if (!own.isEqual(certID)) continue;
    const by = `the answer (OCSP) of ${day(thisUpdate)}`;
    const { tagNumber } = certStatus.idBlock as { tagNumber: number };
    if (tagNumber === 0) return { by, asOf: thisUpdate, revoked: false };
    if (tagNumber !== 1) continue;
    const [at, why] = certStatus.valueBlock.value as {
      toDate: () => Date;
      valueBlock: { value: { valueBlock: { valueDec: number } }[] };
    }[];
    const reason = why?.valueBlock.value[0]?.valueBlock.valueDec;
    return { by, asOf: thisUpdate, revoked: true, at: at?.toDate() ?? new Date(0), reason };
  }
  return undefined;
}

const ocspSigning = "1.3.6.1.5.5.7.3.9";

/** Who signed an answer: the issuer itself, or one to whom it gave a certificate for that, valid at the time. */
async function responderOf(pkijs: Pki, ocsp: BasicOCSPResponse, issuer: Certificate): Promise<Certificate | undefined> {
  const { producedAt, tbsView } = ocsp.tbsResponseData;
  const engine = pkijs.getCrypto(true);
  for (const candidate of [issuer, ...(ocsp.certs ?? [])]) {
    const { subjectPublicKeyInfo } = candidate;
    const signed = await engine
      .verifyWithPublicKey(bufferOf(tbsView), ocsp.signature, subjectPublicKeyInfo, ocsp.signatureAlgorithm)
      .catch(() => false);
    if (!signed) continue;
    if (candidate === issuer) return candidate;
    const usage = candidate.extensions?.find(({ extnID }) => extnID === "2.5.29.37")?.parsedValue as
      | { keyPurposes?: string[] }
      | undefined;
    const delegated = usage?.keyPurposes?.includes(ocspSigning) === true;
    const valid = candidate.notBefore.value <= producedAt && producedAt <= candidate.notAfter.value;
    const issued = candidate.issuer.isEqual(issuer.subject) && (await candidate.verify(issuer).catch(() => false));
    if (delegated && valid && issued) return candidate;
  }
  return undefined;
}

/** What somebody's name or a library's message is, for people. */
export function shownReason(error: unknown): string {
  return visibleText(error instanceof Error ? error.message : String(error))
    .replace(/\s+/g, " ")
    .slice(0, 200);
}
