import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildProject, frontendFolder } from "./buildProject.ts";
import { newInstance } from "./runLock.ts";
import { startServer } from "./server.ts";
import { type SeedContext, startStack } from "./startStack.ts";

export type WithFreshStackParameters = {
  say: (line: string) => void;
  /** Loads a catalogue. Without it the chain has no works. */
  seed?: (context: SeedContext) => Promise<void>;
};

/** Runs an action beside a local stack of its own, on a free port, of which nothing is left afterwards. */
export async function withFreshStack<Result>(
  { say, seed }: WithFreshStackParameters,
  action: (url: string) => Promise<Result>,
): Promise<Result> {
  await buildProject({ say });
  const data = await mkdtemp(join(tmpdir(), "colophon-stack-"));
  try {
    const server = await startServer({ port: 0, instance: newInstance() });
    const options = { server, data, deployments: data, frontend: frontendFolder, index: "none" as const, say };
    const stack = await startStack(seed ? { ...options, seed } : options);
    try {
      const ended = stack.ended.then((reason) => {
        throw new Error(`The local chain ended by itself:\n${reason}`);
      });
      return await Promise.race([action(server.url), ended]);
    } finally {
      await stack.stop();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
