import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../../scripts/local/buildProject.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-turns-"));
  file = join(folder, "deep/lock");
});

afterEach(() => rm(folder, { recursive: true }));

test("lets one work at a time", async () => {
  let working = 0;
  const work = async () => {
    expect(++working).toBe(1);
    await sleep(20);
    working--;
  };
  await Promise.all([1, 2, 3].map(() => withLock(file, work)));
  expect(working).toBe(0);
});

test("gives the turn on when work fails", async () => {
  await expect(withLock(file, () => Promise.reject(new Error("ink is out")))).rejects.toThrow("ink is out");
  expect(await withLock(file, async () => "done")).toBe("done");
  expect(await readdir(join(folder, "deep"))).toEqual([]);
});

test("does not wait for a process that died", async () => {
  await withLock(file, async () => {});
  await writeFile(file, String(2 ** 22 + 1));
  expect(await withLock(file, async () => "done")).toBe("done");
});
