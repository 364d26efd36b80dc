/**
 * Finds the browsers for the browser tests, or brings them. Chromium: an installed one, else Playwright's download, else
 * Debian's package. Firefox, without which those tests run in Chromium alone: an installed one, else Debian's package.
 * `node scripts/browser.ts` prints where Chromium is.
 */
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";

type Browser = {
  /** What its `--version` says. */
  says: RegExp;
  names: readonly string[];
  macApps: readonly string[];
};

const chromiums: Browser = {
  says: /Chrom/,
  names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
  macApps: ["Google Chrome", "Chromium", "Google Chrome for Testing"],
};
const firefoxes: Browser = { says: /Mozilla Firefox/, names: ["firefox-esr", "firefox"], macApps: ["Firefox"] };
const folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome", "/opt/homebrew/bin"];

export type FindBrowserParameters = { say: (line: string) => void };

/** The path of a Chromium that starts. Throws a sentence if there is none and none can be had. */
export function findBrowser({ say }: FindBrowserParameters): string {
  const browser = chosen("COLOPHON_CHROMIUM", chromiums) ?? installed(chromiums) ?? downloaded(say);
  if (browser) return browser;
  say("Playwright's could not be had; installing Debian's package chromium");
  const packaged = fromDebian("chromium", chromiums);
  if (packaged) return packaged;
  throw new Error(
    "No Chromium was found, and none could be downloaded or installed. Install Chromium or Chrome, or name one in " +
      "COLOPHON_CHROMIUM, then run this again.",
  );
}

/** The path of a Firefox that lets itself be driven; undefined, and a sentence why, if none can be had. */
export async function findFirefox({ say }: FindBrowserParameters): Promise<string | undefined> {
  const browser = chosen("COLOPHON_FIREFOX", firefoxes) ?? installed(firefoxes) ?? fromDebian("firefox-esr", firefoxes);
  if (browser && (await isDrivable(browser))) return browser;
  const why = browser
    ? `${browser} does not let itself be driven with a profile of its own, as one from a snap`
    : "No Firefox was found, and none could be installed";
  say(`${why}: nothing is tested in Firefox. Install Firefox 140 or newer, or name one in COLOPHON_FIREFOX.`);
  return undefined;
}

/** Whether it opens a door for WebDriver BiDi within a minute. */
async function isDrivable(path: string): Promise<boolean> {
  const profile = await mkdtemp(join(tmpdir(), "colophon-firefox-"));
  const options = ["--headless", "--remote-debugging-port=0", "--profile", profile];
  const firefox = spawn(path, options, { stdio: ["ignore", "ignore", "pipe"], timeout: 60_000 });
  const ended = new Promise((resolve) => firefox.once("close", resolve).once("error", resolve));
  let drivable = false;
  for await (const line of createInterface({ input: firefox.stderr })) {
    if (!/WebDriver BiDi listening/.test(line)) continue;
    drivable = true;
    firefox.kill();
  }
  await ended;
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  return drivable;
}

/** The one that a variable names. Throws a sentence if that is none. */
function chosen(variable: string, browser: Browser): string | undefined {
  const path = process.env[variable];
  if (!path || works(path, browser)) return path || undefined;
  throw new Error(`${variable} names ${path}, which is no such browser that starts.`);
}

function installed(browser: Browser): string | undefined {
  const searched = [...(process.env.PATH ?? "").split(delimiter), ...folders];
  const onPath = browser.names.flatMap((name) => searched.map((folder) => join(folder, name)));
  const onMac = ["/Applications", join(homedir(), "Applications")].flatMap((folder) =>
    browser.macApps.map((app) => join(folder, `${app}.app/Contents/MacOS`, app === "Firefox" ? "firefox" : app)),
  );
  return [...new Set([...onPath, ...onMac])].find((path) => works(path, browser));
}

function downloaded(say: (line: string) => void): string | undefined {
  const path = chromium.executablePath();
  if (works(path, chromiums)) return path;
  say("No Chromium is installed; downloading Playwright's");
  run(process.execPath, [
    join(import.meta.dirname, "../node_modules/playwright/cli.js"),
    "install",
    "chromium",
    "--no-shell",
  ]);
  return works(path, chromiums) ? path : undefined;
}

function fromDebian(name: string, browser: Browser): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  run("apt-get", ["update"]);
  run("apt-get", ["install", "-y", "--no-install-recommends", name]);
  return installed(browser);
}

/** Programs of these names can be stubs, or lack libraries; only one that says its version is a browser. */
function works(path: string, { says }: Browser): boolean {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: 30_000 });
  return status === 0 && says.test(stdout);
}

/** What goes wrong shows in what is there afterwards; its output only matters to whoever reads the log. */
function run(command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { env, stdio: ["ignore", "inherit", "inherit"], timeout: 10 * 60_000 });
}

if (process.argv[1] === import.meta.filename) console.log(findBrowser({ say: console.error }));
