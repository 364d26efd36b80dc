import { spawnSync } from "node:child_process";

/**
 * That the `age` program is here, from Debian's package if this may install it. Throws if it cannot be had: what we write
 * has to be held against it, and a test that skips this would say nothing.
 */
export function needAge(): void {
  const has = () => spawnSync("age", ["--version"], { stdio: "ignore" }).status === 0;
  if (has()) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: string[]) =>
    spawnSync("apt-get", args, { env, stdio: "ignore", timeout: 300_000 }).status === 0;
  if (process.getuid?.() === 0 && !apt("install", "-y", "-q", "age")) {
    apt("update", "-q");
    apt("install", "-y", "-q", "age");
  }
  if (!has()) {
    throw new Error("THE PROGRAM age IS MISSING, and files were not held against it. Install it: apt-get install age.");
  }
}

/** Runs `age` or `age-keygen` and returns what it writes. Throws with what it says if it fails. */
export function runAge(
  program: "age" | "age-keygen",
  args: readonly string[],
  input: Uint8Array | string = "",
): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 1024 * 1024 * 1024 });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
  return stdout;
}
