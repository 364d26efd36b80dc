import { type ESTree, parseSync } from "vite";
import { readMessage, type Token, writeMessage } from "./message.ts";
import {
  countingCalls,
  isSign,
  isStyle,
  nameOfCall,
  type Place,
  placeInCall,
  placeOf,
  readsLikeWords,
  speaks,
} from "./words.ts";

/** Which strings of a module are looked at: all, or only the sentences of the errors that it throws. */
export type Scope = "all" | "errors";

export type FoundMessage = { message: string; line: number };

export type Translated = { code: string; messages: FoundMessage[] };

type Node = ESTree.Node;

type Edit = { start: number; end: number; text: string };

/** What stands for a mark of a message when it is written as source again. */
type Filling = {
  source: () => string;
  around?: readonly [string, string];
  choose?: (words: readonly string[]) => string;
};

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value;

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value: unknown) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** What an expression is without what only the types need. */
function plain(node: Node): Node {
  return node.type === "TSAsExpression" ||
    node.type === "TSNonNullExpression" ||
    node.type === "ParenthesizedExpression" ||
    node.type === "TSSatisfiesExpression"
    ? plain(node.expression)
    : node;
}

function textOf(node: Node): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** Texts and templates that are put together by nothing but pluses, in their order; undefined for anything else. */
function joined(node: Node): Node[] | undefined {
  if (textOf(node) !== undefined || node.type === "TemplateLiteral") return [node];
  if (node.type !== "BinaryExpression" || node.operator !== "+") return undefined;
  const [left, right] = [joined(node.left), joined(node.right)];
  return left && right ? [...left, ...right] : undefined;
}

/** A text of JSX as React shows it: lines are trimmed and joined by one space. */
function shownText(raw: string): string {
  const lines = raw.split(/\r\n|\n|\r/);
  return lines
    .map((line, at) => {
      let text = line.replace(/\t/g, " ");
      if (at > 0) text = text.replace(/^ +/, "");
      if (at < lines.length - 1) text = text.replace(/ +$/, "");
      return text;
    })
    .filter(Boolean)
    .join(" ");
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

const decoded = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, number, hex, name) =>
    number
      ? String.fromCodePoint(Number(number))
      : hex
        ? String.fromCodePoint(Number.parseInt(hex, 16))
        : (entities[name] ?? all),
  );

const hasLetters = (text: string) => /\p{L}/u.test(text);

/** The name of what an expression says, for a translator. */
function nameOf(node: Node): string {
  const bare = plain(node);
  if (bare.type === "Identifier") return bare.name;
  if (bare.type === "MemberExpression") {
    if (bare.property.type === "Identifier" && !bare.computed)
      return bare.property.name === "length" ? nameOf(bare.object) : bare.property.name;
    return nameOf(bare.object);
  }
  if (bare.type === "CallExpression") {
    const [first] = bare.arguments;
    if (bare.callee.type === "MemberExpression" && bare.arguments.length === 0) return nameOf(bare.callee.object);
    return first && first.type !== "SpreadElement" && textOf(first) === undefined
      ? nameOf(first)
      : nameOfCall(bare.callee) || "value";
  }
  if (bare.type === "ConditionalExpression") return nameOf(bare.test);
  if (bare.type === "BinaryExpression" || bare.type === "LogicalExpression") return nameOf(bare.left);
  if (bare.type === "UnaryExpression" || bare.type === "AwaitExpression") return nameOf(bare.argument);
  if (bare.type === "ChainExpression") return nameOf(bare.expression);
  if (bare.type === "TemplateLiteral") return bare.expressions[0] ? nameOf(bare.expressions[0]) : "value";
  return "value";
}

/**
 * Finds the messages of a module, and writes the module with their translations in place.
 *
 * @param path Of the module, for its language (.ts or .tsx) and for errors.
 * @param code Its source.
 * @param scope Which of its strings are looked at.
 * @param translate Gives the translation of a message; undefined leaves the words as they are.
 * @param codes Texts that the project uses as ids somewhere: they count as words only where people are sure to see them.
 */
export function translateModule(
  path: string,
  code: string,
  scope: Scope,
  translate: (message: string) => string | undefined,
  codes: ReadonlySet<string> = new Set(),
): Translated {
  const { program, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  let edits: Edit[] = [];
  const messages: FoundMessage[] = [];

  const render = (start: number, end: number): string => {
    let out = "";
    let at = start;
    for (const edit of edits.filter((it) => it.start >= start && it.end <= end).sort((a, b) => a.start - b.start)) {
      out += code.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return out + code.slice(at, end);
  };
  const source = (node: Node) => render(node.start, node.end);
  const replace = (start: number, end: number, text: string) => {
    edits = [...edits.filter((it) => it.start < start || it.end > end), { start, end, text }];
  };
  const lineOf = (at: number) => code.slice(0, at).split("\n").length;

  /** Notes a message; its translation, if it has one. */
  const ask = (tokens: readonly Token[], at: number): Token[] | undefined => {
    const message = writeMessage(tokens);
    messages.push({ message, line: lineOf(at) });
    const translation = translate(message);
    return translation === undefined || translation === message ? undefined : readMessage(translation);
  };

  /** The marks of one message, each with a name of its own. */
  class Marks {
    readonly fillings = new Map<string, Filling>();
    private elements = 0;

    /** @param alone Whether there is no sentence around it: then only what folds is looked at. */
    value(node: Node, alone = false): Token {
      const base = nameOf(node);
      const folded = this.fold(node);
      if (alone && !folded) return { kind: "value", name: base };
      const name = this.free(base);
      if (folded) {
        this.fillings.set(name, folded.filling);
        return { kind: folded.kind, name, words: folded.words };
      }
      visit(node, "shown");
      this.fillings.set(name, { source: () => source(node) });
      return { kind: "value", name };
    }

    element(
      around: readonly [string, string] | undefined,
      whole: () => string,
      children: () => Token[] | undefined,
    ): Token {
      const name = String(this.elements++);
      this.fillings.set(`<${name}`, { source: whole, ...(around ? { around } : {}) });
      return { kind: "element", name, children: children() };
    }

    private free(base: string): string {
      let name = base;
      for (let more = 2; this.fillings.has(name); more++) name = `${base}${more}`;
      return name;
    }

    /** A number with its noun, or one of two words: translators see the words in the sentence. */
    private fold(node: Node): { kind: "count" | "choice"; words: string[]; filling: Filling } | undefined {
      const bare = plain(node);
      const usable = (text: string | undefined): text is string => text !== undefined && !/[|{}<\\]/.test(text);
      if (bare.type === "ConditionalExpression") {
        const words = [bare.consequent, bare.alternate].map((it) => textOf(plain(it)));
        if (!words.every(usable) || !words.some(hasLetters)) return undefined;
        visit(bare.test, "open");
        const { test } = bare;
        return {
          kind: "choice",
          words,
          filling: {
            source: () => source(bare),
            choose: ([yes = "", no = ""]) => `(${source(test)} ? ${JSON.stringify(yes)} : ${JSON.stringify(no)})`,
          },
        };
      }
      if (bare.type !== "CallExpression" || !countingCalls.has(nameOfCall(bare.callee))) return undefined;
      const [number, one, other] = bare.arguments;
      if (!number || !one) return undefined;
      const singular = textOf(plain(one));
      const plural = other ? textOf(plain(other)) : singular === undefined ? undefined : `${singular}s`;
      if (!usable(singular) || !usable(plural)) return undefined;
      visit(number, "open");
      return {
        kind: "count",
        words: [singular, plural],
        filling: {
          source: () => source(bare),
          choose: ([yes = "", no = ""]) =>
            `${source(bare.callee)}(${source(number)}, ${JSON.stringify(yes)}, ${JSON.stringify(no)})`,
        },
      };
    }
  }

  const chosen = (token: Token & { kind: "count" | "choice" }, marks: Marks): string => {
    const filling = marks.fillings.get(token.name);
    if (!filling?.choose) throw new Error(`${path}: {${token.name}} has no alternatives.`);
    return filling.choose(token.words);
  };

  /** Children of JSX from a message. */
  const asChildren = (tokens: readonly Token[], marks: Marks): string =>
    tokens
      .map((token) => {
        if (token.kind === "text") return `{${JSON.stringify(token.text)}}`;
        if (token.kind === "element") {
          const filling = marks.fillings.get(`<${token.name}`);
          if (!token.children || !filling?.around) return filling?.source() ?? "";
          return `${filling.around[0]}${asChildren(token.children, marks)}${filling.around[1]}`;
        }
        if (token.kind === "value") return `{${marks.fillings.get(token.name)?.source() ?? ""}}`;
        return `{${chosen(token, marks)}}`;
      })
      .join("");

  /** A string or a template from a message. */
  const asText = (tokens: readonly Token[], marks: Marks): string => {
    if (tokens.every((token) => token.kind === "text"))
      return JSON.stringify(tokens.map((token) => token.text).join(""));
    const parts = tokens.map((token) => {
      if (token.kind === "text") return token.text.replace(/[`\\]|\$\{/g, "\\$&");
      if (token.kind === "element") throw new Error(`${path}: a text has no elements.`);
      return `\${${token.kind === "value" ? (marks.fillings.get(token.name)?.source() ?? "") : chosen(token, marks)}}`;
    });
    return `\`${parts.join("")}\``;
  };

  /** Whether children of JSX are a sentence: they have words of their own. */
  const hasWords = (children: readonly Node[]) =>
    children.some(
      (child) =>
        (child.type === "JSXText" && hasLetters(shownText(child.value))) ||
        (child.type === "JSXExpressionContainer" && hasLetters(textOf(child.expression) ?? "")),
    );

  const tokensOf = (children: readonly Node[], marks: Marks): Token[] => {
    const tokens: Token[] = [];
    for (const child of children) {
      if (child.type === "JSXText") {
        const text = decoded(shownText(child.value));
        if (text) tokens.push({ kind: "text", text });
      } else if (child.type === "JSXExpressionContainer") {
        const text = textOf(child.expression);
        if (text !== undefined) tokens.push({ kind: "text", text });
        else if (child.expression.type !== "JSXEmptyExpression") tokens.push(marks.value(child.expression));
      } else if (child.type === "JSXElement" || child.type === "JSXFragment") {
        tokens.push(elementToken(child, marks));
      } else throw new Error(`${path}: a ${child.type} stands among words at line ${lineOf(child.start)}.`);
    }
    // Texts side by side are one.
    return tokens.reduce<Token[]>((list, token) => {
      const last = list.at(-1);
      if (token.kind === "text" && last?.kind === "text")
        list[list.length - 1] = { kind: "text", text: last.text + token.text };
      else list.push(token);
      return list;
    }, []);
  };

  const elementToken = (element: ESTree.JSXElement | ESTree.JSXFragment, marks: Marks): Token => {
    const opening = element.type === "JSXElement" ? element.openingElement : element.openingFragment;
    const closing = element.type === "JSXElement" ? element.closingElement : element.closingFragment;
    visit(opening, "open");
    const children = element.children as readonly Node[];
    const simple = children.every(
      (child) => child.type !== "JSXExpressionContainer" || !/JSX|Arrow/.test(child.expression.type),
    );
    if (
      !closing ||
      !simple ||
      !(hasWords(children) || children.some((child) => child.type === "JSXExpressionContainer"))
    ) {
      visitChildren(children);
      return marks.element(
        undefined,
        () => source(element),
        () => undefined,
      );
    }
    return marks.element(
      [source(opening), source(closing)],
      () => source(element),
      () => tokensOf(children, marks),
    );
  };

  const visitChildren = (children: readonly Node[]) => {
    const [first] = children;
    const last = children.at(-1);
    if (!first || !last) return;
    if (scope === "errors" || !hasWords(children)) {
      for (const child of children) visit(child, "shown");
      return;
    }
    const marks = new Marks();
    const tokens = tokensOf(children, marks);
    const translation = ask(tokens, first.start);
    if (translation) replace(first.start, last.end, asChildren(translation, marks));
  };

  /** A text, a template, or several that pluses join. */
  const visitText = (node: Node, parts: readonly Node[], place: Place) => {
    const marks = new Marks();
    const tokens = parts.flatMap((part): Token[] => {
      const text = textOf(part);
      if (text !== undefined) return [{ kind: "text", text }];
      if (part.type !== "TemplateLiteral") return [];
      return part.quasis.flatMap((quasi, at): Token[] => {
        const value = part.expressions[at];
        const words: Token[] = quasi.value.cooked ? [{ kind: "text", text: quasi.value.cooked }] : [];
        return value ? [...words, { kind: "value", name: String(at) }] : words;
      });
    });
    const own = tokens.map((token) => (token.kind === "text" ? token.text : "\u0001")).join("");
    const plainWords = own.replaceAll("\u0001", "");
    const isCode =
      isStyle(own) ||
      place === "coded" ||
      (place === "named" && !/\s/.test(own.trim())) ||
      ((place === "open" || place === "named") && (codes.has(own) || !readsLikeWords(own.replaceAll("\u0001", "5"))));
    const values = parts.flatMap((part) => (part.type === "TemplateLiteral" ? part.expressions : []));
    if (isCode || !hasLetters(plainWords) || (place !== "shown" && own.startsWith("\u0001/"))) {
      for (const value of values) visit(value, place === "coded" ? "coded" : "open");
      return;
    }
    let at = 0;
    const named = tokens.map((token): Token => {
      if (token.kind === "text") return token;
      const value = values[at++];
      if (!value) throw new Error(`${path}: a template lost a value at line ${lineOf(node.start)}.`);
      return marks.value(value);
    });
    const merged = named.reduce<Token[]>((list, token) => {
      const last = list.at(-1);
      if (token.kind === "text" && last?.kind === "text")
        list[list.length - 1] = { kind: "text", text: last.text + token.text };
      else list.push(token);
      return list;
    }, []);
    const translation = ask(merged, node.start);
    if (translation) replace(node.start, node.end, asText(translation, marks));
  };

  let thrown = 0;
  let isSpeaking = false;
  const within = (speaks: boolean, work: () => void) => {
    const before = isSpeaking;
    isSpeaking = speaks;
    work();
    isSpeaking = before;
  };
  const speaking = (work: () => void) => within(true, work);
  const quiet = (work: () => void) => within(false, work);

  /** Goes through a node, knowing what its place says of texts in it. */
  const visit = (node: Node, place: Place): void => {
    if (/^(?:TS(?!As|NonNull|Satisfies)|Import|ExportAll)/.test(node.type) && node.type !== "ImportExpression") return;
    const parts = joined(node);
    if (parts) {
      if (scope === "all" || thrown > 0) visitText(node, parts, place);
      else for (const child of childrenOf(node)) visit(child, place);
      return;
    }
    switch (node.type) {
      case "ExpressionStatement":
        if (node.expression.type === "Literal") return;
        visit(node.expression, "open");
        return;
      case "ExportNamedDeclaration":
        if (node.declaration) visit(node.declaration, "open");
        return;
      case "ImportExpression":
        return;
      case "TaggedTemplateExpression":
        for (const value of node.quasi.expressions) visit(value, "open");
        return;
      case "JSXElement":
        visit(node.openingElement, "open");
        visitChildren(node.children as readonly Node[]);
        return;
      case "JSXFragment":
        visitChildren(node.children as readonly Node[]);
        return;
      case "JSXText":
        return;
      case "JSXAttribute": {
        if (!node.value) return;
        const name = node.name.type === "JSXIdentifier" ? node.name.name : "";
        const attribute = placeOf(name);
        if (node.value.type !== "Literal") {
          visit(node.value, attribute);
          return;
        }
        // A string of an attribute may become a template: it needs braces.
        const before = edits.length;
        visit(node.value, attribute);
        if (edits.length > before) {
          const text = source(node.value);
          replace(node.value.start, node.value.end, `{${text}}`);
        }
        return;
      }
      case "JSXExpressionContainer":
        visit(node.expression, place);
        return;
      case "BinaryExpression": {
        const comparing = /^(?:[!=]==?|in|instanceof|[<>]=?)$/.test(node.operator);
        visit(node.left, comparing ? "coded" : place);
        visit(node.right, comparing ? "coded" : place);
        return;
      }
      case "ConditionalExpression":
        visit(node.test, "open");
        visit(node.consequent, place);
        visit(node.alternate, place);
        return;
      case "LogicalExpression":
        visit(node.left, node.operator === "&&" ? "open" : place);
        visit(node.right, place);
        return;
      case "SwitchCase":
        for (const child of node.consequent) visit(child, "open");
        return;
      case "Property":
        // What a licence allows is hashed, wherever it stands.
        if (node.key.type === "Identifier" && node.key.name === "terms" && node.value.type === "ObjectExpression")
          return;
        if (node.computed) visit(node.key, "coded");
        visit(
          node.value,
          isCode(node.value) ? "coded" : isPhrase(node.key, node.value) ? "open" : keyPlace(node.key, place),
        );
        return;
      case "AssignmentPattern": {
        const name = node.left.type === "Identifier" ? node.left.name : "";
        visit(node.left, "open");
        visit(node.right, placeOf(name));
        return;
      }
      case "VariableDeclarator": {
        const name = node.id.type === "Identifier" ? node.id.name : "";
        const sign = node.init && scope === "all" && isSign(name) ? textOf(plain(node.init)) : undefined;
        if (node.init && sign !== undefined) {
          const translation = ask([{ kind: "text", text: sign }], node.init.start);
          if (translation) replace(node.init.start, node.init.end, asText(translation, new Marks()));
          return;
        }
        if (node.init && speaks(name) && /Arrow/.test(node.init.type))
          speaking(() => visit(node.init as Node, "shown"));
        else if (node.init) visit(node.init, /mnemonic|(?:Class|Classes|Url|Path|Key)$/i.test(name) ? "coded" : "open");
        return;
      }
      case "FunctionDeclaration":
        for (const parameter of node.params) visit(parameter, "open");
        if (node.body && speaks(node.id?.name ?? "")) speaking(() => visit(node.body as Node, "open"));
        else if (node.body) quiet(() => visit(node.body as Node, "open"));
        return;
      case "ReturnStatement":
        if (node.argument) visit(node.argument, isSpeaking ? "shown" : "open");
        return;
      case "MemberExpression":
        visit(node.object, "open");
        if (node.computed) visit(node.property, "coded");
        return;
      case "TSAsExpression":
      case "TSSatisfiesExpression": {
        const list = plain(node.expression);
        const fixed =
          node.typeAnnotation.type === "TSTypeReference" &&
          code.slice(node.typeAnnotation.start, node.typeAnnotation.end) === "const";
        if (fixed && list.type === "ArrayExpression") {
          for (const child of childrenOf(list)) visit(child, textOf(child) === undefined ? "open" : "coded");
          return;
        }
        visit(node.expression, place);
        return;
      }
      case "NewExpression":
      case "CallExpression": {
        const name = nameOfCall(node.callee);
        if (countingCalls.has(name) && (scope === "all" || thrown > 0)) {
          // A number with its noun, by itself.
          const marks = new Marks();
          const token = marks.value(node, true);
          if (token.kind === "count") {
            const translation = ask([token], node.start);
            const [own] = translation ?? [];
            if (translation?.length === 1 && own?.kind === "count") replace(node.start, node.end, chosen(own, marks));
            else if (translation) replace(node.start, node.end, asText(translation, marks));
            return;
          }
        }
        // What a check of valibot says goes into the error too.
        const checks =
          node.callee.type === "MemberExpression" &&
          node.callee.object.type === "Identifier" &&
          node.callee.object.name === "v";
        const failing =
          checks ||
          node.callee.type === "Super" ||
          (node.type === "NewExpression" && /(?:Error|Failure|Refusal)$/.test(name));
        visit(node.callee, "open");
        if (failing) thrown++;
        for (const argument of node.arguments) {
          visit(argument, argument.type === "ArrowFunctionExpression" ? "open" : placeInCall(name));
        }
        if (failing) thrown--;
        return;
      }
      case "ArrowFunctionExpression":
        for (const parameter of node.params) visit(parameter, "open");
        if (node.expression) visit(node.body, place);
        else within(place === "shown" && isSpeaking, () => visit(node.body, "open"));
        return;
      default:
        for (const child of childrenOf(node))
          visit(
            child,
            node.type === "ArrayExpression" || node.type === "ChainExpression" || node.type === "SpreadElement"
              ? place
              : "open",
          );
    }
  };

  /** Whether a text in a property is an id: in small letters, and used as one somewhere. */
  const isCode = (node: Node): boolean => {
    const text = textOf(plain(node));
    return text !== undefined && /^[a-z]/.test(text) && codes.has(text);
  };

  /** Whether a name is of several words: names of functions and events are of one. */
  const isPhrase = (key: Node, value: Node): boolean =>
    key.type === "Identifier" && key.name === "name" && /\s/.test(textOf(plain(value)) ?? "");

  const keyPlace = (key: Node, place: Place): Place => {
    const name = key.type === "Identifier" ? key.name : (textOf(key) ?? "");
    const own = placeOf(name);
    return own === "open" && place === "shown" ? "open" : own;
  };

  visit(program, "open");
  return { code: edits.length > 0 ? render(0, code.length) : code, messages };
}

/** Texts that a module uses as ids: in types, comparisons and cases. */
export function codesOf(path: string, code: string): Set<string> {
  const found = new Set<string>();
  const note = (node: Node | null) => {
    const text = node ? textOf(node) : undefined;
    if (text !== undefined) found.add(text);
  };
  const visit = (node: Node) => {
    if (node.type === "TSLiteralType") note(node.literal);
    if (node.type === "SwitchCase") note(node.test);
    if (node.type === "BinaryExpression" && /^[!=]==?$/.test(node.operator)) {
      note(node.left);
      note(node.right);
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parseSync(path, code).program);
  return found;
}
