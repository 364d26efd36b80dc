/**
 * An installed Firefox as Playwright's driver for WebDriver BiDi wants it. Playwright is made for the newest Firefox and
 * gives up when a release with extended support (ESR), which is what Debian has, does not know a command. Some of them
 * can be spared. So this starts Firefox, stands between the two, and answers those itself.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { WebSocket, WebSocketServer } from "ws";

/** What a Firefox may not know, with the answer by which Playwright goes on without it. */
const spared: Record<string, object> = {
  // For the bodies of answers, which our tests do not read.
  "network.addDataCollector": { collector: "none" },
  // Downloads go into the profile, which is thrown away.
  "browser.setDownloadBehavior": {},
  // Firefox shows what it shows by itself: its own language, colours, and screen.
  "emulation.setLocaleOverride": {},
  "emulation.setMediaFeaturesOverride": {},
  "emulation.setScreenOrientationOverride": {},
  "emulation.setScreenSettingsOverride": {},
};

const { COLOPHON_FIREFOX = "firefox-esr" } = process.env;
const options = process.argv.slice(2);
const profile = options[options.findIndex((option) => /^--?profile$/.test(option)) + 1 || options.length];
if (profile) {
  const folder = JSON.stringify(join(profile, "downloads"));
  const settings = `user_pref("browser.download.folderList", 2);\nuser_pref("browser.download.dir", ${folder});\n`;
  await appendFile(join(profile, "user.js"), settings);
}
const firefox = spawn(COLOPHON_FIREFOX, options, { stdio: ["inherit", "inherit", "pipe"] });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => firefox.kill(signal));
firefox.once("error", (error) => {
  console.error(`${COLOPHON_FIREFOX} could not be started: ${error.message}`);
  process.exit(1);
});
firefox.once("exit", (code) => process.exit(code ?? 1));

for await (const line of createInterface({ input: firefox.stderr })) {
  const [, url] = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(line) ?? [];
  console.error(url ? line.replace(url, await standBefore(url)) : line);
}

/** Opens a door of its own that leads to this address. Returns where it is. */
async function standBefore(url: string): Promise<string> {
  const door = new WebSocketServer({ host: "127.0.0.1", port: 0, maxPayload: 0 });
  door.on("connection", (playwright, { url: path = "" }) => connect(playwright, `${url}${path}`));
  await once(door, "listening");
  const { port } = door.address() as { port: number };
  return `ws://127.0.0.1:${port}`;
}

/** Hands everything on, both ways and in order. Only that Firefox does not know what can be spared is not said. */
function connect(playwright: WebSocket, url: string): void {
  const browser = new WebSocket(url, { perMessageDeflate: false, maxPayload: 0 });
  const asked = new Map<number, object>();
  const waiting: string[] = [];
  playwright.on("message", (data) => {
    const text = String(data);
    const { id, method } = JSON.parse(text) as { id: number; method: string };
    const answer = spared[method];
    if (answer) asked.set(id, answer);
    if (browser.readyState === WebSocket.OPEN) browser.send(text);
    else waiting.push(text);
  });
  browser.on("open", () => {
    for (const text of waiting.splice(0)) browser.send(text);
  });
  browser.on("message", (data) => playwright.send(replaced(String(data), asked)));
  playwright.on("close", () => browser.close());
  browser.on("close", () => playwright.close());
  browser.on("error", () => playwright.close());
}

function replaced(text: string, asked: Map<number, object>): string {
  if (asked.size === 0) return text;
  const { id, error } = JSON.parse(text) as { id?: number; error?: string };
  const result = asked.get(id ?? -1);
  if (!result) return text;
  asked.delete(id ?? -1);
  return error === "unknown command" ? JSON.stringify({ type: "success", id, result }) : text;
}
