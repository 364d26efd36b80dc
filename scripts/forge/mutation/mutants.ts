/** A node of the compiler's syntax tree. `src` is "start:length:file", in bytes. */
export type AstNode = { nodeType: string; src: string; [key: string]: unknown };

/** One small change of one source file, that some test should notice. */
export type Mutant = {
  /** The path from the root, as in contracts/Works.sol. */
  file: string;
  line: number;
  /** Where the changed text begins, in bytes, and how long it was. */
  start: number;
  length: number;
  before: string;
  after: string;
  /** What it stands in, on one line, with the change between brackets: `if (a «<→<=» b) return;` */
  place: string;
};

const OPERATORS: Record<string, string[]> = {
  "<": ["<=", ">="],
  "<=": ["<"],
  ">": [">=", "<="],
  ">=": [">"],
  "==": ["!="],
  "!=": ["=="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "&&": ["||"],
  "||": ["&&"],
  "&": ["|"],
  "|": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
  "+=": ["-="],
  "-=": ["+="],
};

/**
 * The mutants of one file: other operators, conditions that always or never hold, statements left out, negations
 * dropped, and numbers one off.
 * @param ast of the file, by the compiler
 */
export function mutantsOf(file: string, source: string, ast: AstNode): Mutant[] {
  const bytes = Buffer.from(source);
  const mutants: Mutant[] = [];
  const text = (start: number, length: number) => bytes.subarray(start, start + length).toString();

  function add(start: number, length: number, after: string) {
    const [above, before] = [text(0, start), text(start, length)];
    const head = above.slice(above.lastIndexOf("\n") + 1);
    const below = text(start + length, bytes.length - start - length);
    const place = `${head}«${before}→${after}»${below.slice(0, below.indexOf("\n"))}`.replace(/\s+/g, " ").trim();
    mutants.push({ file, line: above.split("\n").length, start, length, before, after, place });
  }
  function swap(node: AstNode, left: AstNode, right: AstNode) {
    const [start, length] = placeOf(left);
    const between = text(start + length, placeOf(right)[0] - start - length);
    const operator = String(node.operator);
    for (const other of OPERATORS[operator] ?? []) {
      add(start + length + Buffer.byteLength(between.slice(0, between.indexOf(operator))), operator.length, other);
    }
  }
  function visit(node: AstNode, inFunction: boolean) {
    const [start, length] = placeOf(node);
    const isFunction = node.nodeType === "FunctionDefinition" || node.nodeType === "ModifierDefinition";
    if (inFunction) {
      if (node.nodeType === "BinaryOperation")
        swap(node, node.leftExpression as AstNode, node.rightExpression as AstNode);
      if (node.nodeType === "Assignment") swap(node, node.leftHandSide as AstNode, node.rightHandSide as AstNode);
      if (node.nodeType === "IfStatement") {
        const [from, size] = placeOf(node.condition as AstNode);
        for (const value of ["true", "false"]) add(from, size, value);
      }
      // What is left of a statement must still be one: `0;`
      if (node.nodeType === "ExpressionStatement" || node.nodeType === "EmitStatement") add(start, length, "0");
      if (node.nodeType === "UnaryOperation" && node.operator === "!") add(start, 1, "");
      if (node.nodeType === "UnaryOperation" && (node.operator === "++" || node.operator === "--")) {
        const at = node.prefix ? start : start + length - 2;
        add(at, 2, node.operator === "++" ? "--" : "++");
      }
      if (node.nodeType === "Literal" && node.kind === "number" && /^\d+$/.test(String(node.value))) {
        add(start, length, String(BigInt(String(node.value)) + 1n));
      }
      if (node.nodeType === "Literal" && node.kind === "bool")
        add(start, length, node.value === "true" ? "false" : "true");
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) visit(child, inFunction || isFunction);
      }
    }
  }
  visit(ast, false);
  return mutants.sort((a, b) => a.start - b.start || a.after.localeCompare(b.after));
}

function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}

function placeOf(node: AstNode): [number, number] {
  const [start = 0, length = 0] = node.src.split(":").map(Number);
  return [start, length];
}

/** The text of a file with one mutant in it. */
export function mutated(source: string, { start, length, after }: Mutant): string {
  const bytes = Buffer.from(source);
  return `${bytes.subarray(0, start)}${after}${bytes.subarray(start + length)}`;
}
