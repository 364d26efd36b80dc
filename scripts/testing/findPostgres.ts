import { spawnSync } from "node:child_process";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../local/startIndexer.ts";

export type TestPostgres = { url: string; stop(): void } | { reason: string };

/**
 * A PostgreSQL server for the tests: the one that TEST_DATABASE_URL names, or one of its own from the programs that are
 * here, or from Debian's package if this may install it. If neither is possible it says why. Settings, such as
 * "shared_buffers=512MB", are for one of its own.
 */
export async function findPostgres(
  say: (line: string) => void,
  settings: readonly string[] = [],
): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop() {} };
  let programs = findPrograms();
  if (!programs && isRoot() && has("apt-get")) {
    say("Installing PostgreSQL with apt-get, for the tests of the indexer");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const install = () =>
      spawnSync("apt-get", ["install", "-y", "-q", "postgresql"], { env, stdio: "ignore", timeout: 300_000 });
    if (install().status !== 0) {
      spawnSync("apt-get", ["update", "-q"], { env, stdio: "ignore", timeout: 300_000 });
      install();
    }
    programs = findPrograms();
  }
  if (!programs) {
    return { reason: "there is no PostgreSQL here and none could be installed. Install it, or set TEST_DATABASE_URL" };
  }
  return start(programs, settings);
}

const isRoot = () => process.getuid?.() === 0;
const has = (program: string) => spawnSync("which", [program], { stdio: "ignore" }).status === 0;

/** The folder that holds initdb, postgres and pg_dump: Debian keeps them out of the path. */
export function findPrograms(): string | undefined {
  const folders = [
    ...globSync("/usr/lib/postgresql/*/bin").sort().reverse(),
    ...globSync("/opt/homebrew/opt/postgresql*/bin"),
    ...(process.env.PATH ?? "").split(":"),
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

async function start(programs: string, more: readonly string[]): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "colophon-postgres-"));
  const data = join(folder, "data");
  // PostgreSQL refuses to run as root; the package has brought a user for it.
  const who = isRoot() ? idOf("postgres") : undefined;
  if (isRoot() && !who) return { reason: "PostgreSQL does not run as root, and there is no user named postgres" };
  if (who) chownSync(folder, who.uid, who.gid);
  const run = (program: string, args: string[]) =>
    spawnSync(join(programs, program), args, { cwd: folder, stdio: "ignore", timeout: 60_000, ...who });
  const port = await freePort();
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories= -c fsync=off${more.map((it) => ` -c ${it}`).join("")}`;
  const made = run("initdb", ["-D", data, "-A", "trust", "-U", "colophon", "-E", "UTF8", "--locale=C"]);
  if (made.status !== 0) return { reason: "initdb failed" };
  const started = run("pg_ctl", ["-D", data, "-w", "-o", settings, "-l", join(folder, "log"), "start"]);
  if (started.status !== 0) return { reason: "PostgreSQL did not start" };
  return {
    url: `postgres://colophon@127.0.0.1:${port}/postgres`,
    stop() {
      run("pg_ctl", ["-D", data, "-m", "immediate", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idOf(user: string): { uid: number; gid: number } | undefined {
  const ask = (flag: string) => Number(spawnSync("id", [flag, user], { encoding: "utf8" }).stdout.trim());
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}
