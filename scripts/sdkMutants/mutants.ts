import { type ESTree, parseSync } from "vite";

/** One small change of one module, that some test should notice. */
export type SdkMutant = {
  /** The path from the root, as in sdk/src/core/merkle.ts. */
  file: string;
  line: number;
  /** Where the changed text begins, how long it was, and what stands there instead. */
  start: number;
  length: number;
  after: string;
  /** What it stands in, on one line, with the change between brackets: `if (a «<→<=» b) return;` */
  place: string;
};

/** A mutant, and the expression or statement that is written once for each change, to choose from while it runs. */
type Placed = { mutant: SdkMutant; node: Node; statement: boolean };

type Node = ESTree.Node & { start: number; end: number };

const operators: Record<string, readonly string[]> = {
  ...{ "<": ["<=", ">="], "<=": ["<"], ">": [">=", "<="], ">=": [">"], "===": ["!=="], "!==": ["==="] },
  ...{ "==": ["!="], "!=": ["=="], "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "**": ["*"] },
  ...{ "&&": ["||"], "||": ["&&"], "??": ["&&"], "&": ["|"], "|": ["&"], "<<": [">>"], ">>": ["<<"] },
  ...{ "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="] },
};

/** Methods that may be left out, so that what they were asked of goes on as it was, or that have a counterpart. */
const left = new Set([
  "toLowerCase",
  "toUpperCase",
  "trim",
  "filter",
  "slice",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
]);
const counterparts = new Map([
  ["some", "every"],
  ["every", "some"],
  ["min", "max"],
  ["max", "min"],
]);

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value;

/** Types, and names that are no values: nothing in them runs. */
const skipped = /^(TS(?!AsExpression|NonNull|Satisfies)|Import|ExportAll|TemplateElement)/;

function placed(file: string, source: string): Placed[] {
  const { program, errors } = parseSync(file, source, { lang: "ts" });
  if (errors[0]) throw new Error(`${file} is not understood: ${errors[0].message}`);
  const found: Placed[] = [];

  function add(node: Node, start: number, length: number, after: string, statement = false) {
    const [above, below] = [source.slice(0, start), source.slice(start + length)];
    const head = above.slice(above.lastIndexOf("\n") + 1);
    const before = source.slice(start, start + length);
    const place = `${head}«${before}→${after}»${below.split("\n", 1)[0]}`.replace(/\s+/g, " ").trim();
    const mutant = { file, line: above.split("\n").length, start, length, after, place };
    found.push({ mutant, node, statement });
  }
  const swap = (node: Node, operator: string, one: Node, other: Node) => {
    const between = source.slice(one.end, other.start);
    const at = between.indexOf(operator);
    for (const another of operators[operator] ?? []) add(node, one.end + at, operator.length, another);
  };
  const decide = (test: Node, values: readonly string[]) => {
    for (const value of values) add(test, test.start, test.end - test.start, value);
  };
  const own = (node: Node, inChain: boolean) => {
    const size = node.end - node.start;
    switch (node.type) {
      case "BinaryExpression":
      case "LogicalExpression":
      case "AssignmentExpression":
        return swap(node, node.operator, node.left as Node, node.right as Node);
      case "IfStatement":
      case "ConditionalExpression":
        return decide(node.test as Node, ["true", "false"]);
      case "WhileStatement":
        return decide(node.test as Node, ["false"]);
      case "ForStatement":
        return node.test ? decide(node.test as Node, ["false"]) : undefined;
      case "UnaryExpression":
        return node.operator === "!" || node.operator === "-" ? add(node, node.start, 1, "") : undefined;
      case "UpdateExpression": {
        const at = node.prefix ? node.start : node.end - 2;
        return add(node, at, 2, node.operator === "++" ? "--" : "++");
      }
      case "Literal":
        if (typeof node.value === "boolean") return add(node, node.start, size, String(!node.value));
        if (typeof node.value === "number") return add(node, node.start, size, String(node.value + 1));
        if (typeof node.value === "bigint") return add(node, node.start, size, `${node.value + 1n}n`);
        // Sentences for people are no rules; names and keys are.
        if (typeof node.value === "string" && /^\S+$/.test(node.value)) return add(node, node.start, size, '""');
        return;
      case "ArrayExpression":
        return node.elements.length > 0 ? add(node, node.start, size, "[]") : undefined;
      case "ExpressionStatement":
        return node.expression.type === "Literal" ? undefined : add(node, node.start, size, ";", true);
      case "ThrowStatement":
        return add(node, node.start, size, ";", true);
      case "CallExpression": {
        const { callee } = node;
        if (inChain || callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
        const { name, start } = callee.property as Node & { name: string };
        const of = callee.object as Node;
        if (left.has(name)) add(node, of.end, node.end - of.end, "");
        const other = counterparts.get(name);
        return other ? add(node, start, name.length, other) : undefined;
      }
    }
  };
  /** Whether a child is a name or a key, at which no value can stand. */
  const isName = (node: Node, key: string) =>
    (key === "key" && "computed" in node && !node.computed) ||
    (key === "property" && "computed" in node && !node.computed) ||
    ["id", "label", "params", "typeAnnotation", "typeArguments", "returnType", "typeParameters"].includes(key) ||
    (key === "left" && node.type === "AssignmentExpression") ||
    (key === "argument" && node.type === "UpdateExpression");
  function visit(node: Node, inChain: boolean) {
    if (skipped.test(node.type)) return;
    if (node.type === "ExportNamedDeclaration" && !node.declaration) return;
    own(node, inChain);
    const chained = node.type === "ChainExpression" || (inChain && /^(Member|Call|TSNonNull)/.test(node.type));
    for (const [key, value] of Object.entries(node)) {
      if (isName(node, key)) continue;
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) visit(child, chained && (key === "expression" || key === "callee" || key === "object"));
      }
    }
  }
  visit(program as Node, false);
  return found.sort((a, b) => a.mutant.start - b.mutant.start || (a.mutant.after < b.mutant.after ? -1 : 1));
}

/**
 * The mutants of a module: other operators, conditions that always or never hold, statements and methods left out,
 * negations dropped, numbers one off, empty lists and names.
 */
export const sdkMutantsOf = (file: string, source: string): SdkMutant[] =>
  placed(file, source).map(({ mutant }) => mutant);

/** The text of a module with one mutant in it. */
export const mutatedModule = (source: string, { start, length, after }: SdkMutant): string =>
  source.slice(0, start) + after + source.slice(start + length);

/**
 * The text of a module with all of its mutants in it, of which none is active until its number is: what is asked is
 * `colophonMutants(number)`, a function that must be there for all (see tryMutants.ts). So one load serves them all.
 */
export function withAllMutants(file: string, source: string): string {
  const all = placed(file, source).map((it, number) => ({ ...it, number }));
  const of = Map.groupBy(all, ({ node }) => node);
  const nodes = [...of.keys()].sort((a, b) => a.start - b.start || b.end - a.end);
  /** A stretch of the text, with everything in it that has mutants written anew. */
  function write(start: number, end: number, among: readonly Node[]): string {
    let text = "";
    let at = start;
    for (const node of among.filter(
      (it) => !among.some((other) => other !== it && other.start <= it.start && other.end >= it.end),
    )) {
      const inner = among.filter((it) => it !== node && it.start >= node.start && it.end <= node.end);
      text += source.slice(at, node.start) + choose(node, write(node.start, node.end, inner));
      at = node.end;
    }
    return text + source.slice(at, end);
  }
  function choose(node: Node, plain: string): string {
    const mine = of.get(node) ?? [];
    const changed = ({ mutant }: Placed) =>
      source.slice(node.start, mutant.start) + mutant.after + source.slice(mutant.start + mutant.length, node.end);
    if (mine.every(({ statement }) => statement)) {
      // In braces of its own, or an `else` behind it would be its own.
      return `{ if (${mine.map(({ number }) => `!colophonMutants(${number})`).join(" && ")}) { ${plain} } }`;
    }
    return `(${mine.map((it) => `colophonMutants(${it.number}) ? (${changed(it)}) : `).join("")}(${plain}))`;
  }
  return write(0, source.length, nodes);
}
