import { execFileSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "@colophon/sdk";
import { parseBundle } from "@colophon/sdk/evidence";
import { bytesToHex, sha256 } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBundle, makeOpenTimestamps } from "../../sdk/src/testing/bundles.ts";
import { runColophon } from "../support/runColophon.ts";

let folder: string;
let authority: Server;
let url: string;
let asked: Buffer[];
let hash: string;

const at = (name: string) => join(folder, name);

function openssl(...args: string[]): void {
  try {
    execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Error("openssl was not found. Install OpenSSL: it plays the time-stamping authority in this test.");
  }
}

const colophon = (...args: string[]) => runColophon(folder, args);

const configuration = `[ tsa ]
default_tsa = authority
[ authority ]
dir = .
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`;

/** An authority of our own: a root, a signer for times, and a server that answers with openssl ts. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-witness-"));
  await writeFile(at("tsa.cnf"), configuration);
  await writeFile(at("serial"), "01\n");
  await writeFile(at("times"), "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n");
  for (const name of ["root", "other", "signer"])
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", `${name}.key`);
  for (const name of ["root", "other"])
    openssl("req", "-x509", "-new", "-key", `${name}.key`, "-out", `${name}.pem`, "-subj", `/CN=${name}`);
  openssl("req", "-new", "-key", "signer.key", "-out", "signer.csr", "-subj", "/CN=Our authority");
  openssl(
    "x509",
    "-req",
    "-in",
    "signer.csr",
    "-CA",
    "root.pem",
    "-CAkey",
    "root.key",
    "-CAcreateserial",
    "-extfile",
    "times",
    "-out",
    "signer.pem",
  );
  asked = [];
  authority = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    asked.push(body);
    if (request.url === "/refuse") return response.writeHead(500).end();
    if (request.url === "/nonsense") return response.end("no token");
    await writeFile(at("query"), asked[request.url === "/replay" ? 0 : asked.length - 1] as Buffer);
    openssl(
      "ts",
      "-reply",
      "-config",
      "tsa.cnf",
      "-queryfile",
      "query",
      "-signer",
      "signer.pem",
      "-inkey",
      "signer.key",
      "-out",
      "reply",
    );
    response.setHeader("content-type", "application/timestamp-reply").end(await readFile(at("reply")));
  });
  await new Promise<void>((resolve) => authority.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(authority.address() as AddressInfo).port}`;
  const { bundle } = makeBundle();
  hash = bundle.blocks[0]?.hash ?? "";
  await writeFile(at("stamp.bundle.json"), canonicalJson(bundle));
}, 60_000);

afterAll(async () => {
  authority?.close();
  if (folder) await rm(folder, { recursive: true });
});

test("a token is asked for, attached, and reported beside the verdict, by whom the verifier trusts", async () => {
  await copyFile(at("stamp.bundle.json"), at("tsa.bundle.json"));
  const attached = await colophon("witness", "tsa.bundle.json", "--tsa", url);
  expect(attached.err).toBe("");
  expect(attached.code).toBe(0);
  const { stamp } = parseBundle(await readFile(at("tsa.bundle.json")));
  // All that the authority learned is the digest of what is on the chain anyway.
  expect(asked[0]?.toString("hex")).toContain(sha256(stamp?.commitment ?? "0x").slice(2));

  const verify = async (...args: string[]) => {
    const { code, out } = await colophon(
      "verify",
      "tsa.bundle.json",
      "--record-only",
      "--block-hash",
      hash,
      ...args,
      "--json",
    );
    return { code, ...JSON.parse(out) };
  };
  const trusted = await verify("--tsa-root", "root.pem");
  expect(trusted).toMatchObject({ code: 0, verdict: "proved", witnesses: [{ type: "rfc3161", outcome: "assumed" }] });
  expect(trusted.witnesses[0].sentence).toContain("“Our authority”");
  expect(Math.abs(trusted.witnesses[0].time - Date.now() / 1000)).toBeLessThan(600);
  expect((await verify()).witnesses[0].outcome).toBe("not-checked");
  expect(await verify("--tsa-root", "other.pem")).toMatchObject({ code: 0, witnesses: [{ outcome: "not-checked" }] });

  // The same token, said to be about another stamp.
  const other = makeBundle({ files: { other: "other" } }).bundle;
  await writeFile(
    at("moved.bundle.json"),
    canonicalJson({ ...other, stamp: { ...other.stamp, witnesses: stamp?.witnesses } }),
  );
  const { out, code } = await colophon(
    "verify",
    "moved.bundle.json",
    "--record-only",
    "--block-hash",
    other.blocks[0]?.hash ?? "",
    "--tsa-root",
    "root.pem",
    "--text",
  );
  expect(code).toBe(0);
  expect(out).toMatch(/Second anchors, each for itself\n {2}disproved: .*about something else than what was stamped/);
});

test("an authority that fails, talks nonsense or answers another request is not believed", async () => {
  await copyFile(at("stamp.bundle.json"), at("failing.bundle.json"));
  const said: [string, RegExp][] = [
    [`${url}/refuse`, /refused \(HTTP 500\)/],
    [`${url}/nonsense`, /can't be read/],
    [`${url}/replay`, /answered another request/],
    ["http://127.0.0.1:9", /gave no answer/],
  ];
  for (const [address, sentence] of said) {
    const { code, err } = await colophon("witness", "failing.bundle.json", "--tsa", address);
    expect(err).toMatch(sentence);
    expect(code).toBe(1);
  }
  expect(await readFile(at("failing.bundle.json"), "utf8")).toBe(await readFile(at("stamp.bundle.json"), "utf8"));
});

test("an OpenTimestamps proof is attached if it is about this stamp", async () => {
  await copyFile(at("stamp.bundle.json"), at("ots.bundle.json"));
  expect((await colophon("witness", "ots.bundle.json", "--message", "message")).code).toBe(0);
  const digest = sha256(bytesToHex(await readFile(at("message"))));
  await writeFile(at("good.ots"), Buffer.from(makeOpenTimestamps(digest).proof.slice(2), "hex"));
  await writeFile(at("bad.ots"), Buffer.from(makeOpenTimestamps(sha256("0x01")).proof.slice(2), "hex"));
  expect((await colophon("witness", "ots.bundle.json", "--ots", "bad.ots")).err).toMatch(/Stamp what --message writes/);
  expect((await colophon("witness", "ots.bundle.json", "--ots", "good.ots")).code).toBe(0);
  const { out, code } = await colophon("verify", "ots.bundle.json", "--record-only", "--block-hash", hash, "--text");
  expect(code).toBe(0);
  expect(out).toMatch(/not checked: The OpenTimestamps.*Bitcoin's block 800000/);
});
