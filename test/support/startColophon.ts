import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Ran } from "./runColophon.ts";

const program = join(import.meta.dirname, "../../cli/colophon.mjs");

/** Starts the command line as its users do, as a process of its own. It can be killed. */
export function startColophon(folder: string, args: readonly string[], input = "") {
  // Not as if npm had started it, which tells it of another folder.
  const env = { ...process.env, npm_lifecycle_event: undefined, INIT_CWD: undefined };
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env });
  child.stdin.end(input);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  const ended = new Promise<Ran>((resolve) => child.on("close", (code) => resolve({ code, ...said })));
  return { child, ended };
}
