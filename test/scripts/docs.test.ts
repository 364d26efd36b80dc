import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../frontend/src/config/config.ts";

const root = join(import.meta.dirname, "../..");
const list = (...patterns: string[]) =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...patterns], {
    cwd: root,
    encoding: "utf8",
  })
    .trim()
    .split("\n");
const documents = list("*.md").filter((path) => !path.startsWith("scripts/demo/") && path !== "CHANGELOG.md");
const text = (path: string) => readFileSync(join(root, path), "utf8");
const folders = new Set(list().map((path) => path.split("/")[0]));
const commands = new Set(Object.keys(JSON.parse(text("package.json")).scripts));

/** What is written or built only when somebody runs something. */
const made = /^(deployments|frontend\/dist|test-results|sdk\/dist)\b/;

describe.each(documents)("%s", (document) => {
  it("links to what exists", () => {
    const links = [...text(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, to = ""]) => to,
    );
    expect(links.filter((to) => !existsSync(join(root, dirname(document), to)))).toEqual([]);
  });

  it("names files and folders that exist", () => {
    const named = [...text(document).matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = ""]) => path);
    const missing = named.filter((path) => {
      const here = join(dirname(document), path);
      if (existsSync(join(root, path)) || existsSync(join(root, here))) return false;
      return folders.has(path.split("/")[0] ?? "") && !made.test(path);
    });
    expect(missing).toEqual([]);
  });

  it("names commands that exist", () => {
    const named = [...text(document).matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !commands.has(name) && !name.endsWith(":"))).toEqual([]);
  });
});

describe("the settings in docs/deployment.md", () => {
  const blocks = [...text("docs/deployment.md").matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  const contract = { address: `0x${"11".repeat(20)}`, block: 1, initCodeHash: `0x${"22".repeat(32)}` };
  const names = [
    "timestamps",
    "colophon",
    "works",
    "terms",
    "offers",
    "licences",
    "compliance",
    "royalties",
    "agreements",
    "assignments",
  ];
  const contracts = JSON.stringify(Object.fromEntries(names.map((name) => [name, contract])));
  /** Addresses and contracts are shortened in the text; a reader puts their own in. */
  const filled = (block: string) =>
    block.replaceAll('"0x…"', `"${contract.address}"`).replaceAll('"contracts": {}', `"contracts": ${contracts}`);

  it.each(blocks)("are settings that a site starts with: %s", (block) => {
    const { chains } = readConfig(JSON.parse(filled(block)));
    expect(chains.length).toBeGreaterThan(0);
  });

  it("are some", () => expect(blocks.length).toBeGreaterThan(1));
});
