import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { covered, rowOfLoad } from "../../scripts/scoreboard/rows.ts";
import { checkSolidity, judge, justified, type RuleName, rules } from "../../scripts/scoreboard/solidityChecks.ts";
import { casesOf, codesOf, testsOfLog, testsOfReport } from "../../scripts/scoreboard/testNames.ts";
import { sourcesOf } from "../../scripts/testing/results.ts";

const root = join(import.meta.dirname, "../..");

const head = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.28;\n";
const none = (path: string): string => {
  throw new Error(`Nothing is imported, and ${path} was asked for.`);
};

/** What the rules find in a contract with this in it. */
const foundIn = (body: string, before = "", inherits = "") =>
  checkSolidity({ "Planted.sol": `${head}${before}\ncontract Planted ${inherits} {\n${body}\n}\n` }, none);

const other =
  "interface Other { function take(uint256 value) external; function read() external view returns (uint256); }";
const stored = "uint256 private _kept; uint256[] private _list; event Changed(uint256 value);";

/** Each mistake as somebody would make it, and the same thing made right. */
const planted: Record<RuleName, { wrong: string[]; right: string[]; before?: string; inherits?: string[] }> = {
  "tx-origin": {
    wrong: ["function f() external view returns (bool) { return tx.origin == address(1); }"],
    right: ["function f() external view returns (bool) { return msg.sender == address(1); }"],
  },
  "foreign-code": {
    wrong: [
      "function f(address to) external { (bool ok, ) = to.delegatecall(''); require(ok); }",
      "function f(address to) external { assembly { let ok := delegatecall(gas(), to, 0, 0, 0, 0) if iszero(ok) { revert(0, 0) } } }",
      "function f() external { selfdestruct(payable(msg.sender)); }",
    ],
    right: ["function f(address to) external { (bool ok, ) = to.call(''); require(ok); }"],
  },
  "unchecked-call": {
    wrong: [
      "function f(address to) external { to.call(''); }",
      "function f(address to) external { to.call{value: 1}(''); }",
      "function f(address payable to) external { to.send(1); }",
      "function f(address to) external returns (bytes memory) { (, bytes memory back) = to.call(''); return back; }",
    ],
    right: ["function f(address to) external { (bool ok, ) = to.call(''); require(ok); }"],
  },
  "effect-after-interaction": {
    before: other,
    wrong: [
      `${stored} function f(address to) external { (bool ok, ) = to.call{value: 1}(''); require(ok); _kept = 0; emit Changed(0); }`,
      `${stored} function f(Other to) external { to.take(_kept); --_kept; emit Changed(0); }`,
      `${stored} mapping(address => uint256) private _of; function f(Other to) external { to.take(1); delete _of[msg.sender]; emit Changed(0); }`,
      `struct S { uint256 a; } ${stored} S private _s; function f(Other to) external { S storage s = _s; to.take(1); s.a = 2; emit Changed(0); }`,
    ],
    right: [
      `${stored} function f(Other to) external { uint256 value = _kept; _kept = 0; emit Changed(0); to.take(value); }`,
      `${stored} function f(Other to) external { _kept = to.read(); emit Changed(0); }`,
      `${stored} modifier nonReentrant() { _; } function f(Other to) external nonReentrant { to.take(1); _kept = 1; emit Changed(0); }`,
    ],
  },
  "unbounded-loop": {
    wrong: [
      `${stored} function f() external view returns (uint256 sum) { for (uint256 i = 0; i < _list.length; ++i) sum += _list[i]; }`,
      "function f() external pure { while (true) {} }",
      "function f() external pure { for (;;) {} }",
    ],
    right: [
      "function f(uint256[] calldata list) external pure returns (uint256 sum) { for (uint256 i = 0; i < list.length; ++i) sum += list[i]; }",
    ],
  },
  "balance-equality": {
    wrong: [
      "function f() external view returns (bool) { return address(this).balance == 1 ether; }",
      "function f(address a) external view returns (bool) { return 5 != (a.balance); }",
    ],
    right: ["function f() external view returns (bool) { return address(this).balance >= 1 ether; }"],
  },
  "divide-before-multiply": {
    wrong: ["function f(uint256 a) external pure returns (uint256) { return (a / 100) * 7; }"],
    right: ["function f(uint256 a) external pure returns (uint256) { return (a * 7) / 100; }"],
  },
  "packed-collision": {
    wrong: [
      "function f(string calldata a, string calldata b) external pure returns (bytes32) { return keccak256(abi.encodePacked(a, b)); }",
    ],
    right: [
      "function f(string calldata a, string calldata b) external pure returns (bytes32) { return keccak256(abi.encode(a, b)); }",
      "function f(string calldata a, uint256 b) external pure returns (bytes32) { return keccak256(abi.encodePacked(a, b)); }",
    ],
  },
  "raw-ecrecover": {
    wrong: [
      "function f(bytes32 h, uint8 v, bytes32 r, bytes32 s) external pure returns (address) { return ecrecover(h, v, r, s); }",
    ],
    right: ["function f(bytes32 h) external pure returns (bytes32) { return h; }"],
  },
  "weak-randomness": {
    wrong: [
      "function f() external view returns (uint256) { return block.prevrandao % 6; }",
      "function f() external view returns (bytes32) { return blockhash(block.number - 1); }",
    ],
    right: ["function f() external view returns (uint256) { return block.number; }"],
  },
  "somebody-has-a-key": {
    before: "abstract contract Ownable {} abstract contract Known {}",
    inherits: ["is Ownable", ""],
    wrong: ["", "bool private _off; event Off(); function pause() external { _off = true; emit Off(); }"],
    right: [`${stored} function rest() external { _kept = 1; emit Changed(1); }`],
  },
  "silent-change": {
    wrong: [
      `${stored} function f(uint256 value) external { _kept = value; }`,
      `${stored} function f() public { _list[0]++; }`,
    ],
    right: [`${stored} function f(uint256 value) external { _kept = value; emit Changed(value); }`],
  },
};

describe("mistakes in Solidity", () => {
  test.each(Object.keys(rules) as RuleName[])("%s is found wherever it is planted, and not where it is not", (rule) => {
    const { wrong, right, before = "", inherits = [] } = planted[rule];
    for (const [i, body] of wrong.entries()) {
      const found = foundIn(body, before, inherits[i]);
      expect(found.filter((it) => it.rule === rule).length, body).toBeGreaterThan(0);
      expect(found.every(({ file, code }) => file === "Planted.sol" && code !== "")).toBe(true);
      // And the board would be red.
      expect(judge(found).open.length).toBeGreaterThan(0);
    }
    for (const body of right)
      expect(
        foundIn(body, before).filter((it) => it.rule === rule),
        body,
      ).toEqual([]);
  });

  test("a line is named as an editor counts it, and what does not compile is no finding", () => {
    const [found] = foundIn("\n\nfunction f() external view returns (address) { return tx.origin; }");
    expect(found).toMatchObject({ rule: "tx-origin", line: 7, code: "tx.origin" });
    expect(() => foundIn("nonsense")).toThrow(/ParserError/);
  });

  test("our contracts have none that is not justified, and no justification is left over", () => {
    const read = (path: string) => readFileSync(join(root, path.startsWith("@") ? "node_modules" : "", path), "utf8");
    const paths = globSync("contracts/**/*.sol", { cwd: root });
    const found = checkSolidity(Object.fromEntries(paths.map((path) => [path, read(path)])), read);
    expect(judge(found)).toEqual({ open: [], stale: [] });
  });

  test("what is justified and not found any more is told", () => {
    const { open, stale } = judge([]);
    expect(open).toEqual([]);
    expect(stale).toEqual([...justified]);
    for (const { because } of justified) expect(because.length).toBeGreaterThan(20);
  });
});

test("tests are read from what each runner leaves, with those that failed", () => {
  const log =
    "Running Solidity tests\n\n  test/unit/a.t.sol:A\n    ✔ test_WhenL09_X()\n    ✔ testFuzz_Y(uint256) (runs: 256)\n    1) test_RevertGiven_R03_Z()\n\n  2 passing\n  1 failing\n\n  1) A:\n";
  expect(testsOfLog(log)).toEqual([
    { name: "test_WhenL09_X()", passed: true },
    { name: "testFuzz_Y(uint256) (runs: 256)", passed: true },
    { name: "test_RevertGiven_R03_Z()", passed: false },
  ]);
  expect(testsOfLog("  the story\n    ✔ sells a licence (L05, L06) (50ms)\n")).toEqual([
    { name: "sells a licence (L05, L06)", passed: true },
  ]);
  const vitest = {
    testResults: [
      {
        assertionResults: [
          { fullName: "C06 is told", status: "passed" },
          { fullName: "left out", status: "skipped" },
          { fullName: "C07 lies", status: "failed" },
        ],
      },
    ],
  };
  expect(testsOfReport(vitest)).toEqual([
    { name: "C06 is told", passed: true },
    { name: "C07 lies", passed: false },
  ]);
  const playwright = { suites: [{ title: "a", suites: [{ title: "b", specs: [{ title: "W05 holds", ok: true }] }] }] };
  expect(testsOfReport(playwright)).toEqual([{ name: "W05 holds", passed: true }]);
});

test("a code is one wherever the name has it, and nowhere else", () => {
  expect(codesOf("test_RevertWhen_L09_ItHasAUseMore()")).toEqual(["L09"]);
  expect(codesOf("test_WhenL01_X()")).toEqual(["L01"]);
  expect(codesOf("sells for exactly the price (L05, L06)")).toEqual(["L05", "L06"]);
  expect(codesOf("C09 C10 after all that")).toEqual(["C09", "C10"]);
  expect(codesOf("SHA256 of EIP712 in H264, and X509")).toEqual([]);
  const cases = casesOf(readFileSync(join(root, "test/CASES.md"), "utf8"));
  expect(cases.length).toBeGreaterThan(40);
  expect(cases.find(({ code }) => code === "R03")?.about).toMatch(
    /^The same claimant registers the same content twice/,
  );
});

test("coverage is that of our contracts alone", () => {
  const record = (file: string, all: number, hit: number) => `SF:${file}\nBRF:${all}\nBRH:${hit}\nend_of_record\n`;
  const lcov =
    record("contracts/Works.sol", 10, 9) +
    record("test/mocks/A.sol", 100, 0) +
    record("contracts/libraries/B.sol", 5, 5);
  expect(covered(lcov, "BRF", "BRH")).toEqual({ all: 15, some: 14 });
});

test("a load is right only if it was whole and all of it adds up, and a short one can still be wrong", () => {
  const whole = {
    ...{ people: 50, length: { minutes: 10 }, seed: "1", actions: 4_000, transactions: 3_500 },
    ...{ unforeseen: 0, right: 20, wrong: 0, compared: 9_000 },
  };
  expect(rowOfLoad(whole)).toMatchObject({
    ok: true,
    result:
      "50 people, 10 minutes: 4,000 actions, 3,500 transactions, 0 unforeseen failures, 20 reconciliations right, 0 wrong (9,000 figures)",
  });
  expect(rowOfLoad(undefined)).toMatchObject({ ok: undefined, result: "not run" });
  const short = { ...whole, people: 4, length: { rounds: 3 } };
  expect(rowOfLoad(short).ok).toBe(undefined);
  for (const bad of [{ unforeseen: 1 }, { wrong: 1, right: 19 }]) {
    expect(rowOfLoad({ ...whole, ...bad }).ok).toBe(false);
    expect(rowOfLoad({ ...short, ...bad }).ok).toBe(false);
  }
});

test("a result is of the sources that it was made of, and of no others", async () => {
  const step = { reads: ["test/CASES.md"], command: ["a"] };
  const now = await sourcesOf(step);
  expect(await sourcesOf(step)).toBe(now);
  expect(await sourcesOf({ ...step, command: ["a", "b"] })).not.toBe(now);
  expect(await sourcesOf({ ...step, reads: ["test/CASES.md", "README.md"] })).not.toBe(now);
});
