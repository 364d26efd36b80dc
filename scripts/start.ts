/**
 * The local stack: `npm start [-- --port 4173] [-- --reset]`. Ctrl-C ends it. The index is kept in .colophon/index, or in
 * PostgreSQL: `DATABASE_URL=postgres://... npm start`.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seed } from "./demo/seed.ts";
import { buildProject, frontendFolder } from "./local/buildProject.ts";
import { checkRunning, newInstance, takeRunLock } from "./local/runLock.ts";
import { listenNear } from "./local/server.ts";
import { resetStack, type Stack, startStack } from "./local/startStack.ts";

const root = join(import.meta.dirname, "..");
const data = join(root, ".colophon");
const deployments = join(root, "deployments");
const say = (line: string) => console.log(line);

const { port, reset } = readArguments();
const endings: (() => Promise<void>)[] = [];
const building = new AbortController();
let ending = 0;
endOnSignals();

try {
  await run();
} catch (error) {
  if (!ending) await end(1, sentenceOf(error));
}

async function run() {
  const instance = newInstance();
  const runFile = join(data, "running.json");
  await checkRunning(runFile);

  const server = await listenNear({ port, instance });
  endings.unshift(() => server.close());
  endings.unshift(await takeRunLock(runFile, { instance, pid: process.pid, url: server.url }));
  if (server.taken.length > 0) {
    say(`Port ${server.taken.join(", ")} is taken by another program, so this one uses ${server.port}.`);
  }

  if (reset) {
    await resetStack(data, deployments);
    say("Beginning anew: the earlier local chain and its files are gone.");
  }
  await buildProject({ say, signal: building.signal });
  const stack = await startStack({
    server,
    data,
    deployments,
    frontend: frontendFolder,
    index: process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : "embedded",
    reset,
    seed: async (context) => {
      await seed({ ...context, folder: join(data, "demo") });
    },
    say,
  });
  endings.unshift(() => stack.stop());
  stack.ended.then((reason) => end(1, `The local chain ended by itself:\n${reason}`));
  greet(server.url, stack);
}

function greet(url: string, { deployment }: Stack) {
  say(`
Colophon is ready. Open

  ${url}

It runs on a local chain (number ${deployment.chainId}) with demo people and play money. What you do is kept in .colophon/.
Connect a wallet and be one of them:

  Maya Chen     has licences and owes a report on one of them: see Licences. Ines made her a quote: open /quote and
                choose .colophon/demo/for-maya-chen.colophon-quote.json. Her wallet pays in one prompt.
  Ines Okafor   has made three works. Money waits under Earn and in the till of “Low Water, Late Light”; the German
                edition of “The Last Page” is sold alone, so try to offer a translation of it once more.
  Tomas Lind    wrote Lantern Song, and Maya's words to it owe it a tenth of what they bring in: see Earn.

Ctrl-C ends it. \`npm start -- --reset\` begins anew.`);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { port: { type: "string", default: "4173" }, reset: { type: "boolean" } },
    });
    const number = Number(values.port);
    if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Error(`${values.port} is not a port.`);
    return { port: number, reset: values.reset ?? false };
  } catch (error) {
    console.error(`${sentenceOf(error)}\nUse: npm start [-- --port <number>] [--reset]`);
    process.exit(1);
  }
}

/** Ends what was started, last first, and then this process. */
async function end(code: number, reason?: string) {
  if (ending) return;
  ending = Date.now();
  if (reason) console.error(`\n${reason}`);
  building.abort();
  for (const step of endings) await step().catch((error) => console.error(sentenceOf(error)));
  process.exit(code);
}

function endOnSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // One Ctrl-C can arrive twice, from the terminal and from npm; a later one means now.
      if (ending && Date.now() - ending > 1000) process.exit(130);
      if (!ending) say("\nEnding. The chain is saved.");
      void end(0);
    });
  }
  // The bootstrap that started us under another Node has died without a word.
  process.on("disconnect", () => void end(1));
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n${error.cause.message}` : "";
  return `${error.message}${cause}`;
}
