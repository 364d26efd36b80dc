import { RpcRequestError, type Transport } from "viem";
import { type Clue, cluesOf, isFromNode, retryAfterOf } from "./errorClues.ts";
import { nodeErrorName } from "./nodeErrors.ts";

/** How often a node that is busy is asked again before somebody is told. */
const busyTries = 4;

/** How often a fault that may be gone at once is tried again. */
const faultTries = 2;

/** A node that wants to be left alone for longer than this, in milliseconds, is told of instead. */
const longestWait = 30_000;

/** What was waited for already: whoever gets it next must not wait as long once more. */
const waitedFor = new WeakSet<object>();

/** Whether the same question may be answered the next moment. A contract's refusal, and a wallet's, stay as they are. */
function isPassing(clues: readonly Clue[]): boolean {
  if (!isFromNode(clues)) return false;
  return clues.some(
    ({ name, status, codes }) =>
      name === "WebSocketRequestError" ||
      (name === "HttpRequestError" && (status === undefined || status >= 500)) ||
      codes.includes(-32603),
  );
}

/**
 * Long work in parts: to be awaited between them. After so many milliseconds of work the event loop goes round once, so that
 * a page is painted and hears the person; before that it costs next to nothing.
 */
export function takeTurns(milliseconds: number): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < milliseconds) return;
    await sleep(0);
    since = performance.now();
  };
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks a node, and again while it says that it is asked too much: after the time that it names, or after one, two, four
 * and eight seconds. A fault that may be gone at once is tried again twice. Throws what the node said last, and at once
 * what `unless` picks out.
 */
export async function withPatience<Value>(
  ask: () => Promise<Value>,
  { unless }: { unless?: (clues: readonly Clue[]) => boolean } = {},
): Promise<Value> {
  for (let busy = 0, faults = 0; ; ) {
    try {
      return await ask();
    } catch (error) {
      const clues = cluesOf(error);
      if (clues.some(({ value }) => typeof value === "object" && value !== null && waitedFor.has(value))) throw error;
      if (unless?.(clues)) throw error;
      if (nodeErrorName(clues) === "TooManyRequests") {
        const wait = retryAfterOf(clues) ?? 1_000 * 2 ** busy;
        if (busy++ >= busyTries || wait > longestWait) {
          if (typeof error === "object" && error !== null) waitedFor.add(error);
          throw error;
        }
        await sleep(wait);
      } else if (isPassing(clues) && faults < faultTries) {
        await sleep(150 * 2 ** faults++);
      } else {
        throw error;
      }
    }
  }
}

/** What came from a node and is no answer: null, an empty list, neither a result nor an error. */
const noAnswer = (cause?: unknown) =>
  new RpcRequestError({
    ...{ body: {}, url: "" },
    error: {
      code: -32700,
      message: "This is no answer of JSON-RPC.",
      data: cause instanceof Error ? cause.message : "",
    },
  });

/**
 * What a node answers. Whatever goes wrong on the way comes of what the node sent: no wallet has spoken, and no answer at
 * all is none. Throws an error that says so.
 */
async function answerOfNode<Value>(question: Promise<Value>): Promise<Value> {
  const answer = await question.catch((error: unknown) => {
    throw isFromNode(cluesOf(error)) ? error : noAnswer(error);
  });
  if (answer === undefined) throw noAnswer();
  return answer;
}

/**
 * Whether a node may have refused how many questions came together, or that several did, and would answer each of them
 * by itself. What a contract says against one of them is its answer.
 */
function mayBeTheBatch(error: unknown): boolean {
  const clues = cluesOf(error);
  if (!isFromNode(clues) || clues.some(({ codes, text }) => codes.includes(3) || /revert/i.test(text))) return false;
  // What cannot be read is often a page that says "too large".
  return (
    nodeErrorName(clues) === "RequestFailed" ||
    clues.some(({ name, status }) => status === 413 || name === "SyntaxError")
  );
}

/**
 * What a node answers to a question that went to it together with others: if it took offence at their number, by the
 * question alone. Throws what it said last.
 */
export async function answerWithoutOthers<Value>(
  together: Promise<Value>,
  alone: () => Promise<Value>,
): Promise<Value> {
  return answerOfNode(together).catch((error: unknown) => {
    if (!mayBeTheBatch(error)) throw error;
    return answerOfNode(alone());
  });
}

/**
 * A way to a node that waits while the node is busy, instead of handing its refusal to whoever asked.
 *
 * @param transport How the node is asked.
 * @param single How it is asked one question at a time, where the other way puts several together.
 */
export function patientTransport(transport: Transport, single?: Transport): Transport {
  return (parameters) => {
    // viem's own tries know some of the refusals, and wait for however long a node says.
    const way = transport({ ...parameters, retryCount: 0 });
    const other = single?.({ ...parameters, retryCount: 0 });
    return {
      ...way,
      request: ((question, options) =>
        withPatience(() => {
          const answer = way.request(question, options);
          return other ? answerWithoutOthers(answer, () => other.request(question, options)) : answerOfNode(answer);
        })) as typeof way.request,
    };
  };
}
