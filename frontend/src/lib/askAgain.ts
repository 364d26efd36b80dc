import { answerOfNode, withPatience } from "@colophon/sdk";

/**
 * Asks a node again after its first answer was a refusal or none at all, as often and as long as that makes sense. Load
 * this file when that has happened: the first page does without what it brings.
 */
export function askAgain<Value>(first: Promise<Value>, ask: () => Promise<Value>): Promise<Value> {
  let asked = false;
  return withPatience(() => {
    const question = asked ? ask() : first;
    asked = true;
    return answerOfNode(question);
  });
}
