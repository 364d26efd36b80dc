/**
 * What `dataset check` costs for a large set over many works: the command itself, against a chain of its own.
 *   npm run bench:dataset                             1,000,000 files of 2,000 works, half of them licensed
 *   npm run bench:dataset -- --rows 100000 --works 200
 *   npm run bench:dataset -- --json                   one object
 *
 * The works, offers and licences are real. That each file was made findable is not sent a million times: a node stands in
 * front that answers for these logs as a chain would that has them, at most 10,000 at once, and passes on all else.
 */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { forever, unlimitedSupply, workIdOf } from "@colophon/sdk";
import { worksAbi } from "@colophon/sdk/abi";
import { batchCall, buyCall, defineTermsCall, publishOfferCall, registerCall } from "@colophon/sdk/calls";
import { baseTerms, onchainTermsOf, type Terms, termsIdOf } from "@colophon/sdk/terms";
import {
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  keccak256,
  numberToHex,
  stringToHex,
  zeroAddress,
  zeroHash,
} from "viem";
import { colophon } from "../cli/src/main.ts";
import { createWorld, testAccount } from "../sdk/src/testing/world.ts";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    works: { type: "string", default: "2000" },
    json: { type: "boolean", default: false },
  },
});
const [rows, works] = [Number(values.rows), Number(values.works)];
if (!(Number.isSafeInteger(rows) && Number.isSafeInteger(works) && rows >= works && works > 1)) {
  throw new Error("Give whole numbers: --rows, and --works from 2 up to as many.");
}
const [author, buyer] = [testAccount(0), testAccount(1)] as const;
/** As most providers answer. */
const mostLogs = 10_000;
const logsInBlock = 2_500;
/** Of calls in one transaction. */
const atOnce = 40;

const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 100) / 10;
const say = (line: string) => {
  if (!values.json) console.log(`${String(seconds()).padStart(7)} s  ${line}`);
};

const world = await createWorld();
const folder = await mkdtemp(join(tmpdir(), "colophon-dataset-"));
try {
  const made = await prepare();
  const node = await startNode(made);
  try {
    const deployment = join(folder, "deployment.json");
    await writeFile(deployment, JSON.stringify(world.deployment));
    const list = await writeList();
    const out = join(folder, "checked");
    say(`Checking ${rows.toLocaleString("en")} files of ${works.toLocaleString("en")} works`);
    const before = performance.now();
    const words = ["dataset", "check", list, "--holder", buyer.address, "--use", "train", "--out", out, "--json"];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = () => true;
    await colophon([...words, "--rpc", node.url, "--deployment", deployment]);
    process.stdout.write = write;
    const taken = Math.round((performance.now() - before) / 100) / 10;
    const head = JSON.parse(await readFile(join(out, "head.json"), "utf8")) as { statuses: Record<string, number> };
    const result = {
      ...{ rows, works, licensed: made.licensed, seconds: taken, statuses: head.statuses },
      ...{ questions: node.questions(), peakMemory: `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB` },
      ...{ cores: availableParallelism(), node: process.version },
    };
    if (values.json) console.log(JSON.stringify(result, null, 2));
    else {
      say(`Checked in ${taken} s with ${result.questions} questions to the node, peak memory ${result.peakMemory}`);
      for (const [status, count] of Object.entries(head.statuses)) say(`  ${status.padEnd(12)}${count}`);
    }
  } finally {
    node.close();
  }
} finally {
  world.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Registers the works, offers each and buys a licence of every other one. */
async function prepare() {
  const { deployment, send, client } = world;
  const terms: Terms = { ...baseTerms, uses: ["train"], purposes: ["commercial"], duration: "forever" };
  const onchain = onchainTermsOf(terms, deployment);
  await send(author, defineTermsCall(deployment, { terms: onchain }));
  const contents = Array.from({ length: works }, (_, i) => keccak256(stringToHex(`work ${i}`)));
  const ids = contents.map((contentRoot) => workIdOf({ claimant: author.address, contentRoot }));
  const offerOf = (work: bigint) => ({
    ...{ work, parent: 0n, licensor: author.address, buyer: zeroAddress, terms: termsIdOf(onchain) },
    ...{ currency: zeroAddress, price: 0n, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0 },
    schedule: zeroHash,
  });
  for (let from = 0; from < works; from += atOnce) {
    const part = contents.slice(from, from + atOnce);
    const registrations = part.map((contentRoot) =>
      registerCall(deployment, {
        registration: {
          ...{ contentRoot, salt: contentRoot, metadataDigest: contentRoot, category: "literary" as const },
          sources: [],
        },
      }),
    );
    const offers = ids.slice(from, from + atOnce).map((work) => publishOfferCall(deployment, { offer: offerOf(work) }));
    await send(author, batchCall(deployment, registrations));
    await send(author, batchCall(deployment, offers));
    const bought = ids.slice(from, from + atOnce).filter((_, i) => (from + i) % 2 === 0);
    const purchases = bought.map((work) => buyCall(deployment, { offer: offerOf(work), recipient: buyer.address }));
    await send(buyer, batchCall(deployment, purchases));
  }
  const licensed = Math.ceil(works / 2);
  say(`${works} works, ${licensed} of them licensed`);
  const first = Number(await client.getBlockNumber()) + 1;
  // A few at a time: the client gives a request ten seconds.
  for (let left = Math.ceil(rows / logsInBlock); left > 0; left -= 50) {
    await client.mine({ blocks: Math.min(left, 50) });
  }
  return { ids, contents, licensed, first };
}

function digestOf(row: number): Hex {
  return keccak256(numberToHex(row + 1, { size: 32 }));
}

async function writeList(): Promise<string> {
  const path = join(folder, "list.txt");
  const stream = createWriteStream(path);
  for (let row = 0; row < rows; row++) {
    const line = `${digestOf(row).slice(2)}  file-${row}.txt\n`;
    if (!stream.write(line)) await once(stream, "drain");
  }
  await new Promise<void>((resolve) => stream.end(resolve));
  return path;
}

type Question = {
  id: number;
  method: string;
  params: [{ topics?: (Hex | Hex[] | null)[]; fromBlock: Hex; toBlock: Hex }];
};

/** A node with the logs of a million findable files, in front of the one that has all else. */
async function startNode({ ids, contents, first }: Awaited<ReturnType<typeof prepare>>) {
  const [topic] = encodeEventTopics({ abi: worksAbi, eventName: "FileDisclosed" });
  const { address } = world.deployment.contracts.works;
  const topicsOf = ids.map(
    (work) => encodeEventTopics({ abi: worksAbi, eventName: "FileDisclosed", args: { work } })[1],
  );
  const dataOf = contents.map((contentRoot) => encodeAbiParameters([{ type: "bytes32" }], [contentRoot]));
  const last = first + Math.ceil(rows / logsInBlock) - 1;
  let asked = 0;
  const logOf = (row: number) => ({
    ...{ address, topics: [topic, topicsOf[row % works], digestOf(row)], data: dataOf[row % works] },
    ...{ blockNumber: numberToHex(first + Math.floor(row / logsInBlock)), blockHash: zeroHash, removed: false },
    ...{ transactionHash: zeroHash, transactionIndex: "0x0", logIndex: numberToHex(row % logsInBlock) },
  });
  const disclosures = (question: Question) => {
    const [{ fromBlock, toBlock }] = question.params;
    const from = Math.max(first, Number(fromBlock));
    const to = Math.min(last, Number(toBlock));
    const begin = (from - first) * logsInBlock;
    const end = Math.min(rows, (to - first + 1) * logsInBlock);
    if (end - begin > mostLogs) {
      const message = `query returned more than ${mostLogs} results`;
      return { jsonrpc: "2.0", id: question.id, error: { code: -32005, message } };
    }
    const result = Array.from({ length: Math.max(0, end - begin) }, (_, i) => logOf(begin + i));
    return { jsonrpc: "2.0", id: question.id, result };
  };
  const answer = async (question: Question): Promise<unknown> => {
    asked++;
    if (question.method === "eth_getLogs" && question.params[0].topics?.[0] === topic) return disclosures(question);
    const headers = { "content-type": "application/json" };
    return (await fetch(world.url, { method: "POST", headers, body: JSON.stringify(question) })).json();
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", async () => {
      const given = JSON.parse(body) as Question | Question[];
      const answers = Array.isArray(given) ? await Promise.all(given.map(answer)) : await answer(given);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answers));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("The node has no port.");
  return {
    url: `http://127.0.0.1:${bound.port}`,
    questions: () => asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
