import { visibleText } from "@colophon/sdk";
import * as v from "valibot";

type IndexProblem =
  /** Nothing answered, or not in time. */
  | "unreachable"
  /** It is there and not ready: starting, or far behind. */
  | "starting"
  /** It cannot answer this question as it was asked; its sentence says why. */
  | "refused"
  | "not-found"
  /** What it answered is not in the agreed form. */
  | "unreadable";

/** Why the index did not answer, with a sentence for people. */
export class IndexError extends Error {
  override name = "IndexError";
  readonly problem: IndexProblem;

  constructor(problem: IndexProblem, sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options);
    this.problem = problem;
  }
}

type AskIndexParameters<Schema extends v.GenericSchema> = {
  /** Where the index is, such as "/index". */
  base: string;
  /** Such as "/v1/works?category=musical". */
  path: string;
  schema: Schema;
  /** Sent as JSON; without it the question is a GET. */
  body?: unknown;
  signal?: AbortSignal | undefined;
};

/** How long a person waits before they are told that nothing comes, in milliseconds. */
const patience = 20_000;

/** More than any page of an answer has, in bytes. */
const largest = 8_000_000;

/**
 * Asks the index, and reads its answer strictly.
 * @throws IndexError with a sentence, if it does not answer, refuses, or says what is not in the agreed form; the
 * browser's AbortError if `signal` ended the question.
 */
export async function askIndex<Schema extends v.GenericSchema>(
  parameters: AskIndexParameters<Schema>,
): Promise<v.InferOutput<Schema>> {
  const { base, path, schema, body, signal } = parameters;
  const timeout = AbortSignal.timeout(patience);
  let response: Response;
  let text: string | undefined;
  try {
    response = await fetch(`${base.replace(/\/$/, "")}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: "omit",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    text = await readText(response);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new IndexError("unreachable", "The index does not answer. It may have stopped, or your connection is gone.", {
      cause,
    });
  }
  const answer = parseJson(text);
  if (!response.ok) throw refusalOf(response.status, answer);
  const parsed = v.safeParse(schema, answer);
  if (parsed.success) return parsed.output;
  const where = parsed.issues[0].path?.map((item) => String(item.key)).join(".") ?? "the whole answer";
  throw new IndexError("unreadable", `The index gave an answer that this page cannot read, at “${where}”.`);
}

/** The body as text, or undefined as soon as it is larger than any answer may be. */
async function readText({ body }: Response): Promise<string | undefined> {
  if (body === null) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > largest) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Refusal = v.object({ error: v.object({ code: v.string(), message: v.string() }) });

const Health = v.object({ sentence: v.string() });

function refusalOf(status: number, answer: unknown): IndexError {
  const refusal = v.safeParse(Refusal, answer);
  const health = v.safeParse(Health, answer);
  const said = refusal.success ? refusal.output.error.message : health.success ? health.output.sentence : undefined;
  const sentence = said && visibleText(said.slice(0, 500));
  if (status === 404) return new IndexError("not-found", sentence ?? "The index has no answer to this question.");
  if (status === 503) {
    return new IndexError("starting", sentence ?? "The index is not ready yet: it is still reading the chain.");
  }
  if (status >= 400 && status < 500) {
    return new IndexError("refused", sentence ?? `The index refused this question (${status}).`);
  }
  return new IndexError("unreachable", `The index failed (${status}). Try again in a moment.`);
}
