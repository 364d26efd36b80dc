import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { makeSboms, outputOf, steadySbom, tarGz } from "../../scripts/release/artifacts.ts";
import {
  isAllowed,
  type Lock,
  licenceProblems,
  shippedPackages,
  thirdPartyNotices,
} from "../../scripts/release/notices.ts";
import { bump, refuseChanges, refuseEarlier, withSection, withVersion } from "../../scripts/release/version.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const folder = mkdtempSync(join(tmpdir(), "colophon-release-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what is not committed is refused by name, also a new file", async () => {
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "pipe" });
  git("init", "-q");
  writeFileSync(join(folder, "a.txt"), "1");
  await expect(refuseChanges(folder)).rejects.toThrow(/this is not:\n\?\? a\.txt\n/);
  git("add", ".");
  git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "one");
  await expect(refuseChanges(folder)).resolves.toBeUndefined();
  writeFileSync(join(folder, "a.txt"), "2");
  await expect(refuseChanges(folder)).rejects.toThrow(/ M a\.txt/);
});

test("a version comes after the one before", () => {
  expect(() => refuseEarlier("0.1.0", "0.2.0")).not.toThrow();
  expect(() => refuseEarlier("0.9.9", "0.10.0")).not.toThrow();
  expect(() => refuseEarlier("0.2.0", "0.1.9")).toThrow(/0\.1\.9 comes before 0\.2\.0/);
  expect(() => refuseEarlier("0.2.0", "0.2.0")).toThrow(/already/);
  expect(() => refuseEarlier("0.2.0", "v1")).toThrow(/“v1” is no version/);
});

test("the changelog gets a section with a day, and one that tells nothing is refused", () => {
  const before = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n\n## 0.1.0 - 2026-11-22\n\n- The first.\n";
  const after = withSection(before, "0.2.0", "2026-12-01");
  expect(after).toBe(before.replace("## Unreleased\n", "## Unreleased\n\n## 0.2.0 - 2026-12-01\n"));
  expect(() => withSection(after, "0.3.0", "2026-12-02")).toThrow(/tells nothing/);
  expect(withSection(read("CHANGELOG.md"), "99.0.0", "2026-12-01")).toContain("\n## 99.0.0 - 2026-12-01\n");
});

test("a new version is written everywhere that the old one stands, and nowhere else", async () => {
  const paths = ["package.json", "package-lock.json", "docs/deployment.md", "CHANGELOG.md"];
  for (const name of ["sdk", "frontend", "cli", "react", "indexer", "bench"]) paths.push(`${name}/package.json`);
  execFileSync("git", ["clone", "-q", "--depth", "1", `file://${root}`, join(folder, "clone")]);
  const clone = join(folder, "clone");
  const { version } = JSON.parse(read("package.json"));
  const changed = await bump(clone, version, "98.7.6", "2026-12-01");
  expect(changed.sort()).toEqual(paths.sort());
  const lock: Lock = JSON.parse(readFileSync(join(clone, "package-lock.json"), "utf8"));
  const own = ["", "sdk", "frontend", "cli", "react", "indexer", "bench"];
  expect(own.map((path) => lock.packages[path]?.version)).toEqual(own.map(() => "98.7.6"));
  // Nothing but our own: every other line is as it was.
  const lines = (text: string) => text.split("\n");
  const before = lines(
    execFileSync("git", ["-C", clone, "show", "HEAD:package-lock.json"], { encoding: "utf8", maxBuffer: 1e8 }),
  );
  const after = lines(readFileSync(join(clone, "package-lock.json"), "utf8"));
  const different = after.filter((line, i) => line !== before[i]);
  expect(different.length).toBeGreaterThan(7);
  expect(different.every((line) => line.includes('"98.7.6"'))).toBe(true);
  expect(withVersion('"other": "0.1.0"', "0.1.0", "0.2.0")).toBe('"other": "0.1.0"');
});

test("an archive is the same whoever makes it, and tar reads it", () => {
  const files = [
    { path: "b.txt", bytes: new TextEncoder().encode("two") },
    { path: `${"long/".repeat(25)}a.txt`, bytes: new Uint8Array(1000).fill(65) },
  ];
  const packed = tarGz(files, 1_700_000_000);
  expect(tarGz([...files].reverse(), 1_700_000_000)).toEqual(packed);
  expect(gunzipSync(packed).length % 512).toBe(0);
  const file = join(folder, "a.tar.gz");
  writeFileSync(file, packed);
  const listed = execFileSync("tar", ["-tzf", file], { encoding: "utf8" });
  expect(listed).toBe(`b.txt\n${"long/".repeat(25)}a.txt\n`);
  execFileSync("tar", ["-xzf", file, "-C", folder]);
  expect(readFileSync(join(folder, "b.txt"), "utf8")).toBe("two");
  expect(() => tarGz([{ path: "x".repeat(101), bytes: new Uint8Array() }], 0)).toThrow(/too long a path/);
});

test("npm finds nothing wrong with what is installed, and its bills of materials are the same each time", async () => {
  await expect(outputOf("npm", ["ls", "--all", "--package-lock-only"])).resolves.toContain("colophon@");
  const [one, other] = await makeSboms(1_700_000_000);
  const lock: Lock = JSON.parse(read("package-lock.json"));
  const cyclonedx = JSON.parse(new TextDecoder().decode(one?.bytes));
  expect(cyclonedx.bomFormat).toBe("CycloneDX");
  expect(cyclonedx.metadata.timestamp).toBe("2023-11-14T22:13:20.000Z");
  const named = new Set(
    cyclonedx.components.map(({ name, version }: { name: string; version: string }) => `${name}@${version}`),
  );
  for (const path of shippedPackages(lock)) {
    const { version } = lock.packages[path] ?? {};
    expect(named).toContain(`${path.slice(path.lastIndexOf("node_modules/") + 13)}@${version}`);
  }
  const spdx = JSON.parse(new TextDecoder().decode(other?.bytes));
  expect(spdx.spdxVersion).toMatch(/^SPDX-/);
  expect(cyclonedx.metadata.component.name).toBe("colophon");
  const bill = (id: string, day: string, folder: string) =>
    `{ "serialNumber": "urn:uuid:${id}", "metadata": { "timestamp": "${day}", "component": { "bom-ref": "colophon@0.1.0", "type": "library", "name": "${folder}" } }, "components": [] }`;
  const first = bill("365f4e44-4a27-478a-8048-a2a8cd81e40d", "2026-11-30T18:38:10.922Z", "first");
  const second = bill("2d4d45f0-9733-4b24-a956-acd32951407c", "2026-12-01T00:00:00.000Z", "the other, é");
  expect(steadySbom(first, 0)).toBe(steadySbom(second, 0));
  expect(steadySbom(first, 0)).not.toBe(first);
  expect(steadySbom(first.replace("[]", "[1]"), 0)).not.toBe(steadySbom(first, 0).replace("[]", "[1]"));
});

test("licences of everything that runs or is shipped are allowed, and others are named", async () => {
  const lock: Lock = JSON.parse(read("package-lock.json"));
  expect(licenceProblems(lock)).toEqual([]);
  const shipped = shippedPackages(lock);
  for (const name of [
    "react",
    "viem",
    "valibot",
    "@fontsource-variable/inter",
    "@openzeppelin/contracts",
    "scheduler",
  ]) {
    expect(shipped).toContain(`node_modules/${name}`);
  }
  expect(shipped).not.toContain("node_modules/ponder");
  expect(shipped).not.toContain("node_modules/lightningcss");
  const under = (path: string, license: string | undefined) => {
    const { license: _, ...rest } = lock.packages[path] ?? {};
    return licenceProblems({ packages: { ...lock.packages, [path]: { ...rest, ...(license && { license }) } } });
  };
  expect(under("node_modules/viem", "GPL-3.0-only")).toEqual([
    expect.stringMatching(/^viem .* is under GPL-3\.0-only/),
  ]);
  expect(under("node_modules/viem", "MPL-2.0")).toEqual([expect.stringMatching(/^viem /)]);
  expect(under("node_modules/viem", undefined)).toEqual([expect.stringMatching(/^viem .*nothing of its licence/)]);
  expect(under("node_modules/ponder", "BUSL-1.1")).toEqual([expect.stringMatching(/^ponder /)]);
  expect(isAllowed("(MIT OR GPL-3.0-only)")).toBe(true);
  expect(isAllowed("MIT AND GPL-3.0-only")).toBe(false);
});

test("the notices have the licence of each package that is shipped", async () => {
  const text = await thirdPartyNotices();
  const lock: Lock = JSON.parse(read("package-lock.json"));
  for (const path of shippedPackages(lock)) {
    const { version, license, os, cpu, optional } = lock.packages[path] ?? {};
    if (os || cpu || optional) continue;
    expect(text).toContain(`\n${path.slice(path.lastIndexOf("node_modules/") + 13)} ${version} (${license})\n`);
  }
  expect(text).toContain("SIL OPEN FONT LICENSE");
  expect(text).toContain("Copyright (c) Meta Platforms, Inc. and affiliates.");
});
