import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress } from "../../cli/src/fetchPublic.ts";
import { runColophon } from "../support/runColophon.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-name-"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("isPublicAddress", () => {
  it.each(["1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700::1111"])("lets %s be asked", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"],
    ...["::1", "::", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1"],
    "no address",
  ])("lets %s not be asked", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("colophon name", { timeout: 120_000 }, () => {
  it.each([
    [["check", "localhost", "--account", `0x${"11".repeat(20)}`], "is no public domain"],
    [["check", "127.0.0.1", "--account", `0x${"11".repeat(20)}`], "is no public domain"],
    [["check", "example.org"], "Say whose name it should be: --account <address>."],
    [["prove", "example.org"], "Say where to write the file: --out colophon.json."],
    [["guess"], "Say what to do: name prove, check, ens."],
  ])("%j says what is missing, and disproves nothing", async (args, sentence) => {
    const { code, err } = await runColophon(folder, ["name", ...args]);
    expect(err).toContain(sentence);
    expect(code).toBe(2);
  });
});
