import { bytesToHex, concat, type Hex, hexToBytes, sha256 } from "viem";
import { EvidenceError } from "./EvidenceError.ts";

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
  const answer = read(() => pkijs.TimeStampResp.fromBER(new Uint8Array(bytes).buffer), url);
  const { timeStampToken, status } = answer;
  if (status.status > 1 || !timeStampToken) {
    throw new EvidenceError(
      `The time-stamping authority at ${url} refused (status ${status.status}). Ask another one.`,
    );
  }
  const signed = read(() => new pkijs.SignedData({ schema: timeStampToken.content }), url);
  const info = read(() => pkijs.TSTInfo.fromBER(signed.encapContentInfo.eContent?.getValue() as ArrayBuffer), url);
  const echoed = info.nonce && bytesToHex(info.nonce.valueBlock.valueHexView);
  if (echoed !== bytesToHex(nonce)) {
    throw new EvidenceError(`The time-stamping authority at ${url} answered another request than ours. Ask again.`);
  }
  return bytesToHex(new Uint8Array(timeStampToken.toSchema().toBER()));
}

function read<value>(run: () => value, url: string): value {
  try {
    return run();
  } catch (cause) {
    throw new EvidenceError(`The answer of the time-stamping authority at ${url} can't be read. Ask another one.`, {
      cause,
    });
  }
}
