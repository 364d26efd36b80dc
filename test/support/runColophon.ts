import { spawn } from "node:child_process";
import { join } from "node:path";

const program = join(import.meta.dirname, "../../cli/colophon.mjs");

export type Ran = { code: number | null; out: string; err: string };

/** Runs the command line as its users do: in a folder, with arguments, and perhaps something typed into it. */
export function runColophon(folder: string, args: readonly string[], input = ""): Promise<Ran> {
  // Not as if npm had started it, which tells it of another folder.
  const env = { ...process.env, npm_lifecycle_event: undefined, INIT_CWD: undefined };
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env });
  child.stdin.end(input);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...said })));
}
