import { readFile } from "node:fs/promises";
import { UsageError } from "./Command.ts";

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----([\sA-Za-z0-9+/=]+)-----END \1-----/g;

/** DER in base64 alone, as some authorities answer by HTTP: a sequence of more than 127 bytes. */
const bareBase64 = /^MI[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** What is in a file between PEM's lines, by its label; a file without such lines is one item in DER or its base64. */
export async function readPem(path: string): Promise<{ label: string; der: Uint8Array }[]> {
  const bytes = await readFile(path).catch(() => {
    throw new UsageError(`${path} can't be read.`);
  });
  const text = bytes.toString("latin1");
  const blocks = [...text.matchAll(pemBlock)].map(([, label = "", body = ""]) => ({
    label,
    der: new Uint8Array(Buffer.from(body, "base64")),
  }));
  if (blocks.length > 0) return blocks;
  return [{ label: "", der: new Uint8Array(bareBase64.test(text) ? Buffer.from(text, "base64") : bytes) }];
}

/** The certificates in some files, each in PEM or DER. */
export async function readCertificates(paths: readonly string[]): Promise<Uint8Array[]> {
  const read = await Promise.all(
    paths.map(async (path) => {
      const certificates = (await readPem(path)).filter(({ label }) => ["", "CERTIFICATE"].includes(label));
      // A certificate in DER is one ASN.1 sequence.
      if (certificates.length === 0 || certificates.some(({ der }) => der[0] !== 0x30))
        throw new UsageError(`${path} is not a certificate in PEM or DER form.`);
      return certificates.map(({ der }) => der);
    }),
  );
  return read.flat();
}
