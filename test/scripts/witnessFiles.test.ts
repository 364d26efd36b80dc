import { execFileSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "@colophon/sdk";
import { type Bundle, parseBundle, readOpenTimestamps, type Verdict } from "@colophon/sdk/evidence";
import { bytesToHex, hexToBytes, sha256 } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeBundle, makeOpenTimestamps } from "../../sdk/src/testing/bundles.ts";
import { runColophon } from "../support/runColophon.ts";

vi.setConfig({ testTimeout: 180_000 });

let folder: string;
let hash: string;
let bundle: Bundle;

const at = (name: string) => join(folder, name);
const colophon = (...args: string[]) => runColophon(folder, args);

function openssl(...args: string[]): void {
  execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
}

const configuration = `[ ca ]
default_ca = root
[ root ]
database = index.txt
serial = serial
new_certs_dir = .
certificate = root.pem
private_key = root.key
default_md = sha256
default_days = 365
default_crl_days = 30
policy = any
crl_extensions = none
[ any ]
commonName = supplied
[ none ]
[ times ]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[ tsa ]
default_tsa = authority
[ authority ]
serial = tsa-serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256,sha512
ess_cert_id_alg = sha256
`;

/** An authority's answer about some bytes, as `openssl ts` writes it. */
function answer(message: string, out: string, { certificate = true, signer = "signer" } = {}): void {
  openssl("ts", "-query", "-data", message, "-sha256", "-no_nonce", ...(certificate ? ["-cert"] : []), "-out", "query");
  openssl(
    ...["ts", "-reply", "-config", "ca.cnf", "-queryfile", "query", "-signer", `${signer}.pem`],
    ...["-inkey", "signer.key", "-out", out],
  );
}

async function verified(name: string, ...args: string[]): Promise<Verdict & { code: number | null }> {
  const { code, out } = await colophon("verify", name, "--record-only", "--block-hash", hash, ...args, "--json");
  return { code, ...JSON.parse(out) };
}

/** A fresh copy of the bundle, to attach something to. */
async function fresh(name: string): Promise<string> {
  await writeFile(at(name), canonicalJson(bundle));
  return name;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-tokens-"));
  ({ bundle } = makeBundle());
  hash = bundle.blocks[0]?.hash ?? "";
  await writeFile(at("ca.cnf"), configuration);
  for (const name of ["serial", "tsa-serial"]) await writeFile(at(name), "01\n");
  await writeFile(at("index.txt"), "");
  for (const name of ["root", "signer"])
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", `${name}.key`);
  openssl("req", "-x509", "-new", "-key", "root.key", "-out", "root.pem", "-subj", "/CN=root", "-days", "3650");
  openssl("req", "-new", "-key", "signer.key", "-out", "signer.csr", "-subj", "/CN=Our authority");
  openssl("ca", "-batch", "-config", "ca.cnf", "-extensions", "times", "-in", "signer.csr", "-out", "signer.pem");
  await writeFile(at("message"), hexToBytes(bundle.stamp?.commitment ?? "0x"));
  answer("message", "answer.tsr");
  openssl("ts", "-reply", "-in", "answer.tsr", "-token_out", "-out", "token.der");
}, 60_000);

afterAll(async () => {
  if (folder) await rm(folder, { recursive: true });
});

describe("tokens as authorities write them", () => {
  test.each([
    ["the whole answer (.tsr)", async () => "answer.tsr"],
    ["the token alone", async () => "token.der"],
    [
      "the token in PEM",
      async () => {
        const body = (await readFile(at("token.der"))).toString("base64");
        await writeFile(at("token.pem"), `-----BEGIN PKCS7-----\n${body}\n-----END PKCS7-----\n`);
        return "token.pem";
      },
    ],
    [
      "the answer in base64",
      async () => {
        const lines = (await readFile(at("answer.tsr"))).toString("base64").match(/.{1,76}/g) ?? [];
        await writeFile(at("answer.b64"), `${lines.join("\r\n")}\r\n`);
        return "answer.b64";
      },
    ],
  ])("are attached, and the same token is kept: %s", async (_, file) => {
    const name = await fresh("attached.bundle.json");
    const attached = await colophon("witness", name, "--token", await file());
    expect(attached).toMatchObject({ err: "", code: 0 });
    const kept = parseBundle(await readFile(at(name))).stamp?.witnesses?.[0]?.proof;
    expect(kept).toBe(bytesToHex(await readFile(at("token.der"))));
    const { witnesses } = await verified(name, "--tsa-root", "root.pem");
    expect(witnesses).toMatchObject([{ type: "rfc3161", outcome: "assumed" }]);
  });

  test("and what is none is refused, with what it is", async () => {
    const name = await fresh("refused.bundle.json");
    // A request of a digest that the authority does not take: it refuses, and says so in its answer.
    openssl("ts", "-query", "-data", "message", "-sha1", "-no_nonce", "-out", "query");
    openssl(
      ...["ts", "-reply", "-config", "ca.cnf", "-queryfile", "query", "-signer", "signer.pem"],
      ...["-inkey", "signer.key", "-out", "refusal.tsr"],
    );
    await writeFile(at("text.tsr"), "not a token");
    const said: [string, RegExp][] = [
      ["refusal.tsr", /authority that refused \(status 2/],
      ["text.tsr", /neither a time-stamp token nor the answer/],
      ["query", /neither a time-stamp token nor the answer/],
      ["signer.pem", /neither a time-stamp token nor the answer/],
    ];
    for (const [file, sentence] of said) {
      const { code, err } = await colophon("witness", name, "--token", file);
      expect(err).toMatch(sentence);
      expect(code).toBe(1);
    }
  });
});

describe("a token without its signer's certificate", () => {
  test("is not disproved: the certificate is asked for, kept with the token, or given to the verifier", async () => {
    answer("message", "bare.tsr", { certificate: false });
    const name = await fresh("bare.bundle.json");
    expect((await colophon("witness", name, "--token", "bare.tsr")).code).toBe(0);
    const without = await verified(name, "--tsa-root", "root.pem");
    expect(without).toMatchObject({ code: 0, witnesses: [{ outcome: "not-checked" }] });
    expect(without.witnesses[0]?.sentence).toContain("give the certificate with --tsa-cert");
    const given = await verified(name, "--tsa-root", "root.pem", "--tsa-cert", "signer.pem");
    expect(given.witnesses).toMatchObject([{ outcome: "assumed" }]);
    expect((await verified(name, "--tsa-root", "root.pem", "--tsa-cert", "root.pem")).witnesses).toMatchObject([
      { outcome: "not-checked" },
    ]);

    const kept = await fresh("kept.bundle.json");
    expect((await colophon("witness", kept, "--token", "bare.tsr", "--tsa-cert", "signer.pem")).code).toBe(0);
    expect((await verified(kept, "--tsa-root", "root.pem")).witnesses).toMatchObject([{ outcome: "assumed" }]);
    // What is kept with a token can't be changed unnoticed.
    const changed = parseBundle(await readFile(at(kept)));
    const [witness] = changed.stamp?.witnesses ?? [];
    Object.assign(witness?.material?.[0] as object, { der: "0x3003020101" });
    await writeFile(at("changed.bundle.json"), canonicalJson(changed));
    expect((await verified("changed.bundle.json")).verdict).toBe("disproved");
  });

  test("is refused with another certificate of the same key, issuer and number: it names the right one", async () => {
    const serial = execFileSync("openssl", ["x509", "-in", "signer.pem", "-noout", "-serial"], { cwd: folder });
    const number = `0x${serial.toString().trim().split("=")[1]}`;
    await writeFile(at("times"), "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n");
    openssl(
      ...["x509", "-req", "-in", "signer.csr", "-CA", "root.pem", "-CAkey", "root.key", "-set_serial", number],
      ...["-extfile", "times", "-days", "99", "-out", "twin.pem"],
    );
    const name = await fresh("twin.bundle.json");
    answer("message", "bare.tsr", { certificate: false });
    const { code, err } = await colophon("witness", name, "--token", "bare.tsr", "--tsa-cert", "twin.pem");
    expect(err).toMatch(/names another certificate than the one that its signature fits/);
    expect(code).toBe(1);
  });
});

describe("what the issuer of a certificate says", () => {
  const attach = async (name: string, ...material: string[]) => {
    await fresh(name);
    const { code, err } = await colophon("witness", name, "--token", "answer.tsr", ...material);
    expect([code, err]).toEqual([0, ""]);
    return (await verified(name, "--tsa-root", "root.pem")).witnesses[0];
  };

  test("is kept with the token, and shows that its certificate was good when it signed", async () => {
    openssl("ca", "-config", "ca.cnf", "-gencrl", "-out", "good.crl");
    openssl(
      ...["ocsp", "-index", "index.txt", "-CA", "root.pem", "-rsigner", "root.pem", "-rkey", "root.key"],
      ...["-issuer", "root.pem", "-cert", "signer.pem", "-respout", "good.ocsp", "-no_nonce"],
    );
    for (const material of [
      ["--crl", "good.crl"],
      ["--ocsp", "good.ocsp"],
    ]) {
      const witness = await attach("good.bundle.json", ...material);
      expect(witness).toMatchObject({ outcome: "assumed" });
      expect(witness?.sentence).toMatch(/its certificate was not revoked when it signed\.$/);
    }
    const wrong = await colophon("witness", await fresh("x.json"), "--token", "answer.tsr", "--crl", "signer.pem");
    expect(wrong.err).toMatch(/no list of revoked certificates/);
  });

  test("of another issuer says nothing", async () => {
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "other.key");
    openssl("req", "-x509", "-new", "-key", "other.key", "-out", "other.pem", "-subj", "/CN=root", "-days", "3650");
    await writeFile(at("other.cnf"), configuration.replaceAll("root.", "other."));
    openssl("ca", "-config", "other.cnf", "-gencrl", "-out", "other.crl");
    expect((await attach("other.bundle.json", "--crl", "other.crl"))?.sentence).toContain("Revocation was not checked");
  });

  test.each([
    ["superseded", "assumed", /revoked later, for a reason that says nothing/],
    ["keyCompromise", "not-checked", /not for a harmless reason/],
    [undefined, "not-checked", /not for a harmless reason/],
  ] as const)("counts as of its time and its reason: %s", async (reason, outcome, sentence) => {
    // After the second in which the token was made.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const before = await readFile(at("index.txt"));
    openssl("ca", "-config", "ca.cnf", "-revoke", "signer.pem", ...(reason ? ["-crl_reason", reason] : []));
    openssl("ca", "-config", "ca.cnf", "-gencrl", "-out", "revoked.crl");
    openssl(
      ...["ocsp", "-index", "index.txt", "-CA", "root.pem", "-rsigner", "root.pem", "-rkey", "root.key"],
      ...["-issuer", "root.pem", "-cert", "signer.pem", "-respout", "revoked.ocsp", "-no_nonce"],
    );
    for (const material of [
      ["--crl", "revoked.crl"],
      ["--ocsp", "revoked.ocsp"],
    ]) {
      const witness = await attach("later.bundle.json", ...material);
      expect([material[0], witness?.outcome]).toEqual([material[0], outcome]);
      expect(witness?.sentence).toMatch(sentence);
    }
    // A token that was made after it is none.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    answer("message", "late.tsr");
    await fresh("late.bundle.json");
    await colophon("witness", "late.bundle.json", "--token", "late.tsr", "--crl", "revoked.crl");
    expect((await verified("late.bundle.json", "--tsa-root", "root.pem")).witnesses).toMatchObject([
      { outcome: "disproved", sentence: expect.stringContaining("before it signed") },
    ]);
    await writeFile(at("index.txt"), before);
  });
});

describe("an OpenTimestamps proof that waits for Bitcoin", () => {
  const digest = () => sha256(bundle.stamp?.commitment ?? "0x");
  const pendingOf = (proof: `0x${string}`) => {
    // Without the way to Bitcoin: the fork's mark goes, and what follows the promise.
    const from = proof.indexOf("ff0083dfe30d2ef90c8e");
    const promise = proof.slice(from + 2);
    const uri = Buffer.from("https://calendar.example").toString("hex");
    return `${proof.slice(0, from)}${promise.slice(0, promise.indexOf(uri) + uri.length)}` as `0x${string}`;
  };

  test("is said to prove nothing yet, detached, upgraded and put in its place", async () => {
    const { proof } = makeOpenTimestamps(digest());
    const pending = pendingOf(proof);
    expect(readOpenTimestamps(pending).attestations).toEqual([{ type: "pending", uri: "https://calendar.example" }]);
    await writeFile(at("pending.ots"), hexToBytes(pending));
    await writeFile(at("upgraded.ots"), hexToBytes(proof));
    const name = await fresh("ots.bundle.json");
    const attached = await colophon("witness", name, "--ots", "pending.ots", "--text");
    expect(attached.code).toBe(0);
    expect(attached.err).toMatch(/only pending: it proves nothing until it is upgraded/);
    expect(attached.out).toMatch(/proves nothing yet/);
    expect((await verified(name)).witnesses[0]?.sentence).toMatch(/proves nothing yet/);

    expect((await colophon("witness", name, "--detach", "out.ots")).code).toBe(0);
    expect(await readFile(at("out.ots"))).toEqual(await readFile(at("pending.ots")));
    const upgraded = await colophon("witness", name, "--ots", "upgraded.ots", "--text");
    expect(upgraded).toMatchObject({ code: 0, err: "" });
    expect(upgraded.out).toMatch(/^Upgraded in/);
    const { witnesses } = parseBundle(await readFile(at(name))).stamp ?? {};
    expect(witnesses?.map((witness) => witness.proof)).toEqual([proof]);
    const back = await colophon("witness", name, "--ots", "pending.ots");
    expect(back.code).toBe(1);
    expect(back.err).toMatch(/leads to Bitcoin already/);
    expect((await colophon("witness", await fresh("none.json"), "--detach", "no.ots")).err).toMatch(
      /no OpenTimestamps/,
    );
  });
});

describe("a renewal", () => {
  test("is about the bundle with its second anchors, whatever of the files is shown, and about nothing else", async () => {
    const name = await fresh("renewed.bundle.json");
    await colophon("witness", name, "--token", "answer.tsr");
    await colophon("witness", name, "--message", "renewal", "--renew");
    expect((await readFile(at("renewal"))).length).toBe(64);
    answer("renewal", "renewal.tsr");
    expect((await colophon("witness", name, "--token", "renewal.tsr")).err).toMatch(/about something else/);
    const renewed = await colophon("witness", name, "--token", "renewal.tsr", "--renew", "--json");
    expect(JSON.parse(renewed.out)).toMatchObject({ renewal: true });
    const { witnesses, verdict } = await verified(name, "--tsa-root", "root.pem");
    expect(verdict).toBe("proved");
    expect(witnesses.map(({ outcome }) => outcome)).toEqual(["assumed", "assumed"]);
    expect(witnesses[1]?.sentence).toMatch(/^Of the bundle with its earlier second anchor: /);

    // Another token in the place of the renewed one, or another block: then it is about something else.
    const moved = parseBundle(await readFile(at(name)));
    const [, renewal] = moved.stamp?.witnesses ?? [];
    const alone = { ...moved, stamp: { ...moved.stamp, witnesses: [renewal] } };
    await writeFile(at("alone.bundle.json"), canonicalJson(alone));
    expect((await verified("alone.bundle.json", "--tsa-root", "root.pem")).witnesses).toMatchObject([
      { outcome: "disproved" },
    ]);

    // What it shows of its files may be less.
    const disclosed = makeBundle({ disclose: ["notes.txt"] }).bundle;
    const shown = { ...disclosed, stamp: { ...disclosed.stamp, witnesses: moved.stamp?.witnesses } };
    await writeFile(at("shown.bundle.json"), canonicalJson(shown));
    expect((await verified("shown.bundle.json", "--tsa-root", "root.pem")).witnesses[1]).toMatchObject({
      outcome: "assumed",
    });
    await copyFile(at(name), at("ots-renewed.bundle.json"));
    await colophon("witness", "ots-renewed.bundle.json", "--message", "renewal-ots", "--renew");
    const { proof } = makeOpenTimestamps(sha256(bytesToHex(await readFile(at("renewal-ots")))));
    await writeFile(at("renewal.ots"), hexToBytes(proof));
    expect((await colophon("witness", "ots-renewed.bundle.json", "--ots", "renewal.ots", "--renew")).code).toBe(0);
    const third = (await verified("ots-renewed.bundle.json")).witnesses[2];
    expect(third?.sentence).toContain("about the bundle with its 2 earlier second anchors and leads to");
  });
});
