import type { AstNode } from "./AstNode.ts";
import { compile } from "./compile.ts";

/** The syntax tree of one file. Far quicker than its code. */
export function syntaxTreeOf(path: string): AstNode {
  const ast = compile(path, { "": ["ast"] }).sources[path]?.ast;
  if (!ast) throw new Error(`${path} does not compile.`);
  return ast;
}
