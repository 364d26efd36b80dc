import { answerWithoutOthers, withPatience } from "@colophon/sdk";
import { type EIP1193Parameters, http } from "viem";

/**
 * Asks a node again after its first answer was a refusal or none at all, as often and as long as that makes sense, and
 * without the questions that went with it if the node takes fewer at once. Load this file when that has happened: the
 * first page does without what it brings.
 *
 * @param first Its first answer.
 * @param ask Asks once more, together with what others ask.
 * @param url Where the node is.
 * @param question What is asked.
 */
export function askAgain(
  first: Promise<unknown>,
  ask: () => Promise<unknown>,
  url: string,
  question: EIP1193Parameters,
): Promise<unknown> {
  let asked = false;
  return withPatience(() => {
    const answer = asked ? ask() : first;
    asked = true;
    return answerWithoutOthers(answer, () => http(url, { timeout: 30_000, retryCount: 0 })({}).request(question));
  });
}
