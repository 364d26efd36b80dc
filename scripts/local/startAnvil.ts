import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { anvilPath } from "./anvilPath.ts";
import { rpcCall } from "./rpcCall.ts";

export type Anvil = {
  rpcUrl: string;
  pid: number;
  /** Resolves with what anvil said last when it ends without being asked to. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

export type StartAnvilParameters = {
  /** A file with the state to go on from. */
  state?: string;
  /** When the chain begins, in seconds since 1970; now when missing. */
  begins?: number;
};

/** Starts a local chain on a free port, from a saved state if one is given. */
export async function startAnvil({ state, begins }: StartAnvilParameters = {}): Promise<Anvil> {
  const options = ["--host", "127.0.0.1", "--port", "0", "--no-cors", "--chain-id", "31337", "--enable-tx-gas-limit"];
  if (begins !== undefined) options.push("--timestamp", String(begins));
  if (state) options.push("--load-state", state);
  // A group of its own: Ctrl-C in the terminal is for us, who save the chain before anvil ends.
  const child = spawn(anvilPath(), options, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  const { pid } = child;
  if (pid === undefined) {
    const [error] = (await once(child, "error")) as [Error];
    throw new Error(`anvil did not start: ${error.message}`);
  }
  const endGuard = guard(pid);

  const said: string[] = [];
  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => {
      endGuard();
      if (!stopping) resolve(said.join("\n") || `anvil ended (${signal ?? code})`);
    });
  });
  const port = await Promise.race([listeningPort(child, said), ended]);
  if (typeof port === "string") throw new Error(port);

  const rpcUrl = `http://127.0.0.1:${port}`;
  // anvil prints every request otherwise, and nobody reads it.
  await rpcCall(rpcUrl, "anvil_setLoggingEnabled", [false]);
  return {
    rpcUrl,
    pid,
    ended,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 3000);
      await once(child, "exit");
      clearTimeout(hard);
    },
  };
}

/** Remembers anvil's last lines, and resolves with its port when it says that it listens. */
function listeningPort(child: ChildProcess, said: string[]): Promise<number> {
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on("line", (line) => {
        const port = /^Listening on 127\.0\.0\.1:(\d+)$/.exec(line)?.[1];
        if (port) resolve(Number(port));
        said.push(line);
        if (said.length > 20) said.shift();
      });
    }
  });
}

/**
 * A shell that waits for the end of a pipe only we hold, and then ends the process: when we die, by any signal, the
 * system closes the pipe. Returns how to call the guard off.
 */
function guard(pid: number): () => void {
  const shell = spawn("/bin/sh", ["-c", 'cat >/dev/null; kill "$0" 2>/dev/null', String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.unref();
  return () => shell.kill("SIGKILL");
}
