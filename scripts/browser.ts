/**
 * Finds a Chromium for the browser tests, or brings one: an installed one, else Playwright's download, else Debian's
 * package. `node scripts/browser.ts` prints where it is.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome", "/opt/homebrew/bin"];
const macApps = ["Google Chrome", "Chromium", "Google Chrome for Testing"];

export type FindBrowserParameters = { say: (line: string) => void };

/** The path of a Chromium that starts. Throws a sentence if there is none and none can be had. */
export function findBrowser({ say }: FindBrowserParameters): string {
  const chosen = process.env.COLOPHON_CHROMIUM;
  if (chosen) {
    if (works(chosen)) return chosen;
    throw new Error(`COLOPHON_CHROMIUM names ${chosen}, which is no Chromium that starts.`);
  }
  const browser = installed() ?? downloaded(say) ?? packaged(say);
  if (browser) return browser;
  throw new Error(
    "No Chromium was found, and none could be downloaded or installed. Install Chromium or Chrome, or name one in " +
      "COLOPHON_CHROMIUM, then run this again.",
  );
}

function installed(): string | undefined {
  const searched = [...(process.env.PATH ?? "").split(delimiter), ...folders];
  const onPath = names.flatMap((name) => searched.map((folder) => join(folder, name)));
  const onMac = ["/Applications", join(homedir(), "Applications")].flatMap((folder) =>
    macApps.map((app) => join(folder, `${app}.app/Contents/MacOS/${app}`)),
  );
  return [...new Set([...onPath, ...onMac])].find(works);
}

function downloaded(say: (line: string) => void): string | undefined {
  const path = chromium.executablePath();
  if (works(path)) return path;
  say("No Chromium is installed; downloading Playwright's");
  run(process.execPath, [
    join(import.meta.dirname, "../node_modules/playwright/cli.js"),
    "install",
    "chromium",
    "--no-shell",
  ]);
  return works(path) ? path : undefined;
}

function packaged(say: (line: string) => void): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  say("Playwright's could not be had; installing Debian's package chromium");
  run("apt-get", ["update"]);
  run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  return installed();
}

/** Programs of these names can be stubs, or lack libraries; only one that says its version is a browser. */
function works(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: 30_000 });
  return status === 0 && /Chrom/.test(stdout);
}

/** What goes wrong shows in what is there afterwards; its output only matters to whoever reads the log. */
function run(command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { env, stdio: ["ignore", "inherit", "inherit"], timeout: 10 * 60_000 });
}

if (process.argv[1] === import.meta.filename) console.log(findBrowser({ say: console.error }));
