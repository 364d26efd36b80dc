import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { expect, test } from "vitest";
import { mutatedModule, sdkMutantsOf, withAllMutants } from "../../scripts/sdkMutants/mutants.ts";
import { knownMutants, subjects, subjectsNamed } from "../../scripts/sdkMutants/subjects.ts";

const root = join(import.meta.dirname, "../..");
const file = "x.ts";
const placesOf = (source: string) => sdkMutantsOf(file, source).map(({ place }) => place);

/** What a module's function `run` gives with one of its mutants active; none by -1. */
function runWith(source: string, active: number, given: unknown): unknown {
  const text = withAllMutants(file, source).replace("export ", "");
  const made = new Function("colophonMutants", `${text}; return run;`);
  return made((number: number) => number === active)(given);
}

test("operators, conditions, numbers, names, methods and statements are changed, one at a time", () => {
  expect(placesOf("export const run = (a: number) => a < 2;")).toEqual([
    "export const run = (a: number) => a «<→<=» 2;",
    "export const run = (a: number) => a «<→>=» 2;",
    "export const run = (a: number) => a < «2→3»;",
  ]);
  expect(placesOf('if (!a) throw new Error("It is wrong.");')).toEqual([
    'if («!→»a) throw new Error("It is wrong.");',
    'if («!a→false») throw new Error("It is wrong.");',
    'if («!a→true») throw new Error("It is wrong.");',
    'if (!a) «throw new Error("It is wrong.");→;»',
  ]);
  expect(placesOf('const b = a.toLowerCase() === "x" ? a.every(f) : [1n];')).toEqual([
    'const b = «a.toLowerCase() === "x"→false» ? a.every(f) : [1n];',
    'const b = «a.toLowerCase() === "x"→true» ? a.every(f) : [1n];',
    'const b = a«.toLowerCase()→» === "x" ? a.every(f) : [1n];',
    'const b = a.toLowerCase() «===→!==» "x" ? a.every(f) : [1n];',
    'const b = a.toLowerCase() === «"x"→""» ? a.every(f) : [1n];',
    'const b = a.toLowerCase() === "x" ? a.«every→some»(f) : [1n];',
    'const b = a.toLowerCase() === "x" ? a.every(f) : «[1n]→[]»;',
    'const b = a.toLowerCase() === "x" ? a.every(f) : [«1n→2n»];',
  ]);
});

test("types, imports, names and parts of a chain are left alone", () => {
  expect(placesOf('import { a } from "b";\ntype C = { d: 1 | "e" };\nexport type { C };')).toEqual([]);
  expect(placesOf("const { a: b } = c as D<1>;")).toEqual([]);
  expect(placesOf("const b = a?.c.toLowerCase();")).toEqual([]);
});

test("a module with all mutants in it does what each of them does, and without any what it did", () => {
  const source = `export function run(list: number[]): string {
    let sum = 0;
    for (let i = 0; i < list.length; i++) sum += list[i] * 2;
    if (sum > 5 && list.length !== 2) sum = -sum;
    else sum += 7;
    return sum % 2 === 0 ? "even" : \`\${sum}\`;
  }`.replace(/: number\[\]|: string/g, "");
  const given = [1, 2, 3.5];
  const plain = runWith(source, -1, given);
  const told = sdkMutantsOf(file, source).map((mutant, number) => {
    const text = mutatedModule(source, mutant).replace("export ", "");
    // Backwards it never ends.
    if (/i«\+\+/.test(mutant.place)) return plain;
    const alone = new Function(`${text}; return run;`)()(given);
    expect(runWith(source, number, given), mutant.place).toBe(alone);
    return alone;
  });
  expect(told.filter((it) => it !== plain).length).toBeGreaterThan(5);
});

test("every module that is changed can be read with all of its mutants in it", () => {
  for (const { subject, mutants } of knownMutants(subjects)) {
    const text = withAllMutants(subject.file, readFileSync(join(root, subject.file), "utf8"));
    expect(parseSync(subject.file, text, { lang: "ts" }).errors, subject.file).toEqual([]);
    expect(mutants.length, subject.file).toBeGreaterThan(10);
  }
});

test("a module that is not changed is refused by its name", () => {
  expect(subjectsNamed(["merkle"]).map(({ file: of }) => of)).toEqual(["sdk/src/core/merkle.ts"]);
  expect(() => subjectsNamed(["merkel"])).toThrow(/There is no module merkel to change. These are: core\/merkle/);
});
