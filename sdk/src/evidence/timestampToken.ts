import type { Certificate, SignedData, SignerInfo, TSTInfo } from "pkijs";
import { bytesToHex, concat, type Hex, hexToBytes, sha256 } from "viem";
import { visibleLine } from "../model/words.ts";
import type { WitnessMaterial } from "./bundle.ts";
import { checkRevocation, type RevocationMaterial, readRevocation, shownReason } from "./revocation.ts";
import { EvidenceError } from "./rlp.ts";
import type { VerdictWitness } from "./verdict.ts";

export type RequestTimestampParameters = {
  /** The authority's address. */
  url: string;
  /** The 32 bytes to be stamped; only their SHA-256 is sent. */
  message: Hex;
  fetch?: typeof fetch;
};

const maxAnswer = 64 * 1024;

/**
 * Asks a time-stamping authority (RFC 3161, over HTTP as its section 3.4 says) for a token about 32 bytes, with its
 * certificates. Returns the token in DER, which {@link verifyTimestampToken} checks. Throws an EvidenceError.
 */
export async function requestTimestamp({
  url,
  message,
  fetch: send = fetch,
}: RequestTimestampParameters): Promise<Hex> {
  const [pkijs, asn1js] = await Promise.all([import("pkijs"), import("asn1js")]);
  const octets = (hex: Hex) => new asn1js.OctetString({ valueHex: new Uint8Array(hexToBytes(hex)).buffer });
  // A positive number: the first byte would else be a sign.
  const nonce = concat([Uint8Array.of(0x11), crypto.getRandomValues(new Uint8Array(15))]);
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: "2.16.840.1.101.3.4.2.1",
        algorithmParams: new asn1js.Null(),
      }),
      hashedMessage: octets(sha256(message)),
    }),
    nonce: new asn1js.Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  });
  const response = await send(url, {
    method: "POST",
    headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
    body: request.toSchema().toBER(),
  }).catch((cause: unknown) => {
    throw new EvidenceError(`The time-stamping authority at ${url} gave no answer. Try again, or ask another one.`, {
      cause,
    });
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || bytes.length > maxAnswer) {
    throw new EvidenceError(
      `The time-stamping authority at ${url} refused (HTTP ${response.status}). Ask another one.`,
    );
  }
  const answer = readAnswer(() => pkijs.TimeStampResp.fromBER(new Uint8Array(bytes).buffer), url);
  const { timeStampToken, status } = answer;
  if (status.status > 1 || !timeStampToken) {
    throw new EvidenceError(
      `The time-stamping authority at ${url} refused (status ${status.status}). Ask another one.`,
    );
  }
  const signed = readAnswer(() => new pkijs.SignedData({ schema: timeStampToken.content }), url);
  const info = readAnswer(
    () => pkijs.TSTInfo.fromBER(signed.encapContentInfo.eContent?.getValue() as ArrayBuffer),
    url,
  );
  const echoed = info.nonce && bytesToHex(info.nonce.valueBlock.valueHexView);
  if (echoed !== bytesToHex(nonce)) {
    throw new EvidenceError(`The time-stamping authority at ${url} answered another request than ours. Ask again.`);
  }
  return timeStampTokenOf(bytes);
}

/**
 * The time-stamp token in what an authority wrote into a file: the token alone, or its whole answer (TimeStampResp, the
 * usual `.tsr`), in DER. Throws an EvidenceError that says what it is instead.
 */
export async function timeStampTokenOf(bytes: Uint8Array): Promise<Hex> {
  const asn1js = await import("asn1js");
  const { result, offset } = asn1js.fromBER(bufferOf(bytes));
  const parts = offset > 0 && result instanceof asn1js.Sequence ? result.valueBlock.value : [];
  const [first, second] = parts;
  if (first instanceof asn1js.ObjectIdentifier) return bytesToHex(result.valueBeforeDecodeView);
  if (first instanceof asn1js.Sequence && first.valueBlock.value[0] instanceof asn1js.Integer) {
    const status = first.valueBlock.value[0].valueBlock.valueDec;
    if (status > 1 || second === undefined) {
      const texts = first.valueBlock.value[1];
      const said =
        texts instanceof asn1js.Sequence
          ? texts.valueBlock.value.flatMap((text) => (text instanceof asn1js.Utf8String ? text.getValue() : []))
          : [];
      throw new EvidenceError(
        `This is the answer of a time-stamping authority that refused (status ${status}${said.length > 0 ? `: ${visibleLine(said.join(" "))}` : ""}), so there is no token in it. Ask again, or ask another authority.`,
      );
    }
    return bytesToHex(second.valueBeforeDecodeView);
  }
  throw new EvidenceError(
    "This is neither a time-stamp token nor the answer of a time-stamping authority (RFC 3161, in DER). Choose the file that the authority gave you.",
  );
}

function readAnswer<Value>(run: () => Value, url: string): Value {
  try {
    return run();
  } catch (cause) {
    throw new EvidenceError(`The answer of the time-stamping authority at ${url} can't be read. Ask another one.`, {
      cause,
    });
  }
}

export type VerifyTimestampTokenParameters = {
  /** The token in DER: a CMS SignedData with a TSTInfo. */
  token: Hex;
  /** The bytes that were stamped, of which the token has a digest. */
  message: Hex;
  /** Certificates in DER of authorities that the verifier trusts. */
  roots?: readonly Uint8Array[] | undefined;
  /** Certificates in DER that the token may not carry itself: its signer's, and those between it and a root. */
  certificates?: readonly Uint8Array[] | undefined;
  /** What was kept with the token: more certificates, and what their issuers say was revoked. */
  material?: readonly Pick<WitnessMaterial, "type" | "der">[] | undefined;
};

const tstInfoType = "1.2.840.113549.1.9.16.1.4";

const extendedKeyUsage = "2.5.29.37";

const timeStamping = "1.3.6.1.5.5.7.3.8";

const commonName = "2.5.4.3";

/** SHA-256, SHA-384, SHA-512: what a token may have hashed the message with. */
const digests = ["2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

type Found = Pick<VerdictWitness, "outcome" | "sentence" | "time">;

const bad = (problem: string): Found => ({
  outcome: "disproved",
  sentence: `The RFC 3161 time-stamp token does not hold: ${problem}`,
});

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/**
 * What a time-stamp token (RFC 3161) says about some bytes: that an authority signed a digest of them at a time. The
 * outcome is "assumed" if the signature holds and leads to an authority that the verifier trusts, as its certificates
 * were at that time; "not-checked" if it holds but nobody is trusted, or something that it takes to check it is missing;
 * and "disproved" otherwise. Needs WebCrypto; loads its library only when it is called.
 */
export async function verifyTimestampToken({
  token,
  message,
  roots = [],
  certificates = [],
  material = [],
}: VerifyTimestampTokenParameters): Promise<Found> {
  const pkijs = await import("pkijs");
  let signed: SignedData;
  let info: TSTInfo;
  try {
    const content = pkijs.ContentInfo.fromBER(bufferOf(hexToBytes(token)));
    signed = new pkijs.SignedData({ schema: content.content });
    const { eContent, eContentType } = signed.encapContentInfo;
    if (eContentType !== tstInfoType || !eContent) return bad("it signs something else than a time.");
    info = pkijs.TSTInfo.fromBER(eContent.getValue());
  } catch {
    return bad("it can't be read.");
  }
  const algorithm = info.messageImprint.hashAlgorithm.algorithmId;
  if (!digests.includes(algorithm))
    return bad(`it uses the digest ${algorithm}, which is not one of SHA-256, SHA-384 and SHA-512.`);
  const [signerInfo] = signed.signerInfos;
  if (signed.signerInfos.length !== 1 || !signerInfo)
    return bad(`it has ${signed.signerInfos.length} signatures instead of one.`);
  const data = bufferOf(hexToBytes(message));
  if (!(await info.verify({ data }))) return bad("it is about something else than what was stamped.");

  const time = Math.floor(info.genTime.getTime() / 1000);
  const when = `${info.genTime.toISOString().slice(0, 19).replace("T", " ")} UTC`;
  const given = [
    ...certificates,
    ...material.flatMap(({ type, der }) => (type === "certificate" ? hexToBytes(der) : [])),
  ];
  const extra = given.flatMap((der) => certificateOf(pkijs, der) ?? []);
  signed.certificates = [...(signed.certificates ?? []), ...extra];
  const revocation = await revocationIn(pkijs, signed, material);
  // Looked at below: the library would ask for a word on each certificate, or for none.
  signed.crls = [];
  signed.ocsps = [];
  const check = (checkChain: boolean) =>
    signed.verify({
      signer: 0,
      data,
      checkChain,
      trustedCerts: roots.flatMap((root) => certificateOf(pkijs, root) ?? []),
      extendedMode: true,
    });
  let signer: Certificate;
  try {
    const { signatureVerified, signerCertificate } = await check(false);
    if (!signatureVerified || !signerCertificate) return bad("its signature is wrong.");
    signer = signerCertificate;
  } catch (error) {
    const { code } = error as { code?: number };
    // Its signer is named, but the certificate was not asked for when it was made (certReq).
    if (code === 2 || code === 3) {
      return {
        outcome: "not-checked",
        sentence: `The RFC 3161 time-stamp token is about what was stamped and says ${when}, but it does not carry the certificate of its signer, so its signature was not checked: give the certificate with --tsa-cert.`,
      };
    }
    return bad(`its signature can't be verified (${shownReason(error)}).`);
  }
  if (!maySignTimes(signer)) return bad("the certificate of its signer is not for time stamps.");
  const bound = await bindsSigner(signerInfo, signer);
  if (bound !== undefined) return bad(bound);
  const who = visibleLine(nameOf(signer));
  const signs = `The RFC 3161 time-stamp token is signed by “${who}” and says that what was stamped existed at ${when}`;
  if (roots.length === 0) {
    return {
      outcome: "not-checked",
      time,
      sentence: `${signs}. Whether to trust this authority was not checked: name its root certificate.`,
    };
  }
  let path: Certificate[];
  try {
    ({ certificatePath: path = [] } = await check(true));
  } catch (error) {
    return {
      outcome: "not-checked",
      time,
      sentence: `${signs}. Its certificate does not lead to an authority that you trust (${shownReason(error)}).`,
    };
  }
  const { outcome, sentence } = await checkRevocation(path, revocation, info.genTime);
  if (outcome === "disproved") return bad(sentence);
  return {
    outcome: outcome ?? "assumed",
    time,
    sentence:
      outcome === undefined
        ? `${signs}. It leads to an authority that you trust; that its key was not stolen and its clock right is taken from there. ${sentence}`
        : `${signs}. ${sentence}`,
  };
}

function certificateOf(pkijs: typeof import("pkijs"), der: Uint8Array): Certificate | undefined {
  try {
    return pkijs.Certificate.fromBER(bufferOf(der));
  } catch {
    return undefined;
  }
}

const ocspResponseType = "1.3.6.1.5.5.7.16.2";

/** What the token carries of its certificates' revocation, and what was kept beside it. */
async function revocationIn(
  pkijs: typeof import("pkijs"),
  { crls = [], ocsps = [] }: SignedData,
  material: readonly Pick<WitnessMaterial, "type" | "der">[],
): Promise<RevocationMaterial> {
  const found: RevocationMaterial = { crls: [], ocsps: [...ocsps] };
  for (const crl of crls) {
    if (crl instanceof pkijs.CertificateRevocationList) found.crls.push(crl);
    else if (crl.otherRevInfoFormat === ocspResponseType) {
      const der = bytesToHex(new Uint8Array((crl.otherRevInfo as { toBER: () => ArrayBuffer }).toBER()));
      found.ocsps.push(...((await readRevocation("ocsp", der))?.ocsps ?? []));
    }
  }
  for (const { type, der } of material) {
    if (type === "certificate") continue;
    const read = await readRevocation(type, der);
    found.crls.push(...(read?.crls ?? []));
    found.ocsps.push(...(read?.ocsps ?? []));
  }
  return found;
}

/** Attributes that name the signer's certificate by its digest, and the digest where they don't say which. */
const certificateNames = {
  "1.2.840.113549.1.9.16.2.12": "SHA-1",
  "1.2.840.113549.1.9.16.2.47": "SHA-256",
} as const;

/**
 * What is wrong with the binding of a token to its signer's certificate, or undefined: its signed attributes must name
 * that certificate first (RFC 3161, 2.4.2; RFC 5816; RFC 5035), or another with the same key could be put in its place.
 */
async function bindsSigner({ signedAttrs }: SignerInfo, signer: Certificate): Promise<string | undefined> {
  const [{ getCrypto }, asn1js] = await Promise.all([import("pkijs"), import("asn1js")]);
  const engine = getCrypto(true);
  const partsOf = (item: unknown) => (item instanceof asn1js.Sequence ? item.valueBlock.value : []);
  const attributes = signedAttrs?.attributes ?? [];
  const contentType: unknown = attributes.find(({ type }) => type === "1.2.840.113549.1.9.3")?.values[0];
  if (!(contentType instanceof asn1js.ObjectIdentifier && contentType.getValue() === tstInfoType))
    return "it does not say that it signs a time.";
  const names = attributes.filter(({ type }) => type in certificateNames);
  if (names.length === 0) return "it does not name its signer's certificate, as RFC 3161 requires.";
  const certificate = signer.toSchema().toBER();
  for (const { type, values } of names) {
    // The first of the certificates that it names; those after it would be its issuers'.
    const [first] = partsOf(partsOf(values[0])[0]);
    const [head, ...rest] = partsOf(first);
    const [named] = partsOf(head);
    const [digest, issuerSerial] = named === undefined ? [head, ...rest] : rest;
    const usual = certificateNames[type as keyof typeof certificateNames];
    const oid = named instanceof asn1js.ObjectIdentifier ? named.getValue() : undefined;
    const known: { name?: unknown } = oid === undefined ? { name: usual } : engine.getAlgorithmByOID(oid);
    if (typeof known.name !== "string")
      return `it names its signer's certificate by a digest ${oid} that this program does not know.`;
    const expected = new Uint8Array(await engine.digest({ name: known.name }, certificate));
    if (!(digest instanceof asn1js.OctetString) || bytesToHex(digest.valueBlock.valueHexView) !== bytesToHex(expected))
      return "it names another certificate than the one that its signature fits.";
    const [, serial] = partsOf(issuerSerial);
    if (serial instanceof asn1js.Integer && !serial.isEqual(signer.serialNumber))
      return "it names the number of another certificate than the one that its signature fits.";
  }
  return undefined;
}

function maySignTimes(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === extendedKeyUsage);
  const purposes: unknown = (usage?.parsedValue as { keyPurposes?: unknown } | undefined)?.keyPurposes;
  return usage?.critical === true && Array.isArray(purposes) && purposes.length === 1 && purposes[0] === timeStamping;
}

function nameOf({ subject, serialNumber }: Certificate): string {
  const name = subject.typesAndValues.find(({ type }) => type === commonName)?.value.valueBlock.value;
  return typeof name === "string" && name !== ""
    ? name
    : `certificate ${bytesToHex(serialNumber.valueBlock.valueHexView)}`;
}
