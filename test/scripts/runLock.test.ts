import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRunning, newInstance, takeRunLock } from "../../scripts/local/runLock.ts";
import { type LocalServer, startServer } from "../../scripts/local/server.ts";

let folder: string;
let file: string;
let servers: LocalServer[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-lock-"));
  file = join(folder, "running.json");
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  await rm(folder, { recursive: true });
});

async function start() {
  const instance = newInstance();
  const server = await startServer({ port: 0, instance });
  servers.push(server);
  return { instance, pid: process.pid, url: server.url };
}

test("names the one that runs, and where", async () => {
  const running = await start();
  await takeRunLock(file, running);
  await expect(checkRunning(file)).rejects.toThrow(running.url);
  await expect(takeRunLock(file, await start())).rejects.toThrow(running.url);
});

test("forgets one that was killed", async () => {
  const pid = 2 ** 22 + 1; // no Linux or macOS has so many
  await writeFile(file, JSON.stringify({ instance: "dead", pid, url: "http://127.0.0.1:1/" }));
  await checkRunning(file);
  expect(existsSync(file)).toBe(false);
});

test("is not misled by a number or a port that now belongs to another program", async () => {
  const other = await start();
  await writeFile(file, JSON.stringify({ ...other, instance: "earlier" }));
  await checkRunning(file);
  expect(existsSync(file)).toBe(false);
});

test("lets one of many go on that start at the same moment, also over what a dead one left", async () => {
  await writeFile(file, JSON.stringify({ instance: "dead", pid: 2 ** 22 + 1, url: "http://127.0.0.1:1/" }));
  const contenders = await Promise.all(Array.from({ length: 5 }, start));
  const results = await Promise.allSettled(contenders.map((contender) => takeRunLock(file, contender)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("is free again after the end", async () => {
  const release = await takeRunLock(file, await start());
  await release();
  await (await takeRunLock(file, await start()))();
});
