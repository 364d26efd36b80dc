import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { count } from "@colophon/sdk";
import { serve as serveApp } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { type Command, chainHelp, chainOptions, UsageError, wholeOf } from "../Command.ts";
import { connect } from "../connect.ts";
import { createApp } from "../delivery/app.ts";
import { copyName, markingHelp, markingOf, markingOptions } from "../delivery/copies.ts";
import { openDesk } from "../delivery/desk.ts";
import { openLog } from "../delivery/log.ts";
import { rulesHelp, rulesOf, rulesOptions } from "../delivery/request.ts";
import { stampDays } from "../delivery/stampDays.ts";
import { warn } from "../terminal.ts";
import { ageKeyHelp, ageKeyOptions, readAgeKeys } from "../vault/ageKeys.ts";
import { readVaults } from "../vault/vaultFolder.ts";

const now = () => Math.floor(Date.now() / 1000);

export const serve: Command = {
  name: "serve",
  summary: "give licensees the key to the files of your works, as long as their licence is live",
  help: `<folder of encrypted files>... --age-key <file> --log <folder> --public <url> (--network <name> | --rpc <url>)

A licensee signs with the account that holds the licence (EIP-4361). The chain is asked whether the licence is live and
covers the use; seats are counted; the delivery is written to the log; then the files' key goes out, encrypted to the
licensee's own key of age. Nothing else gives a key, and the server keeps none in plain: your key file must be protected by
a passphrase. An ended licence gets no further key; what was delivered before, nobody can take back.

  --public <url>         the address that licensees ask, such as https://files.example: put a proxy with TLS in front
  --origin <url>         a site whose visitors may ask, such as https://colophon.example; may be repeated
  --log <folder>         where deliveries are written; keep it, and keep a copy: seats are counted by it
  --stamp                stamp the log of each day that is over; needs an account (--network, or --key-file)
  --host <address>       where to listen; 127.0.0.1 if missing
  --port <n>             4180 if missing
  --per-minute <n>       how many requests one caller may make in a minute: 60 if missing
  --behind-proxy         the caller is whom the last X-Forwarded-For names; only where a proxy of yours sets it
${markingHelp}
${rulesHelp}
${ageKeyHelp}
${chainHelp}

GET /health, /works/<work>, /files/<SHA-256>; POST /challenge, /deliver. docs/delivery.md tells the rest.`,
  options: {
    ...chainOptions,
    ...ageKeyOptions,
    ...rulesOptions,
    ...markingOptions,
    public: { type: "string" },
    origin: { type: "string", multiple: true },
    log: { type: "string" },
    stamp: { type: "boolean" },
    host: { type: "string" },
    port: { type: "string" },
    "per-minute": { type: "string" },
    "behind-proxy": { type: "boolean" },
  },
  async run(given) {
    if (given.positionals.length === 0) throw new UsageError("Name the folders that colophon vault encrypt made.");
    const service = addressOf("public", given.value("public"));
    const origins = given.values("origin").map((text) => new URL(addressOf("origin", text)).origin);
    const folder = given.value("log");
    if (folder === undefined) throw new UsageError("Say where deliveries are written: --log <folder>.");
    const vaults = await readVaults(given.positionals);
    const log = await openLog(folder);
    const connection = await connect(given);
    if (given.flag("stamp") && connection.sender === undefined) {
      throw new UsageError("--stamp needs an account that pays for the stamp: add --key-file <file>.");
    }
    const keys = await readAgeKeys(given, { protectedOnly: true });
    const marking = await markingOf(given, vaults.values());
    const copies = marking && join(folder, "copies");
    const desk = await openDesk({
      ...{ vaults, keys, context: connection, log, rules: rulesOf(given), now },
      copies:
        marking && copies ? { marking, folder: copies, nameOf: (_at, _path, digest) => copyName(digest) } : undefined,
    });
    const app = createApp({
      ...{ copies, desk, vaults, context: connection, client: connection.client, service, origins, now },
      callerOf: given.flag("behind-proxy") ? forwardedFor : (c) => getConnInfo(c).remote.address ?? "",
      perMinute: wholeOf(given, "per-minute", 60),
    });
    const [hostname, port] = [given.value("host") ?? "127.0.0.1", wholeOf(given, "port", 4180)];
    const server = serveApp({ fetch: app.fetch, hostname, port, createServer });
    await Promise.race([
      once(server, "listening"),
      once(server, "error").then(([error]) => Promise.reject(error)),
    ]).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`It can't listen at ${hostname}:${port} (${error.code}). Choose another --host or --port.`);
    });
    process.stdout.write(
      `Delivers the files of ${count(vaults.size, "work")} at ${service}; listens at http://${hostname}:${port}\n`,
    );
    const stamping = given.flag("stamp") ? startStamping(() => stampDays(connection, log, now())) : undefined;
    await ended();
    await new Promise((resolve) => server.close(resolve));
    await stamping?.stop();
    await log.close();
    return 0;
  },
};

/** An address without a slash at its end. */
function addressOf(option: string, text: string | undefined): string {
  if (text === undefined) throw new UsageError(`Add --${option} <url>: the address that licensees ask.`);
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UsageError(`--${option} ${text} is not an address, such as https://files.example.`);
  }
  const { origin, pathname } = new URL(text);
  const local = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(origin);
  if (!origin.startsWith("https:") && !local) {
    throw new UsageError(
      `--${option} ${text} is not https, and anybody on the way could read and change what goes there.`,
    );
  }
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

const forwardedFor = (c: Context) => c.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim() ?? "";

/** Until somebody ends the program. */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

const hour = 3_600_000;

/** Stamps at once and every hour: a day is stamped within an hour of its end, and what fails is tried again. */
function startStamping(stamp: () => Promise<unknown>) {
  let running: Promise<unknown> = Promise.resolve();
  const run = () => {
    running = running.then(stamp).catch((error: unknown) => {
      warn(
        `The log could not be stamped, which is tried again in an hour: ${error instanceof Error ? error.message : error}`,
      );
    });
  };
  run();
  const timer = setInterval(run, hour);
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}
