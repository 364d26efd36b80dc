import { appendFile, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  forever,
  formatId,
  licenceIdOf,
  type Offer,
  offerIdOf,
  parseOpening,
  serialOf,
  unlimitedSupply,
  workIdOf,
} from "@colophon/sdk";
import {
  batchCall,
  buyCall,
  defineTermsCall,
  noticeCall,
  publishOfferCall,
  registerCall,
  surrenderCall,
  terminateCall,
} from "@colophon/sdk/calls";
import { baseTerms, conditionsOf, endsForBreach, onchainTermsOf, type Terms, termsIdOf } from "@colophon/sdk/terms";
import {
  askForDelivery,
  createKey,
  type DeliveryRequest,
  keyFileOf,
  parseDelivery,
  parseVaultRecord,
  type RefusalCode,
  readChallenge,
  unlockKey,
} from "@colophon/sdk/vault";
import { type Address, getAddress, type Hex, zeroAddress, zeroHash } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../cli/src/delivery/app.ts";
import { openDesk } from "../../cli/src/delivery/desk.ts";
import { type DeliveryLog, openLog } from "../../cli/src/delivery/log.ts";
import { stampDays } from "../../cli/src/delivery/stampDays.ts";
import { readVaults, type Vault } from "../../cli/src/vault/vaultFolder.ts";
import { needAge, runAge } from "../../sdk/src/testing/age.ts";
import { createWorld, readArtifact, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { runColophon } from "../support/runColophon.ts";
import { startColophon } from "../support/startColophon.ts";

/** Accounts 1 and 2 of anvil, which everybody knows. */
const inesKey = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const mayaKey = "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a";
const [ines, maya, stranger] = [testAccount(1), testAccount(2), testAccount(3)];

const passphrase = "four words of hers";
const poem = "The tide writes and the tide erases.\n";
const chapter = Buffer.alloc(300_000, "Chapter one. ").toString();

let world: World;
let folder: string;
let chain: string[];
let owner: { key: string; recipient: string };
let licensee: typeof owner;
let work: bigint;
/** One seat, print, commercial, Austria, a year from the purchase. */
let licence: bigint;
let vaults: Map<bigint, Vault>;

const service = "https://files.example";
const site = "https://colophon.example";
const intended = { use: "print", purpose: "commercial", territory: "AT" } as const;

async function done(...args: string[]) {
  const { code, out, err } = await runColophon(
    folder,
    [...args, "--json"],
    args.includes("--passphrase-stdin") ? `${passphrase}\n` : "",
  );
  expect(`${err}${code}`).toBe("0");
  return JSON.parse(out);
}

async function refused(...args: string[]): Promise<string> {
  const { code, err } = await runColophon(folder, args, args.includes("--passphrase-stdin") ? `${passphrase}\n` : "");
  expect(code).toBe(1);
  return err;
}

const sold: Terms = {
  ...{ ...baseTerms, uses: ["print"], purposes: ["commercial"], territories: ["AT"] },
  duration: 31_536_000,
};

async function sell(recipient: Address, terms: Partial<Terms> = {}, { seats = 1, starts = 0 } = {}): Promise<bigint> {
  const { deployment, send, client } = world;
  const onchain = onchainTermsOf({ ...sold, ...terms }, deployment);
  const offer: Offer = {
    ...{
      work,
      parent: 0n,
      licensor: ines.address,
      buyer: zeroAddress,
      terms: termsIdOf(onchain),
      currency: zeroAddress,
    },
    ...{ price: 0n, supply: unlimitedSupply, opens: 0, closes: forever, starts, schedule: zeroHash },
  };
  await send(ines, batchCall(deployment, [defineTermsCall(deployment, { terms: onchain })])).catch(() => {});
  await send(ines, publishOfferCall(deployment, { offer })).catch(() => {});
  expect(offerIdOf(offer)).toMatch(/^0x/);
  const { licences } = deployment.contracts;
  await send(maya, buyCall(deployment, { offer, recipient, seats }));
  const { abi } = await readArtifact("contracts/Licences.sol/Licences.json");
  const logs = await client.getContractEvents({ address: licences.address, abi, eventName: "Transfer", fromBlock: 0n });
  const last = logs.at(-1);
  if (last === undefined) throw new Error("Nothing was sold.");
  return (last.args as unknown as { tokenId: bigint }).tokenId;
}

beforeAll(async () => {
  needAge();
  folder = await mkdtemp(join(tmpdir(), "colophon-delivery-"));
  world = await createWorld();
  await writeFile(join(folder, "deployment.json"), JSON.stringify(world.deployment));
  await writeFile(join(folder, "ines"), inesKey, { mode: 0o600 });
  await writeFile(join(folder, "maya"), mayaKey, { mode: 0o600 });
  chain = ["--rpc", world.url, "--deployment", "deployment.json"];
  await mkdir(join(folder, "novel"));
  await writeFile(join(folder, "novel/poem.txt"), poem);
  await writeFile(join(folder, "novel/one.txt"), chapter);
  const stamped = await done(
    "stamp",
    "novel",
    "--prepare",
    "--out",
    "novel",
    "--no-anchor",
    ...chain,
    "--key-file",
    "ines",
  );
  const opening = parseOpening(await readFile(join(folder, stamped.opening)));
  const { contentRoot, salt } = opening;
  const registration = { contentRoot, salt, metadataDigest: contentRoot, category: "literary" } as const;
  await world.send(ines, registerCall(world.deployment, { registration }));
  work = workIdOf({ claimant: ines.address, contentRoot });

  const made = await done("vault", "keygen", "--out", "owner.key", "--passphrase-stdin");
  owner = { key: "", recipient: made.recipient };
  licensee = await createKey();
  await writeFile(join(folder, "maya.key"), await keyFileOf(licensee.key), { mode: 0o600 });
  await done(
    ...["vault", "encrypt", "novel", "--opening", stamped.opening, "--to", owner.recipient, "--out", "vault"],
    ...["--service", service, ...chain],
  );
  licence = await sell(maya.address);
  vaults = await readVaults([join(folder, "vault")]);
}, 180_000);

afterAll(async () => {
  world?.stop();
  if (folder) await rm(folder, { recursive: true });
});

/* BY THE COMMAND LINE */

const decrypting = (at: number) => [
  "vault",
  "decrypt",
  join("vault", `${at}-${at === 1 ? "one" : "poem"}.txt.age`),
  "--record",
  "vault/record.json",
];

describe("the vault", () => {
  test("holds each file encrypted, and a record that says which it is", async () => {
    expect((await readdir(join(folder, "vault"))).sort()).toEqual([
      "1-one.txt.age",
      "2-poem.txt.age",
      "key.age",
      "record.json",
    ]);
    const record = parseVaultRecord(await readFile(join(folder, "vault/record.json")));
    expect(record).toMatchObject({ work, service, chainId: 31337 });
    expect(record.files.map(({ path }) => path)).toEqual(["novel/one.txt", "novel/poem.txt"]);
    const locked = await readFile(join(folder, "vault/key.age"), "utf8");
    expect(locked).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
  });

  test("is not made over another, of other files, or for nobody", async () => {
    const base = ["vault", "encrypt", "novel", "--opening", "novel.colophon.json", ...chain];
    expect(await refused(...base, "--to", owner.recipient, "--out", "vault")).toContain(
      "The folder vault is not empty",
    );
    expect(await refused(...base, "--out", "other")).toContain("Say whose key unlocks the files: --to age1…");
    expect(await refused(...base, "--out", "other", "--to", "age1x")).toContain("“age1x” is not a public key of age");
    await writeFile(join(folder, "stray.txt"), "x");
    const stray = [
      ...base.map((each) => (each === "novel" ? "stray.txt" : each)),
      "--to",
      owner.recipient,
      "--out",
      "stray",
    ];
    expect(await refused(...stray)).toContain("“stray.txt” is not in the list of the opening");
    await mkdir(join(folder, "changed/novel"), { recursive: true });
    await writeFile(join(folder, "changed/novel/poem.txt"), poem.toUpperCase());
    const changed = [
      ...base.map((each) => (each === "novel" ? "changed/novel" : each)),
      "--to",
      owner.recipient,
      "--out",
      "broken",
    ];
    expect(await refused(...changed)).toContain("“novel/poem.txt” is not the file that was registered: it was changed");
  });

  test("opens by hand: a delivery without any server, and what came is the registered file", async () => {
    const note = await done(
      ...[
        "deliver",
        "vault",
        "--licence",
        formatId(licence, "licence"),
        "--to",
        licensee.recipient,
        "--log",
        "log-by-hand",
      ],
      ...[
        "--use",
        "print",
        "--purpose",
        "commercial",
        "--territory",
        "at",
        "--age-key",
        "owner.key",
        "--passphrase-stdin",
      ],
      ...["--out", "maya.colophon-delivery.json", "--confirmations", "0", "--stale-after", "100000000", ...chain],
    );
    expect(note).toMatchObject({ account: maya.address, entry: { number: 1 } });
    const opened = await done(
      ...[
        ...decrypting(1),
        "--delivery",
        "maya.colophon-delivery.json",
        "--age-key",
        "maya.key",
        "--out",
        "one.txt",
        ...chain,
      ],
    );
    expect(opened).toMatchObject({ path: "novel/one.txt", size: 300_000 });
    expect(opened.registered).toBeGreaterThan(0);
    expect(await readFile(join(folder, "one.txt"), "utf8")).toBe(chapter);
    // The program age alone does the same.
    const delivery = parseDelivery(await readFile(join(folder, "maya.colophon-delivery.json")));
    await writeFile(join(folder, "vault.key"), runAge("age", ["-d", "-i", join(folder, "maya.key")], delivery.key), {
      mode: 0o600,
    });
    const plain = runAge("age", ["-d", "-i", join(folder, "vault.key"), join(folder, "vault/2-poem.txt.age")]);
    expect(plain.toString()).toBe(poem);
  });

  test("gives out nothing of a file that is cut, changed, or another than was registered", async () => {
    const [cut, out] = [join(folder, "cut.age"), join(folder, "out.txt")];
    const key = ["--delivery", "maya.colophon-delivery.json", "--age-key", "maya.key", "--out", "out.txt"];
    const whole = await readFile(join(folder, "vault/1-one.txt.age"));
    const from = (source: string) => [
      "vault",
      "decrypt",
      source,
      "--record",
      "vault/record.json",
      "--file",
      "novel/one.txt",
      ...key,
    ];
    await writeFile(cut, whole.subarray(0, 200_000));
    expect(await refused(...from("cut.age"))).toMatch(/cut at byte 200,000 of 300,\d{3}/);
    const changed = Buffer.from(whole);
    changed[150_000] = (changed[150_000] ?? 0) ^ 1;
    await writeFile(cut, changed);
    const said = await refused(...from("cut.age"));
    expect(said).toContain("That shows nothing about the creator; get it again");
    expect(said).toContain("changed between bytes");
    expect((await readdir(folder)).filter((name) => name.startsWith("out.txt"))).toEqual([]);
    expect(
      await refused(...from("vault/1-one.txt.age").map((each) => (each === "out.txt" ? "one.txt" : each))),
    ).toContain("one.txt exists already and is not overwritten");
    expect(out).toContain(folder);
  });

  test("that holds another file than is on record convicts itself: what shows it is kept", async () => {
    await mkdir(join(folder, "lie"));
    for (const name of await readdir(join(folder, "vault")))
      await copyFile(join(folder, "vault", name), join(folder, "lie", name));
    const record = parseVaultRecord(await readFile(join(folder, "vault/record.json")));
    const [one, two] = record.files;
    if (!one || !two) throw new Error("There should be two files.");
    // A creator who names the encrypted poem as the chapter.
    const lying = {
      ...record,
      work: record.work.toString(),
      format: "colophon-vault/1",
      files: [{ ...one, cipher: two.cipher }],
    };
    await writeFile(join(folder, "lie/record.json"), JSON.stringify(lying));
    await done(
      ...["deliver", "lie", "--licence", formatId(licence, "licence"), "--to", licensee.recipient, "--log", "log-lie"],
      ...[
        "--use",
        "print",
        "--purpose",
        "commercial",
        "--territory",
        "AT",
        "--age-key",
        "owner.key",
        "--passphrase-stdin",
      ],
      ...["--out", "lie.json", "--confirmations", "0", "--stale-after", "100000000", ...chain],
    );
    const source = "vault/2-poem.txt.age";
    const said = await refused(
      ...[
        "vault",
        "decrypt",
        source,
        "--record",
        "lie/record.json",
        "--delivery",
        "lie.json",
        "--age-key",
        "maya.key",
        "--out",
        "lied.txt",
      ],
    );
    expect(said).toContain("What was encrypted is not “novel/one.txt” as it was registered");
    expect(said).toContain("Anybody can repeat it: colophon vault decrypt");
    // Anybody repeats it from what was kept, without the licensee's key.
    const again = await refused(
      ...[
        "vault",
        "decrypt",
        source,
        "--record",
        "lied.txt.evidence.record.json",
        "--age-key",
        "lied.txt.evidence.key",
        "--out",
        "again.txt",
      ],
    );
    expect(again).toContain("What was encrypted is not “novel/one.txt” as it was registered");
    expect((await readdir(folder)).includes("again.txt")).toBe(false);
  });

  test("keeps its passphrase out of arguments, and says what is wrong with keys", async () => {
    const out = ["--out", "x.txt"];
    const decrypt = [...decrypting(2), "--delivery", "maya.colophon-delivery.json", ...out];
    expect(await refused(...decrypt)).toContain("Name your key of age: --age-key <file>.");
    expect(await refused(...decrypt, "--age-key", "owner.key")).toContain(
      "A passphrase is needed, and there is no terminal",
    );
    await writeFile(join(folder, "open.key"), await keyFileOf(licensee.key), { mode: 0o644 });
    expect(await refused(...decrypt, "--age-key", "open.key")).toContain("chmod 600 open.key");
    const other = await createKey();
    await writeFile(join(folder, "other.key"), await keyFileOf(other.key), { mode: 0o600 });
    expect(await refused(...decrypt, "--age-key", "other.key")).toContain("it was encrypted to another one");
    const wrong = await runColophon(folder, [...decrypt, "--age-key", "owner.key", "--passphrase-stdin"], "wrong\n");
    expect(wrong.err).toContain("The passphrase does not open the key file");
    await done("vault", "protect", "maya.key", "--out", "maya.locked", "--passphrase-stdin");
    await done(
      ...decrypting(2),
      "--delivery",
      "maya.colophon-delivery.json",
      "--age-key",
      "maya.locked",
      "--passphrase-stdin",
      "--out",
      "poem.txt",
    );
    expect(await readFile(join(folder, "poem.txt"), "utf8")).toBe(poem);
  });
});

/* BY A SERVER */

let app: ReturnType<typeof createApp>;
let log: DeliveryLog;
let clock: { offset: number };
let caller: string;

/** The time by the server's clock: that of the chain's newest block, and what a test adds. */
let chainTime: number;
const now = () => chainTime + clock.offset;

async function open(path: string, rules = { confirmations: 0, staleAfter: 180 }, context = world.context) {
  chainTime = await world.now();
  log = await openLog(path);
  const [file] = [await readFile(join(folder, "owner.key"), "utf8")];
  const { keysOfFile } = await import("@colophon/sdk/vault");
  ownerKeys ??= await keysOfFile(file, passphrase);
  const desk = await openDesk({ vaults, keys: ownerKeys, context, log, rules, now });
  const client = world.client;
  app = createApp({
    desk,
    vaults,
    context,
    client,
    service,
    origins: [site],
    callerOf: () => caller,
    perMinute: 30,
    now,
  });
}

afterEach(() => log.close());

let ownerKeys: string[] | undefined;
let run = 0;

beforeEach(async () => {
  clock = { offset: 5 };
  caller = `caller ${run}`;
  await open(join(folder, `log-${run++}`));
});

const request = (change: Partial<DeliveryRequest> = {}): DeliveryRequest => ({
  ...{ account: maya.address, licence, recipient: licensee.recipient, ...intended },
  ...change,
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(`${service}${path}`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...headers },
  });

type Answered = { status: number; message?: string; code?: string; sentence?: string };

async function answerOf(response: Response): Promise<Answered> {
  const body = (await response.json()) as { message?: string; error?: { code: string; message: string } };
  return { status: response.status, message: body.message, code: body.error?.code, sentence: body.error?.message };
}

const challenge = async (change: Partial<DeliveryRequest> = {}, headers?: Record<string, string>) => {
  const { licence: id, ...rest } = request(change);
  return answerOf(await post("/challenge", { ...rest, licence: id.toString() }, headers));
};

async function challenged(change: Partial<DeliveryRequest> = {}, headers?: Record<string, string>): Promise<string> {
  const { message, sentence } = await challenge(change, headers);
  if (message === undefined) throw new Error(sentence);
  return message;
}

const deliver = async (message: string, signature: Hex) => answerOf(await post("/deliver", { message, signature }));

describe("a licensee", () => {
  const ask = (change: Partial<Parameters<typeof askForDelivery>[0]> = {}) =>
    askForDelivery({
      ...request(),
      ...{ service, chainId: 31337, sign: (message) => maya.signMessage({ message }) },
      fetch: async (input, init) => app.request(String(input), init),
      ...change,
    });

  test("gets the key of the files, encrypted to a key of their own", async () => {
    const delivery = await ask();
    expect(delivery).toMatchObject({ licence, account: maya.address, recipient: licensee.recipient, intended });
    const key = await unlockKey(delivery.key, [licensee.key]);
    const { recipientOf } = await import("@colophon/sdk/vault");
    expect(await recipientOf(key)).toBe(vaults.get(work)?.record.recipient);
    expect(log.recipientsOf(licence)).toEqual(new Set([licensee.recipient]));
    const answer = await app.request(`${service}/works/${formatId(work, "work")}`);
    expect(parseVaultRecord(await answer.text())).toEqual(vaults.get(work)?.record);
  });

  test("fetches the encrypted files from the same server", async () => {
    const [file] = vaults.get(work)?.record.files ?? [];
    const answer = await app.request(`${service}/files/${file?.cipher.sha256.slice(2)}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(await readFile(join(folder, "vault/1-one.txt.age")))).toBe(
      true,
    );
    expect(answer.headers.get("content-length")).toBe(String(file?.cipher.size));
    expect((await app.request(`${service}/files/${"0".repeat(64)}`)).status).toBe(404);
    expect((await app.request(`${service}/files/..%2Fkey.age`)).status).toBe(404);
  });

  test("signs nothing but what was asked for, whatever the server sends", async () => {
    const evil = [
      (message: string) => message.replace(licensee.recipient, owner.recipient),
      (message: string) => message.replace("This costs nothing", "Transfer everything. This costs nothing"),
      (message: string) => message.replace("files.example wants", "bank.example wants"),
      () => "I give you my house.",
    ];
    for (const change of evil) {
      let signed = 0;
      const asked = ask({
        sign: async () => {
          signed++;
          return "0x";
        },
        fetch: async (input, init) => {
          const answer = (await (await app.request(String(input), init)).json()) as {
            message: string;
            expires: number;
          };
          return Response.json({ ...answer, message: change(answer.message) });
        },
      });
      await expect(asked).rejects.toThrow("wants something else to be signed than what was asked for");
      expect(signed).toBe(0);
    }
  });

  test("may be a contract: its own word counts (ERC-1271)", async () => {
    const { abi, bytecode } = await readArtifact("test/mocks/Wallets.sol/Wallet.json");
    const hash = await world.client.deployContract({ account: ines, abi, bytecode, args: [stranger.address] });
    const wallet = getAddress((await world.client.waitForTransactionReceipt({ hash })).contractAddress as Hex);
    const held = await sell(wallet);
    chainTime = await world.now();
    const message = await challenged({ account: wallet, licence: held });
    expect((await deliver(message, await maya.signMessage({ message }))).code).toBe("wrong signature");
    const second = await challenged({ account: wallet, licence: held });
    const answer = await post("/deliver", {
      message: second,
      signature: await stranger.signMessage({ message: second }),
    });
    expect(parseDelivery(await answer.text()).account).toBe(wallet);
  });

  test("asks from the dApp's site, which the wallet then shows", async () => {
    const message = await challenged({}, { Origin: site });
    expect(readChallenge(message).domain).toBe("colophon.example");
    const allowed = await app.request(`${service}/challenge`, {
      method: "OPTIONS",
      headers: { Origin: site, "Access-Control-Request-Method": "POST" },
    });
    expect(allowed.headers.get("access-control-allow-origin")).toBe(site);
    const foreign = await app.request(`${service}/health`, { headers: { Origin: "https://evil.example" } });
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
    const answer = await app.request(`${service}/health`);
    expect(await answer.json()).toMatchObject({ ok: true, works: 1, behind: 5 });
  });
});

describe("is refused", () => {
  /** Each reason once, as a licensee meets it. */
  const seen = new Set<string>();
  const expectRefusal = (answered: Answered, code: RefusalCode, sentence: string | RegExp) => {
    seen.add(code);
    expect(answered.code).toBe(code);
    expect(answered.sentence).toMatch(sentence);
  };

  test("who does not hold the licence", async () => {
    expectRefusal(await challenge({ account: stranger.address }), "not the holder", `${maya.address} does`);
  });

  test("a use, a purpose or a territory that the licence does not cover, or that is none", async () => {
    expectRefusal(await challenge({ use: "goods" }), "use not covered", "does not cover the use “goods”");
    expectRefusal(await challenge({ purpose: "editorial" }), "purpose not covered", "“editorial”");
    expectRefusal(await challenge({ territory: "DE" }), "territory not covered", "“DE”");
    expectRefusal(await challenge({ use: "flying" }), "not a request", "flying");
  });

  test("another field", async () => {
    const french = await sell(maya.address, { field: "language: French" });
    chainTime = await world.now();
    expectRefusal(await challenge({ licence: french }), "field not covered", "another field");
    expect((await challenge({ licence: french, field: "language: French" })).status).toBe(200);
  });

  test("a licence that is not there, or of a work that is not here", async () => {
    const missing = licenceIdOf({ work, serial: 4_000 });
    expectRefusal(await challenge({ licence: missing }), "no such licence", "as of block");
    expectRefusal(
      await challenge({ licence: licenceIdOf({ work: work - 1n, serial: 1 }) }),
      "no such work",
      "no files of the work",
    );
  });

  test("a licence that has not started, was given back, or has ended, at its very second", async () => {
    chainTime = await world.now();
    const starts = chainTime + 100_000;
    const later = await sell(maya.address, {}, { starts });
    chainTime = await world.now();
    expectRefusal(
      await challenge({ licence: later }),
      "not started",
      new Date(starts * 1000).toISOString().slice(0, 19),
    );
    const back = await sell(maya.address);
    await world.send(maya, surrenderCall(world.deployment, { licence: back }));
    chainTime = await world.now();
    expectRefusal(await challenge({ licence: back }), "surrendered", "an ended licence gets no further key");
    const short = await sell(maya.address, { duration: 60 });
    chainTime = await world.now();
    clock.offset = 59;
    expect((await challenge({ licence: short })).status).toBe(200);
    clock.offset = 60;
    expectRefusal(await challenge({ licence: short }), "expired", "ended at");
  });

  test("a licence that ends between the challenge and the signature", async () => {
    const short = await sell(maya.address, { duration: 60 });
    chainTime = await world.now();
    const message = await challenged({ licence: short });
    clock.offset = 70;
    const answered = await deliver(message, await maya.signMessage({ message }));
    expectRefusal(answered, "expired", "an ended licence gets no further key");
    expect(log.recipientsOf(short).size).toBe(0);
  });

  test("a challenge that was used, changed, made up, or is too old", async () => {
    const message = await challenged();
    const signature = await maya.signMessage({ message });
    expect((await post("/deliver", { message, signature })).status).toBe(200);
    expectRefusal(await deliver(message, signature), "unknown challenge", "used already");
    const changed = (await challenged()).replace(licensee.recipient, owner.recipient);
    expect((await deliver(changed, await maya.signMessage({ message: changed }))).code).toBe("unknown challenge");
    const own = message.replace(/Nonce: \w+/, "Nonce: abcdefgh12345678");
    expect((await deliver(own, await maya.signMessage({ message: own }))).code).toBe("unknown challenge");
    const old = await challenged();
    clock.offset += 300;
    expectRefusal(
      await deliver(old, await maya.signMessage({ message: old })),
      "challenge expired",
      /ended at .* and it is .* by the server's clock/,
    );
  });

  test("a challenge of another site or another server", async () => {
    const message = await challenged();
    const phished = message.replace("files.example wants", "evil.example wants");
    expectRefusal(
      await deliver(phished, await maya.signMessage({ message: phished })),
      "foreign domain",
      "signed for “evil.example”",
    );
    const elsewhere = message.replace(`URI: ${service}`, "URI: https://other.example");
    expect((await deliver(elsewhere, await maya.signMessage({ message: elsewhere }))).code).toBe("foreign domain");
    expect((await deliver("hello", "0x00")).code).toBe("not a request");
  });

  test("a signature of somebody else, which uses the challenge up", async () => {
    const message = await challenged();
    expectRefusal(
      await deliver(message, await stranger.signMessage({ message })),
      "wrong signature",
      `not signed by ${maya.address}`,
    );
    expect((await deliver(message, await maya.signMessage({ message }))).code).toBe("unknown challenge");
  });

  test("a key that is not of age, and above all a secret one", async () => {
    expectRefusal(await challenge({ recipient: "ssh-ed25519 AAAA" }), "not a request", "public key of age");
    const secretKey = await challenge({ recipient: licensee.key });
    expect(secretKey.sentence).toContain("public key of age");
    expect(secretKey.sentence).not.toContain(licensee.key);
  });

  test("more keys than there are seats; the same key again is none", async () => {
    const two = await sell(maya.address, { sublicensing: 0 }, { seats: 2 });
    chainTime = await world.now();
    const give = async (recipient: string) => {
      const message = await challenged({ licence: two, recipient });
      return post("/deliver", { message, signature: await maya.signMessage({ message }) });
    };
    const [a, b, c] = [await createKey(), await createKey(), await createKey()];
    for (const { recipient } of [a, b, a]) expect((await give(recipient)).status).toBe(200);
    expectRefusal(await challenge({ licence: two, recipient: c.recipient }), "seats used up", "has 2 seats");
  });

  test("the second of two at once where there is one seat", async () => {
    const [a, b] = [await createKey(), await createKey()];
    const messages = [await challenged({ recipient: a.recipient }), await challenged({ recipient: b.recipient })];
    const answers = await Promise.all(
      messages.map(async (message) => post("/deliver", { message, signature: await maya.signMessage({ message }) })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test("everybody while the node is behind, the clock is wrong, or there is no node: with both times", async () => {
    clock.offset = 181;
    expectRefusal(await challenge(), "stale block", /newest block .* of .* and it is .* by its clock/);
    clock.offset = -61;
    expectRefusal(
      await challenge(),
      "clock behind",
      /only .* by the clock of the machine that delivers, which is slow/,
    );
    clock.offset = 180;
    expect((await challenge()).status).toBe(200);
    const client = { ...world.context.client, getBlock: () => Promise.reject(new Error("gone")) };
    await log.close();
    await open(join(folder, `log-${run++}`), undefined, { ...world.context, client } as World["context"]);
    const answered = await challenge();
    expectRefusal(answered, "no answer of the chain", /./);
    expect(answered.status).toBe(503);
  });

  test("a licence that was ended for a breach", async () => {
    const { deployment } = world;
    const forBreach: Terms = { ...sold, conditions: { ...endsForBreach, cure: 5 } };
    const broken = await sell(maya.address, forBreach);
    const terms = onchainTermsOf(forBreach, deployment);
    const conditions = conditionsOf(forBreach);
    if (conditions === undefined) throw new Error("Terms with duties have conditions.");
    await world.send(ines, noticeCall(deployment, { licence: broken, terms, conditions, evidence: terms.deed }));
    chainTime = await world.now();
    expect((await challenge({ licence: broken })).status).toBe(200);
    // A program that is started later goes by the clock of this machine, which the chain must not leave far behind.
    await world.wait(6);
    await world.send(ines, terminateCall(deployment, { licence: broken, terms }));
    chainTime = await world.now();
    expectRefusal(await challenge({ licence: broken }), "terminated", "was ended for a breach");
  });

  test("a purchase on which too few blocks stand", async () => {
    const fresh = await sell(maya.address);
    await open(join(folder, "log-confirmations"), { confirmations: 2, staleAfter: 180 });
    expectRefusal(await challenge({ licence: fresh }), "no such licence", "ask again in a minute");
    await world.client.mine({ blocks: 2 });
    chainTime = await world.now();
    expect((await challenge({ licence: fresh })).status).toBe(200);
  });

  test("who asks too often", async () => {
    caller = "hasty";
    for (let i = 0; i < 30; i++) expect((await app.request(`${service}/nowhere`)).status).toBe(404);
    expectRefusal(await challenge(), "too many requests", "in 60 seconds");
    caller = "calm";
    expect((await challenge()).status).toBe(200);
    caller = "hasty";
    clock.offset += 60;
    expect((await challenge()).status).toBe(200);
  });

  test.each([
    ["no JSON", "<html>", "It is not JSON"],
    ["a list", [], "this field is missing"],
    ["a missing field", { account: maya.address }, "this field is missing"],
    ["an unknown field", { ...intended, account: maya.address, licence: "1", recipient: "x", admin: true }, "At"],
    ["a number for a licence", { ...intended, account: maya.address, licence: 7 }, "At licence"],
    ["too much", "x".repeat(70_000), "larger than 65,536 bytes"],
  ])("%s", async (_, body, sentence) => {
    expectRefusal(await answerOf(await post("/challenge", body)), "not a request", sentence);
  });

  test("in words for every reason there is", async () => {
    const { refusals } = await import("@colophon/sdk/vault");
    expect([...seen].sort()).toEqual(Object.keys(refusals).sort());
  });
});

/* THE LOG */

describe("the log", () => {
  const give = async (recipient: string) => {
    const message = await challenged({ recipient, licence: many });
    const answer = await post("/deliver", { message, signature: await maya.signMessage({ message }) });
    expect(answer.status).toBe(200);
    return { message, header: answer.headers.get("colophon-log") };
  };
  let many: bigint;
  beforeAll(async () => {
    many = await sell(maya.address, {}, { seats: 9 });
  });

  const fileOf = async () => {
    const [name = ""] = (await readdir(log.folder)).filter((each) => each.endsWith(".jsonl"));
    return join(log.folder, name);
  };

  test("holds what was asked, signed and given, each line with the digest of the one before", async () => {
    const keys = [await createKey(), await createKey(), await createKey()];
    const given: { message: string; header: string | null }[] = [];
    for (const { recipient } of keys) given.push(await give(recipient));
    await log.close();
    const lines = (await readFile(await fileOf(), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ number, recipient, asked }) => [number, recipient, asked.message])).toEqual(
      keys.map(({ recipient }, i) => [i + 1, recipient, given[i]?.message]),
    );
    expect(lines[0].previous).toBe(zeroHash);
    expect(given.map(({ header }) => header)).toEqual([
      `1 ${lines[1].previous}`,
      `2 ${lines[2].previous}`,
      expect.stringMatching(/^3 0x/),
    ]);
    expect(await readFile(await fileOf(), "utf8")).not.toContain("AGE-SECRET-KEY");
    const again = await openLog(log.folder);
    expect(again.recipientsOf(many).size).toBe(3);
    await again.close();
  });

  test("drops a line that was cut off, and refuses to go on if anything else is not as it was written", async () => {
    for (let i = 0; i < 3; i++) await give((await createKey()).recipient);
    await log.close();
    const path = await fileOf();
    const whole = await readFile(path, "utf8");
    await appendFile(path, whole.split("\n")[0]?.slice(0, 40) ?? "");
    const mended = await openLog(log.folder);
    expect(mended.recipientsOf(many).size).toBe(3);
    await mended.close();
    expect(await readFile(path, "utf8")).toBe(whole);
    const lines = whole.split("\n");
    const broken = [
      [lines[0], lines[2], ""].join("\n"),
      [lines[1], lines[2], ""].join("\n"),
      whole.replace('"licence":"', '"licence":"1'),
      `nonsense\n${whole}`,
    ];
    for (const content of broken) {
      await writeFile(path, content);
      await expect(openLog(log.folder)).rejects.toThrow("The log of deliveries is not whole");
    }
  });

  test("is stamped by the day, once, so that each delivery can be shown alone", async () => {
    for (let i = 0; i < 3; i++) await give((await createKey()).recipient);
    const { client, deployment } = world;
    const connection = {
      ...{ chainId: 31337, client: client as never, deployment, sender: ines.address },
      send: (call: Parameters<World["send"]>[1]) =>
        world.send(ines, call).then(({ transactionHash }) => transactionHash),
      ...{ sign: async () => undefined, signText: async (): Promise<Hex> => "0x" },
    };
    expect(await stampDays(connection, log, now())).toEqual([]);
    const days = await stampDays(connection, log, now() + 86_400);
    expect(days).toEqual([new Date(now() * 1000).toISOString().slice(0, 10)]);
    expect(await stampDays(connection, log, now() + 86_400)).toEqual([]);
    const names = await readdir(join(log.folder, `${days[0]}.batch`));
    expect(names).toEqual(expect.arrayContaining(["batch.json", "evidence.json", "items.jsonl"]));
    const bundle = await done(
      "bundle",
      join(log.folder, `${days[0]}.batch`),
      "--item",
      "delivery 2",
      "--out",
      `delivery-${run}.bundle.json`,
      ...chain,
    );
    expect(JSON.stringify(bundle)).toContain("bundle");
    await log.close();
  });
});

/* THE PROGRAM */

describe("colophon serve", () => {
  const started: ReturnType<typeof startColophon>[] = [];
  afterAll(() => {
    for (const { child } of started) child.kill("SIGKILL");
  });
  const start = (args: readonly string[]) => {
    const program = startColophon(folder, args, `${passphrase}\n`);
    started.push(program);
    return program;
  };

  const listening = (started: ReturnType<typeof startColophon>) =>
    new Promise<string>((resolve, reject) => {
      let said = "";
      started.child.stdout.on("data", (chunk) => {
        said += chunk;
        const url = /listens at (http:\/\/\S+)/.exec(said)?.[1];
        if (url) resolve(url);
      });
      started.ended.then(({ code, err }) => reject(new Error(`It ended with ${code}: ${err}`)));
    });

  test("serves, is killed in the middle, goes on with all it said, and gets the files to the licensee", async () => {
    await world.wait(1);
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const url = `http://127.0.0.1:${port}`;
    const args = [
      ...["serve", "vault", "--age-key", "owner.key", "--passphrase-stdin", "--log", "log-served", "--public", url],
      ...["--port", String(port), "--origin", site, "--confirmations", "0", "--stale-after", "100000000", ...chain],
    ];
    const first = start(args);
    expect(await listening(first)).toBe(url);
    const got = await done(
      ...["vault", "get", formatId(licence, "licence"), "--service", url, "--age-key", "maya.key", "--out", "got"],
      ...["--use", "print", "--purpose", "commercial", "--territory", "AT", ...chain, "--key-file", "maya"],
    );
    expect(got.files.map(({ path }: { path: string }) => path)).toEqual(["novel/one.txt", "novel/poem.txt"]);
    expect(await readFile(join(folder, "got/1-one.txt"), "utf8")).toBe(chapter);
    first.child.kill("SIGKILL");
    await first.ended;
    const second = start(args);
    await listening(second);
    // The one seat is taken, also after the program was killed.
    const other = await createKey();
    await writeFile(join(folder, "second.key"), await keyFileOf(other.key), { mode: 0o600 });
    const said = await refused(
      ...["vault", "get", formatId(licence, "licence"), "--service", url, "--age-key", "second.key", "--out", "got-2"],
      ...["--use", "print", "--purpose", "commercial", "--territory", "AT", ...chain, "--key-file", "maya"],
    );
    expect(said).toContain("The licence has 1 seats, and the files were delivered to as many keys already");
    second.child.kill("SIGTERM");
    expect((await second.ended).code).toBe(0);
  });

  test("does not start with a key that lies about in plain, or where it cannot be asked safely", async () => {
    const args = ["serve", "vault", "--log", "log-plain", ...chain];
    expect(await refused(...args, "--public", service, "--age-key", "maya.key")).toContain(
      "is not protected by a passphrase",
    );
    expect(await refused(...args, "--public", "http://files.example", "--age-key", "owner.key")).toContain(
      "is not https",
    );
    expect(await refused(...args, "--age-key", "owner.key")).toContain("Add --public <url>");
    expect(await refused("serve", "vault", "vault", "--log", "l", "--public", service, ...chain)).toContain(
      "are of the same work",
    );
    expect(await refused("serve", "novel", "--log", "l", "--public", service, ...chain)).toContain(
      "novel has no record.json",
    );
  });

  test("names licences as people do", () => {
    expect(serialOf(licence)).toBe(1);
  });
});
