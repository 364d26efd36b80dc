import type { Certificate, SignedData, TSTInfo } from "pkijs";
import { bytesToHex, concat, type Hex, hexToBytes, sha256 } from "viem";
import { visibleText } from "../model/words.ts";
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
  return bytesToHex(new Uint8Array(timeStampToken.toSchema().toBER()));
}

function readAnswer<value>(run: () => value, url: string): value {
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
  /** The 32 bytes that were stamped, of which the token has a digest. */
  message: Hex;
  /** Certificates in DER of authorities that the verifier trusts. */
  roots?: readonly Uint8Array[] | undefined;
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
 * What a time-stamp token (RFC 3161) says about 32 bytes: that an authority signed a digest of them at a time. The
 * outcome is "assumed" if the signature holds and leads to an authority that the verifier trusts, "not-checked" if it
 * holds but nobody is trusted, and "disproved" otherwise. Needs WebCrypto; loads its library only when it is called.
 */
export async function verifyTimestampToken({
  token,
  message,
  roots = [],
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
  if (signed.signerInfos.length !== 1) return bad(`it has ${signed.signerInfos.length} signatures instead of one.`);
  const data = bufferOf(hexToBytes(message));
  if (!(await info.verify({ data }))) return bad("it is about something else than what was stamped.");

  const time = Math.floor(info.genTime.getTime() / 1000);
  const check = (checkChain: boolean) =>
    signed.verify({
      signer: 0,
      data,
      checkChain,
      trustedCerts: roots.map((root) => pkijs.Certificate.fromBER(bufferOf(root))),
      extendedMode: true,
    });
  let signer: Certificate;
  try {
    const { signatureVerified, signerCertificate } = await check(false);
    if (!signatureVerified || !signerCertificate) return bad("its signature is wrong.");
    signer = signerCertificate;
  } catch (error) {
    return bad(`its signature can't be verified (${reasonOf(error)}).`);
  }
  if (!maySignTimes(signer)) return bad("the certificate of its signer is not for time stamps.");
  const who = visibleText(nameOf(signer));
  const when = `${info.genTime.toISOString().slice(0, 19).replace("T", " ")} UTC`;
  const signs = `The RFC 3161 time-stamp token is signed by “${who}” and says that what was stamped existed at ${when}`;
  if (roots.length === 0) {
    return {
      outcome: "not-checked",
      time,
      sentence: `${signs}. Whether to trust this authority was not checked: name its root certificate.`,
    };
  }
  try {
    await check(true);
  } catch (error) {
    return {
      outcome: "not-checked",
      time,
      sentence: `${signs}. Its certificate does not lead to an authority that you trust (${reasonOf(error)}).`,
    };
  }
  return {
    outcome: "assumed",
    time,
    sentence: `${signs}. It leads to an authority that you trust; that its key was not stolen and its clock right is taken from there. Revocation was not checked.`,
  };
}

function reasonOf(error: unknown): string {
  return visibleText(error instanceof Error ? error.message : String(error)).slice(0, 200);
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
