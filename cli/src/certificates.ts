import { readFile } from "node:fs/promises";
import { UsageError } from "./Command.ts";

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----([\sA-Za-z0-9+/=]+)-----END \1-----/g;

/** What is in a file between PEM's lines, by its label; a file without such lines is one item in DER. */
export async function readPem(path: string): Promise<{ label: string; der: Uint8Array }[]> {
  const bytes = await readFile(path).catch(() => {
    throw new UsageError(`${path} can't be read.`);
  });
  const blocks = [...bytes.toString("latin1").matchAll(pemBlock)].map(([, label = "", body = ""]) => ({
    label,
    der: new Uint8Array(Buffer.from(body, "base64")),
  }));
  return blocks.length > 0 ? blocks : [{ label: "", der: new Uint8Array(bytes) }];
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
