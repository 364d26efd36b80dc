import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Deployment } from "@colophon/sdk";
import { type Hex, keccak256, numberToHex, zeroAddress, zeroHash } from "viem";
import { logsPerWork, type ReplayedLog, replayedLogs } from "./replayedLogs.ts";

export type StartReplayNodeParameters = { deployment: Deployment; works: number; worksPerBlock: number };

type Request = { id: number; method: string; params: unknown[] };
type Filter = { address?: Hex | Hex[]; topics?: (Hex | Hex[] | null)[]; fromBlock: Hex; toBlock: Hex };

/** Blocks after the last that holds anything: more than Ponder waits for. */
const quiet = 80;

/** A node that answers out of memory: what is measured is the indexer. Its logs are what the contracts would write. */
export async function startReplayNode({ deployment, works, worksPerBlock }: StartReplayNodeParameters) {
  const first = Math.max(...Object.values(deployment.contracts).map(({ block }) => block)) + 1;
  const full = Math.ceil(works / worksPerBlock);
  const last = first + full + quiet;
  const hashOf = (number: number) => keccak256(numberToHex(number + 1_000_000));
  const transactionOf = (number: number) => keccak256(numberToHex(number + 900_000_000));

  const logs = Array.from({ length: full }, (_, i) => {
    const number = first + i;
    const from = i * worksPerBlock;
    const own = Array.from({ length: Math.min(worksPerBlock, works - from) }, (_, k) =>
      replayedLogs(deployment, from + k),
    );
    return own.flat().map((log, logIndex) => ({
      ...log,
      blockNumber: numberToHex(number),
      blockHash: hashOf(number),
      transactionHash: transactionOf(number),
      transactionIndex: "0x0",
      logIndex: numberToHex(logIndex),
      removed: false,
    }));
  });

  function blockOf(number: number) {
    const place = { blockNumber: numberToHex(number), blockHash: hashOf(number), transactionIndex: "0x0" };
    const money = { value: "0x0", gas: "0x5208", gasPrice: "0x1", maxFeePerGas: "0x1", maxPriorityFeePerGas: "0x1" };
    const signature = {
      v: "0x0",
      r: zeroHash,
      s: zeroHash,
      yParity: "0x0",
      accessList: [],
      type: "0x2",
      chainId: numberToHex(deployment.chainId),
    };
    const transaction = {
      hash: transactionOf(number),
      ...place,
      from: zeroAddress,
      to: zeroAddress,
      input: "0x",
      nonce: "0x0",
      ...money,
      ...signature,
    };
    return {
      number: numberToHex(number),
      hash: hashOf(number),
      parentHash: hashOf(number - 1),
      timestamp: numberToHex(1_700_000_000 + number * 12),
      logsBloom: `0x${"f".repeat(512)}`,
      miner: zeroAddress,
      gasUsed: "0x5208",
      gasLimit: "0x1c9c380",
      baseFeePerGas: "0x1",
      nonce: "0x0000000000000000",
      mixHash: zeroHash,
      stateRoot: zeroHash,
      receiptsRoot: zeroHash,
      transactionsRoot: zeroHash,
      sha3Uncles: zeroHash,
      size: "0x100",
      difficulty: "0x0",
      totalDifficulty: "0x0",
      extraData: "0x",
      uncles: [],
      transactions: number >= first && number < first + full ? [transaction] : [],
    };
  }

  function logsOf({ address, topics, fromBlock, toBlock }: Filter) {
    const addresses = address === undefined ? undefined : new Set([address].flat().map((it) => it.toLowerCase()));
    const events = topics?.[0] ? new Set([topics[0]].flat()) : undefined;
    const wanted = (log: ReplayedLog) =>
      (!addresses || addresses.has(log.address)) && (!events || events.has(log.topics[0] as Hex));
    return logs
      .slice(Math.max(0, Number(fromBlock) - first), Math.max(0, Number(toBlock) - first + 1))
      .flat()
      .filter(wanted);
  }

  function resultOf({ method, params }: Request): unknown {
    if (method === "eth_chainId") return numberToHex(deployment.chainId);
    if (method === "eth_blockNumber") return numberToHex(last);
    if (method === "eth_getLogs") return logsOf(params[0] as Filter);
    if (method === "eth_getBlockByNumber") {
      const number = /^0x/.test(String(params[0])) ? Number(params[0]) : last;
      return number <= last ? blockOf(number) : null;
    }
    return null;
  }

  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const asked = JSON.parse(text) as Request;
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ jsonrpc: "2.0", id: asked.id, result: resultOf(asked) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events: works * logsPerWork,
    blocks: full,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
