import * as v from "valibot";
import { endingAfter } from "../core/platform.ts";
import { ColophonError } from "../model/errors.ts";
import type * as questions from "./questions.ts";
import type { AnswerOf, IndexRoute, QuestionOf } from "./routes.ts";
import { IndexRefusal } from "./schemas.ts";

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

type IndexErrorOptions = { cause?: unknown; code?: IndexRefusal["error"]["code"] | undefined };

/** Why the index did not answer, with a sentence for people. */
export class IndexError extends ColophonError {
  override name = "IndexError";
  readonly problem: IndexProblem;
  /** What the index itself calls its reason, if it gave one. */
  readonly code: IndexRefusal["error"]["code"] | undefined;

  constructor(problem: IndexProblem, sentence: string, options: IndexErrorOptions = {}) {
    super(sentence, options);
    this.problem = problem;
    this.code = options.code;
  }
}

/** Where an answer is found, without the form of it: enough for a link. */
export type IndexLink = Pick<IndexRoute, "method" | "url" | "asked">;

/** The link to a royalty statement. Whoever only links to one loads nothing of what it is made of. */
export const royaltyStatementLink: IndexLink & { readonly asked?: typeof questions.royaltyStatement } = {
  method: "get",
  url: "/v1/statements/royalties",
};

/**
 * The address of a question.
 *
 * @param index Where the index answers, such as "https://example.org/index".
 */
export function indexUrl<Route extends IndexLink>(index: string, route: Route, question: QuestionOf<Route>): string {
  const rest = new Map(Object.entries(question as Record<string, unknown>));
  const path = route.url.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest.get(name)));
    rest.delete(name);
    return value;
  });
  const query = new URLSearchParams();
  if (route.method === "get") {
    for (const [name, value] of rest) if (value !== undefined) query.set(name, String(value));
  }
  return `${index.replace(/\/+$/, "")}${path}${query.size > 0 ? `?${query}` : ""}`;
}

/** How long to wait before it counts as not answered, in milliseconds. */
const patience = 20_000;

/** More than any page of an answer has, in bytes. */
const largest = 8_000_000;

export type AskIndexOptions = {
  signal?: AbortSignal | undefined;
  /** The most that is read, in bytes: statements of long histories are larger than any page. */
  most?: number;
};

/**
 * Asks the index, and reads its answer strictly.
 *
 * @param index Where the index answers, such as "https://example.org/index".
 * @param route One of `routes`; the question and the answer have its form.
 * @throws IndexError with a sentence, if it does not answer, refuses, or says what is not in the agreed form; the
 * reason of `signal` if that ended the question.
 */
export async function askIndex<Route extends IndexRoute>(
  index: string,
  route: Route,
  question: QuestionOf<Route>,
  { signal, most = largest }: AskIndexOptions = {},
): Promise<AnswerOf<Route>> {
  const body = route.method === "post" ? JSON.stringify(question) : undefined;
  const { status, text } = await send(indexUrl(index, route, question), {
    method: route.method.toUpperCase(),
    headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) },
    ...(body && { body }),
    ...{ signal, most },
  });
  const answer = parseJson(text);
  const parsed = v.safeParse(route.answer, answer);
  if (status < 300 || (status === 503 && route.unready && parsed.success)) {
    if (parsed.success) return parsed.output as AnswerOf<Route>;
    const where = v.getDotPath(parsed.issues[0]) ?? "the whole answer";
    throw new IndexError("unreadable", `The index gave an answer that cannot be read here, at “${where}”.`);
  }
  throw refusalOf(status, answer);
}

type Sent = { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal | undefined };

async function send(url: string, { signal, most, ...request }: Sent & { most: number }) {
  try {
    const response = await fetch(url, { ...request, credentials: "omit", signal: endingAfter(patience, signal) });
    return { status: response.status, text: await readText(response, most) };
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new IndexError("unreachable", "The index does not answer. It may have stopped, or your connection is gone.", {
      cause,
    });
  }
}

/** The body as text, or undefined as soon as it is larger than any answer may be. */
async function readText({ body }: Response, most: number): Promise<string | undefined> {
  if (body === null) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > most) {
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

function refusalOf(status: number, answer: unknown): IndexError {
  const refusal = v.safeParse(IndexRefusal, answer);
  const { message: sentence, code } = refusal.success ? refusal.output.error : {};
  const refused = (problem: IndexProblem, otherwise: string) =>
    new IndexError(problem, sentence ?? otherwise, { code });
  if (status === 404) return refused("not-found", "The index has no answer to this question.");
  if (status === 503) return refused("starting", "The index is not ready yet: it is still reading the chain.");
  if (status >= 400 && status < 500) return refused("refused", `The index refused this question (${status}).`);
  return new IndexError("unreachable", `The index failed (${status}). Try again in a moment.`);
}
