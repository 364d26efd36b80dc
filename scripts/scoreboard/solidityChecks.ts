import { createRequire } from "node:module";

/*
 * What can be seen in the compiler's syntax tree without running anything: kinds of mistakes that have cost others
 * money. Each rule looks at one thing, and test/scripts/scoreboard.test.ts plants each mistake and sees it found.
 */

/** A node of the compiler's typed syntax tree. `src` is "start:length:file", in bytes. */
type Node = { nodeType: string; src: string; id?: number; [key: string]: unknown };

/** Something that a rule found. */
export type Finding = { rule: string; file: string; line: number; code: string };

type Context = {
  /** What an identifier refers to. */
  declaration(of: unknown): Node | undefined;
  /** Whether an expression is, or lies within, a variable that is stored. */
  isStored(expression: unknown): boolean;
};

type Rule = {
  /** What is wrong, in words. */
  says: string;
  /** The nodes of a file that are. */
  find(nodes: readonly Node[], context: Context): Node[];
};

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "nodeType" in value;

/** A node and all below it, in the order of the source. */
function below(node: Node): Node[] {
  const found = [node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) found.push(...below(child));
  }
  return found;
}

const startOf = ({ src }: Node) => Number(src.split(":")[0]);
const lengthOf = ({ src }: Node) => Number(src.split(":")[1]);

const of = (nodes: readonly Node[], ...types: string[]) => nodes.filter(({ nodeType }) => types.includes(nodeType));

/** The compiler's name of an expression's type, such as t_function_external_nonpayable$… */
function typeOf(node: unknown): string {
  const types = isNode(node) ? node.typeDescriptions : undefined;
  return typeof types === "object" && types !== null && "typeIdentifier" in types ? String(types.typeIdentifier) : "";
}

/** What is called, without the options in braces. */
function calledBy(call: Node): Node | undefined {
  const { expression } = call;
  if (!isNode(expression)) return undefined;
  return expression.nodeType === "FunctionCallOptions" && isNode(expression.expression)
    ? expression.expression
    : expression;
}

/** Without parentheses. */
function bare(node: unknown): Node | undefined {
  if (!isNode(node)) return undefined;
  const parts = node.nodeType === "TupleExpression" && Array.isArray(node.components) ? node.components : [];
  return parts.length === 1 ? bare(parts[0]) : node;
}

/** Whether a call leaves the contract and may change something there. */
function leaves(call: Node): boolean {
  const called = calledBy(call);
  const type = typeOf(called);
  if (/^t_function_(barecall|send|transfer)/.test(type)) return true;
  return /^t_function_external_(nonpayable|payable)/.test(type) || type.startsWith("t_function_creation");
}

const yulCalls = (nodes: readonly Node[], names: readonly string[]) =>
  of(nodes, "YulFunctionCall").filter(
    ({ functionName }) => isNode(functionName) && names.includes(String(functionName.name)),
  );

const isDynamic = (node: unknown) => /^t_(string|bytes_|array.*dyn)/.test(typeOf(node));

const list = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** What is written by an expression: the left side of an assignment, or what is counted up, down or deleted. */
function writtenBy(node: Node): unknown {
  if (node.nodeType === "Assignment") return node.leftHandSide;
  return node.nodeType === "UnaryOperation" && /^(\+\+|--|delete)$/.test(String(node.operator))
    ? node.subExpression
    : undefined;
}

/** Every rule, by its name. */
export const rules = {
  "tx-origin": {
    says: "Whoever began the transaction is no proof of who asks.",
    find: (nodes) =>
      of(nodes, "MemberAccess").filter(
        (it) => it.memberName === "origin" && typeOf(it.expression) === "t_magic_transaction",
      ),
  },
  "foreign-code": {
    says: "Code of others runs as ours, or the contract ends.",
    find: (nodes) => [
      ...of(nodes, "MemberAccess").filter((it) => /^t_function_bare(delegate|callcode)/.test(typeOf(it))),
      ...of(nodes, "Identifier").filter((it) => it.name === "selfdestruct"),
      ...yulCalls(nodes, ["delegatecall", "callcode", "selfdestruct"]),
    ],
  },
  "unchecked-call": {
    says: "Nobody looks whether a low-level call succeeded.",
    find: (nodes) => {
      const isLow = (call: unknown) =>
        isNode(call) &&
        call.nodeType === "FunctionCall" &&
        /^t_function_(barecall|barestaticcall|send)/.test(typeOf(calledBy(call)));
      return [
        ...of(nodes, "ExpressionStatement").filter(({ expression }) => isLow(expression)),
        ...of(nodes, "VariableDeclarationStatement").filter(
          ({ initialValue, declarations }) =>
            isLow(initialValue) && !isNode(Array.isArray(declarations) ? declarations[0] : null),
        ),
      ];
    },
  },
  "effect-after-interaction": {
    says: "Something is stored after a call to others, who may have called back.",
    find: (nodes, { isStored }) =>
      of(nodes, "FunctionDefinition").flatMap((definition) => {
        const guarded = list(definition.modifiers).some(
          ({ modifierName }) => isNode(modifierName) && modifierName.name === "nonReentrant",
        );
        if (guarded || !isNode(definition.body)) return [];
        const inside = below(definition.body);
        const first = Math.min(
          ...of(inside, "FunctionCall")
            .filter(leaves)
            .map((it) => startOf(it) + lengthOf(it)),
        );
        return inside.filter((it) => {
          const written = writtenBy(it);
          // What is assigned the result of the call itself is written after it all the same.
          const at = it.nodeType === "Assignment" ? startOf(it) + lengthOf(it) : startOf(it);
          return written !== undefined && isStored(written) && at >= first;
        });
      }),
  },
  "unbounded-loop": {
    says: "A loop has no end but that of a stored list, or none at all.",
    find: (nodes) =>
      of(nodes, "ForStatement", "WhileStatement", "DoWhileStatement").filter(({ condition }) => {
        if (!isNode(condition)) return true;
        if (condition.nodeType === "Literal") return condition.value === "true";
        return below(condition).some((it) => it.memberName === "length" && typeOf(it.expression).includes("_storage"));
      }),
  },
  "balance-equality": {
    says: "Anybody can send something and make a comparison of a balance fail.",
    find: (nodes) =>
      of(nodes, "BinaryOperation").filter(
        ({ operator, leftExpression, rightExpression }) =>
          /^[!=]=$/.test(String(operator)) &&
          [leftExpression, rightExpression].some((side) => {
            const part = bare(side);
            return (
              part?.nodeType === "MemberAccess" &&
              part.memberName === "balance" &&
              typeOf(part.expression).startsWith("t_address")
            );
          }),
      ),
  },
  "divide-before-multiply": {
    says: "What was rounded off is multiplied.",
    find: (nodes) =>
      of(nodes, "BinaryOperation").filter(
        ({ operator, leftExpression, rightExpression }) =>
          operator === "*" &&
          [leftExpression, rightExpression].some((side) => {
            const part = bare(side);
            return part?.nodeType === "BinaryOperation" && part.operator === "/";
          }),
      ),
  },
  "packed-collision": {
    says: "Two packed texts can be cut elsewhere and have the same hash.",
    find: (nodes) =>
      of(nodes, "FunctionCall").filter(
        (it) =>
          typeOf(calledBy(it)).startsWith("t_function_abiencodepacked") &&
          list(it.arguments).filter(isDynamic).length > 1,
      ),
  },
  "raw-ecrecover": {
    says: "It takes both forms of every signature, and tells nobody of a wrong one.",
    find: (nodes) => of(nodes, "Identifier").filter((it) => typeOf(it).startsWith("t_function_ecrecover")),
  },
  "weak-randomness": {
    says: "Whoever makes the block chooses it.",
    find: (nodes) => [
      ...of(nodes, "MemberAccess").filter(
        (it) => /^(prevrandao|difficulty)$/.test(String(it.memberName)) && typeOf(it.expression) === "t_magic_block",
      ),
      ...of(nodes, "Identifier").filter((it) => typeOf(it).startsWith("t_function_blockhash")),
    ],
  },
  "somebody-has-a-key": {
    says: "An owner, an upgrade or a pause: there is to be none.",
    find: (nodes) => [
      ...of(nodes, "InheritanceSpecifier").filter(
        ({ baseName }) =>
          isNode(baseName) &&
          /Ownable|AccessControl|Pausable|Upgradeable|UUPS|Initializable/.test(String(baseName.name)),
      ),
      ...of(nodes, "FunctionDefinition").filter((it) =>
        /^(un)?pause$|^upgradeTo|^(set|transfer)Owner|^setFee/.test(String(it.name)),
      ),
    ],
  },
  "silent-change": {
    says: "Something is stored and nobody is told.",
    find: (nodes, { isStored }) =>
      of(nodes, "FunctionDefinition").filter((definition) => {
        if (!/^(external|public)$/.test(String(definition.visibility)) || definition.kind !== "function") return false;
        const inside = isNode(definition.body) ? below(definition.body) : [];
        const changes = inside.some((it) => isStored(writtenBy(it)));
        const tells =
          of(inside, "EmitStatement").length > 0 || of(inside, "FunctionCall").some((it) => it.kind === "functionCall");
        return changes && !tells;
      }),
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** What is found and is right: each with the reason, and no longer here once it is not found any more. */
export const justified: readonly { rule: RuleName; file: string; code: RegExp; because: string }[] = [
  {
    ...{ rule: "unbounded-loop", file: "contracts/Licences.sol", code: /^(for \(LicenceId link|while \(true\))/ },
    because: "Each goes up a chain of sublicences, which are granted at most eight levels deep (MOST_LEVELS).",
  },
  {
    ...{ rule: "effect-after-interaction", file: "contracts/Royalties.sol", code: /^TILL(_HASH)? =/ },
    because: "The constructor makes the till's code, which is our own, and remembers where: nobody can call back.",
  },
  {
    ...{ rule: "divide-before-multiply", file: "contracts/libraries/Months.sol", code: /^\(year \/ 400\)/ },
    because: "Whole periods of 400 years are meant: what is rounded off is counted beside it.",
  },
  {
    ...{ rule: "packed-collision", file: "contracts/libraries/TillClone.sol", code: /^abi\.encodePacked/ },
    because: "Both texts are constants, with an address of 20 bytes between them.",
  },
];

type Parsed = { file: string; source: string; tree: Node };

/** What was found and is not justified, and the justifications that nothing is found for any more. */
export function judge(findings: readonly Finding[]) {
  const isFor = (finding: Finding) => (it: (typeof justified)[number]) =>
    it.rule === finding.rule && it.file === finding.file && it.code.test(finding.code);
  return {
    open: findings.filter((finding) => !justified.some(isFor(finding))),
    stale: justified.filter((it) => !findings.some((finding) => isFor(finding)(it))),
  };
}

/** What the rules find in files, of which each refers to the others. */
function findIn(files: readonly Parsed[]): Finding[] {
  const declared = new Map(
    files.flatMap(({ tree }) => below(tree).flatMap((it) => (it.id === undefined ? [] : [[it.id, it] as const]))),
  );
  const declaration = (node: unknown) =>
    isNode(node) && typeof node.referencedDeclaration === "number"
      ? declared.get(node.referencedDeclaration)
      : undefined;
  const isStored = (node: unknown): boolean => {
    const part = bare(node);
    if (!part) return false;
    if (part.nodeType === "IndexAccess") return isStored(part.baseExpression);
    if (part.nodeType === "MemberAccess") return isStored(part.expression);
    const found = declaration(part);
    return (
      found?.nodeType === "VariableDeclaration" && (found.stateVariable === true || found.storageLocation === "storage")
    );
  };
  return files.flatMap(({ file, source, tree }) => {
    const nodes = below(tree);
    const bytes = Buffer.from(source);
    return Object.entries<Rule>(rules).flatMap(([rule, { find }]) =>
      find(nodes, { declaration, isStored }).map((node) => {
        const start = startOf(node);
        const code = bytes.subarray(start, start + Math.min(lengthOf(node), 120)).toString();
        return {
          rule,
          file,
          line: bytes.subarray(0, start).toString().split("\n").length,
          code: code.split("\n")[0] ?? "",
        };
      }),
    );
  });
}

type Output = { errors?: { severity: string; formattedMessage: string }[]; sources?: Record<string, { ast: Node }> };

/**
 * What the rules find in the sources that are given by their paths, and not in what those import.
 *
 * @param read The text of a file that is imported.
 * @throws Error with the compiler's words, if they do not compile.
 */
export function checkSolidity(sources: Readonly<Record<string, string>>, read: (path: string) => string): Finding[] {
  const solc = createRequire(import.meta.url)("solc") as { compile(input: string, callbacks: object): string };
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([path, content]) => [path, { content }])),
    settings: { outputSelection: { "*": { "": ["ast"] } } },
  };
  const output: Output = JSON.parse(
    solc.compile(JSON.stringify(input), { import: (path: string) => ({ contents: read(path) }) }),
  );
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error) throw new Error(error.formattedMessage);
  const parsed = Object.entries(output.sources ?? {}).map(([file, { ast }]) => ({
    file,
    source: sources[file] ?? "",
    tree: ast,
  }));
  return findIn(parsed).filter(({ file }) => file in sources);
}
