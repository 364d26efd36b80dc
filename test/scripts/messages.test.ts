import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createManifest, discloseFiles } from "@colophon/sdk";
import { keccak256 } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDescriptionFile } from "../../cli/src/description.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-messages-"));
});

afterAll(() => rm(folder, { recursive: true }));

const digest = keccak256("0x01");
const file = (path: string, size = 1) => ({ path, size, sha256: digest, blake3: digest });

test("a name without its folder gets the names that are listed, the likeliest first", () => {
  const manifest = createManifest({ files: [file("a.txt"), file("mix/Movie.bin"), file("z.txt")] });
  expect(() => discloseFiles(manifest, ["movie.bin"])).toThrow(
    "has no file called “movie.bin”. Choose one of the files that it lists: “mix/Movie.bin”, “a.txt”, “z.txt”.",
  );
  const many = createManifest({ files: Array.from({ length: 300 }, (_, i) => file(`${i}.txt`)) });
  expect(() => discloseFiles(many, ["x"])).toThrow(/“0\.txt”.* and 295 more/);
});

test("empty files are named", () => {
  expect(() => createManifest({ files: [file("only0/a.txt", 0)] })).toThrow("“only0/a.txt”");
  expect(() => createManifest({ files: [file("a", 0), file("b", 0)] })).toThrow("All 2 files are empty");
});

test("a description says in words what it lacks, not in those of a library", async () => {
  const path = join(folder, "work.json");
  const whole = { name: "Tides", description: "Poems", category: "literary", credits: [] };
  const said: [object, RegExp][] = [
    [{ ...whole, credits: undefined }, /at “credits”: this field is missing\./],
    [{ ...whole, name: 1 }, /at “name”: this must be text\./],
    [{ ...whole, colour: "blue" }, /at “colour”: this field is unknown/],
    [{ ...whole, credits: [{ name: "A", role: "author", share: 5 }] }, /this must be a percentage in quotation marks/],
  ];
  for (const [description, sentence] of said) {
    await writeFile(path, JSON.stringify(description));
    const problem = await readDescriptionFile(path, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8").catch(
      (error: Error) => error.message,
    );
    expect(problem).toMatch(sentence);
    expect(problem).not.toMatch(/Expected|Invalid|received/);
  }
});
