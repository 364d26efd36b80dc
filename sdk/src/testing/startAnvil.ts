import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { createTestClient, http, publicActions, walletActions } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";

export type TestChain = Awaited<ReturnType<typeof startAnvil>>;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** One of anvil's well-known accounts. */
export function testAccount(index: number) {
  return mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: index });
}

/** An empty chain of its own for a test file, with more of anvil's options if a test needs them. */
export async function startAnvil(options: readonly string[] = []) {
  const port = await freePort();
  const binary = createRequire(import.meta.url).resolve(
    `@foundry-rs/anvil-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}/bin/anvil`,
  );
  const node = spawn(binary, ["--port", String(port), "--host", "127.0.0.1", "--silent", ...options], {
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  const client = createTestClient({
    chain: foundry,
    mode: "anvil",
    transport: http(url, { retryCount: 0 }),
    pollingInterval: 20,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions);
  for (let attempt = 0; ; attempt++) {
    try {
      await client.getChainId();
      break;
    } catch (error) {
      if (attempt > 200 || node.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    url,
    client,
    stop: () => {
      node.kill();
    },
  };
}
