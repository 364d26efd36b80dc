import { createRequire } from "node:module";
import type { Hex } from "viem";
import { describe, expect, it } from "vitest";
import { forever } from "../model/constants.ts";
import { formatId } from "../model/ids.ts";
import { termsIdOf } from "../model/terms.ts";
import {
  type MakeLicenceBundleParameters,
  madeLicences,
  madeTerms,
  makeLicenceBundle,
  licenceStart as start,
} from "../testing/licenceBundles.ts";
import type { Bundle } from "./bundle.ts";
import { licenceLayout } from "./licenceStorage.ts";
import type { VerdictLicence } from "./verdict.ts";
import { verifyBundle } from "./verifyBundle.ts";

type Shown = Extract<VerdictLicence, { exists: true }>;

const [first, second] = madeLicences.map(String) as [string, string];
const [firstLink, secondLink] = madeLicences.map((id) => formatId(id, "licence")) as [Hex, Hex];

function verdictOf(bundle: Bundle, codes?: readonly Hex[]) {
  const trusted = bundle.blocks.map(({ hash }) => ({ hash, chainId: 1, source: "you" }));
  const verdict = verifyBundle({ bundle, trusted, codes });
  expect(verdict.verdict).toBe("proved");
  return verdict;
}

function shown(parameters: MakeLicenceBundleParameters) {
  const { licences, proved } = verdictOf(makeLicenceBundle(parameters));
  return { licences: licences as Shown[], sentence: proved[0] ?? "" };
}

describe("a licence in a bundle", () => {
  const name = (parameters: Omit<Parameters<typeof madeTerms>[0], "serial"> = {}) =>
    termsIdOf(madeTerms({ serial: 2, ...parameters }));

  it("is said in words: who held it, of what terms, and that it and the one above it were in force", () => {
    const { licences, proved } = verdictOf(makeLicenceBundle({ after: 10, withTerms: true }));
    const { deed, rules, conditions, field } = madeTerms({ serial: 2 });
    expect(licences).toEqual([
      {
        block: 24000000,
        licence: second,
        exists: true,
        holder: "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
        start,
        end: start + 100,
        endsAt: start + 100,
        seats: 2,
        isSublicence: true,
        parent: first,
        terms: name(),
        scope: {
          uses: ["print", "show-online"],
          purposes: ["editorial", "advertising"],
          territories: ["AD", "AE"],
          field,
          exclusivity: "exclusive",
          duties: true,
        },
        deed,
        rules,
        conditions,
        state: "running",
        decisive: second,
      },
      expect.objectContaining({ licence: first, isSublicence: false, state: "running", decisive: first }),
    ]);
    expect(proved[0]).toBe(
      `After block 24000000 of chain 1, 2026-01-01 00:00:10 UTC, licence ${secondLink} (number 2 of work 0x${"0".repeat(52)}abc0) was in force: it and every licence above it had started, had neither been terminated nor given back, and had not ended. It was held by 0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc, with 2 seats, under the terms ${name()}, whose licence text has the SHA-256 ${deed.slice(2)}: the uses print, show-online; for the purposes editorial, advertising; in AD, AE; in the field whose name has the hash ${field}; exclusive. Its rules, which say what is owed and may end it, are the contract ${rules}, with the conditions with the hash ${conditions}. It runs from 2026-01-01 00:00:00 UTC until just before 2026-01-01 00:01:40 UTC, if it is not renewed and does not end early. It is a sublicence of licence ${firstLink}, and counts only while that one does. What happened after this block is not shown.`,
    );
    // Every slot was said in words, so none is left to be said by its number.
    expect(proved.join("\n")).not.toContain("slot 0x");
  });

  it("needs no slot for what its terms do not ask: everywhere, in every field, without rules", () => {
    const plain = { ruled: false, narrow: [] };
    const { licences, sentence } = shown({ after: 10, withTerms: true, ...plain });
    expect(licences[0]).toMatchObject({
      terms: name(plain),
      scope: { territories: "worldwide", field: "all", duties: false },
    });
    expect(licences[0]).not.toHaveProperty("rules");
    expect(licences[0]).not.toHaveProperty("conditions");
    expect(sentence).toContain("for the purposes editorial, advertising; worldwide; exclusive.");
    expect(sentence).toContain("Its terms name no rules, and so no duties.");
  });

  it("asks for the slot of the one of both that its terms are narrowed to", () => {
    const scopeOf = (narrow: NonNullable<MakeLicenceBundleParameters["narrow"]>) =>
      shown({ after: 10, narrow }).licences[0]?.scope;
    const { field } = madeTerms({ serial: 2 });
    expect(scopeOf(["field"])).toMatchObject({ territories: "worldwide", field });
    expect(scopeOf(["territories"])).toMatchObject({ territories: ["AD", "AE"], field: "all" });
  });

  it("says that its terms name rules where only the contract's word is shown", () => {
    expect(shown({ after: 10 }).sentence).toContain("Its rules, which say what is owed and may end it, are not shown.");
  });

  it("R07 is in force by the block's time, half-open: at its start, not before, and not any more at its end", () => {
    const stateAt = (after: number) => shown({ after, sold: 1 }).licences[0]?.state;
    expect([-1, 0, 1].map(stateAt)).toEqual(["not started", "running", "running"]);
    expect([99, 100, 101].map(stateAt)).toEqual(["running", "expired", "expired"]);
    const { sentence } = shown({ after: 100, sold: 1 });
    expect(sentence).toContain("After block 24000000 of chain 1, 2026-01-01 00:01:40 UTC,");
    expect(sentence).toContain("was not in force: it had ended.");
    expect(sentence).toContain("until just before 2026-01-01 00:01:40 UTC");
  });

  it("R07 counts its periods as the contract does, and an end that passes the largest time is none", () => {
    expect(shown({ periods: 3 }).licences[0]?.end).toBe(start + 300);
    expect(shown({ duration: forever }).licences[0]).toMatchObject({ end: forever, state: "running" });
    expect(shown({ duration: forever - start }).licences[0]).toMatchObject({ end: forever, state: "running" });
    expect(shown({ duration: forever }).sentence).toContain("without an end");
  });

  it("R07 ended when it was terminated, to the second", () => {
    const at = (after: number) => shown({ after, ended: { second: 50 } });
    expect([49, 50, 51].map((after) => at(after).licences[0]?.state)).toEqual(["running", "terminated", "terminated"]);
    expect(at(60).licences[0]).toMatchObject({ ended: "terminated", end: start + 50, decisive: second, seats: 2 });
    expect(at(60).sentence).toContain("was not in force: it had been terminated.");
    expect(at(60).sentence).toContain("until just before 2026-01-01 00:00:50 UTC, when it was terminated.");
  });

  it("R07 ended when it was given back, and its seats are not kept if its terms name no rules", () => {
    const given = (ruled: boolean) => shown({ after: 60, ended: { second: 50 }, how: "surrendered", ruled });
    for (const ruled of [true, false]) {
      const { licences, sentence } = given(ruled);
      expect(licences[0]).toMatchObject({
        ended: "surrendered",
        end: start + 50,
        endsAt: start + 50,
        state: "surrendered",
        decisive: second,
      });
      expect(licences[1]).toMatchObject({ state: "running", end: start + 100, seats: 2 });
      expect(sentence).toContain("was not in force: it had been given back.");
      expect(sentence).toContain("until just before 2026-01-01 00:00:50 UTC, when its holder gave it back.");
    }
    expect(given(true).licences[0]).toHaveProperty("seats", 2);
    expect(given(false).licences[0]).not.toHaveProperty("seats");
    expect(given(false).sentence).toContain("fa4293bc, under the terms");
  });

  it("R07 can end before it starts: then it never runs", () => {
    const { licences, sentence } = shown({ after: -2, ended: { second: -5 }, how: "surrendered" });
    expect(licences[0]).toMatchObject({ state: "surrendered", end: start - 5, decisive: second });
    expect(sentence).toContain(
      "It was to run from 2026-01-01 00:00:00 UTC, but ended before, at 2025-12-31 23:59:55 UTC, when its holder gave it back.",
    );
  });

  it("is not in force if the one above it was terminated, and ended with that", () => {
    const { licences, sentence } = shown({ after: 60, ended: { first: 50 } });
    expect(licences[0]).toMatchObject({ state: "terminated", decisive: first, end: start + 100, endsAt: start + 50 });
    expect(licences[0]).not.toHaveProperty("ended");
    expect(sentence).toContain(`was not in force: licence ${firstLink} above it had been terminated.`);
    expect(sentence).toContain("With a licence above it, it ended just before 2026-01-01 00:00:50 UTC.");
  });

  it("says no more than its slots do", () => {
    const without = (...names: NonNullable<MakeLicenceBundleParameters["without"]>) =>
      shown({ after: 10, ended: { first: 5 }, without: names });
    const open = without("1 record");
    expect(open.licences).toHaveLength(1);
    expect(open.licences[0]).not.toHaveProperty("state");
    expect(open.sentence).toContain(
      "had neither been terminated nor given back itself; whether it was in force is not shown",
    );
    expect(without("1 endedAt").licences[0]).not.toHaveProperty("state");
    expect(without("1 endedAt").licences[0]).not.toHaveProperty("endsAt");
    const early = shown({ after: 10, ended: { second: 5 }, without: ["2 endedAt"] });
    expect(early.licences[0]).toMatchObject({ ended: "terminated" });
    expect(early.sentence).toContain("had been terminated itself; whether it was in force is not shown");
    expect(early.sentence).toContain("ended early; when is not shown");
    for (const slot of ["2 excluded", "2 field"] as const) {
      expect(without(slot).licences[0]).toHaveProperty("terms");
      expect(without(slot).licences[0]).not.toHaveProperty("scope");
    }
    expect(without("2 scope").licences[0]).not.toHaveProperty("end");
    expect(without("2 scope").sentence).toContain("until when is not shown");
    expect(without("2 class").sentence).toContain("under terms that are not shown");
    expect(without("2 parent").sentence).toContain("a sublicence of a licence that is not shown");
    // The record itself is missing: then there is nothing to say of the licence, but of what is there.
    const bare = verdictOf(makeLicenceBundle({ without: ["2 record"] }));
    expect(bare.licences).toEqual([]);
    expect(bare.proved.join("\n")).toContain("slot 0x");
  });

  it("is not read from the storage of other code, which may keep it elsewhere", () => {
    const code: Hex = `0x${"11".repeat(32)}`;
    const { licences, proved } = verdictOf(makeLicenceBundle({ initCodeHash: code }), [code]);
    expect(licences).toEqual([]);
    expect(proved.join("\n")).toContain("slot 0x");
  });

  it("is not told of unless everything is proved", () => {
    expect(verifyBundle({ bundle: makeLicenceBundle() })).toMatchObject({ verdict: "cannot-know", licences: [] });
  });
});

type Member = { label: string; slot: string; offset: number; type: string };
type Layout = { storage: Member[]; types: Record<string, { members?: Member[] }> };

/** The storage layout that the compiler gives, which takes it no code generation. */
function layoutOfLicences(): Layout {
  const require = createRequire(import.meta.url);
  const { readFileSync } = require("node:fs") as typeof import("node:fs");
  const root = new URL("../../../", import.meta.url);
  const read = (path: string) =>
    readFileSync(path.startsWith("@") ? require.resolve(path) : new URL(path, root), "utf8");
  const path = "contracts/Licences.sol";
  const { compile } = require("solc") as {
    compile: (input: string, callbacks: { import: (path: string) => { contents: string } }) => string;
  };
  const input = {
    language: "Solidity",
    sources: { [path]: { content: read(path) } },
    settings: { outputSelection: { [path]: { Licences: ["storageLayout"] } } },
  };
  const output = JSON.parse(compile(JSON.stringify(input), { import: (name) => ({ contents: read(name) }) })) as {
    contracts: Record<string, Record<string, { storageLayout: Layout }>>;
  };
  return output.contracts[path]?.Licences?.storageLayout as Layout;
}

describe("the storage that is read", () => {
  it("is where the compiler puts it", () => {
    const { storage, types } = layoutOfLicences();
    const slotOf = (label: string) => BigInt(storage.find((found) => found.label === label)?.slot ?? -1);
    const membersOf = (name: string) =>
      Object.entries(types).find(([type]) => type.startsWith(`t_struct(${name})`))?.[1].members ?? [];
    const member = (name: string, label: string) => membersOf(name).find((found) => found.label === label) as Member;
    const scope = ["uses", "purposes", "duration", "exclusivity", "flags"].map(
      (label) => [label, member("Scope", label)] as const,
    );
    expect(scope.map(([, { slot }]) => slot)).toEqual(["0", "0", "0", "0", "0"]);
    expect(licenceLayout).toEqual({
      records: slotOf("_records"),
      scopes: slotOf("_scopes"),
      books: slotOf("_books"),
      parents: slotOf("_parents"),
      endedAt: slotOf("_endedAt"),
      classes: BigInt(member("Book", "classes").slot),
      excluded: BigInt(member("Scope", "excluded").slot),
      field: BigInt(member("Scope", "field").slot),
      scope: Object.fromEntries(scope.map(([label, { offset }]) => [label, offset])),
    });
  });
});
