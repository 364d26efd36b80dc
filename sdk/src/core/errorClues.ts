/** One layer of what was thrown: an error, one of its causes, or what a wallet put into it. */
export type Clue = {
  name: string;
  /** Numbers of JSON-RPC, EIP-1193 and EIP-5792; words of ethers and of hardware wallets. */
  codes: readonly (number | string)[];
  /** Of an answer by HTTP. */
  status: number | undefined;
  /** What it says for itself, without what was asked: a request's own bytes must not be taken for an answer. */
  text: string;
  value: unknown;
};

const mostClues = 32;

/** Where libraries and wallets hide the error that they pass on. */
const hidingPlaces = ["cause", "data", "originalError", "error", "info", "innerError", "payload"] as const;

function textOf(value: Record<string, unknown>): string {
  const { shortMessage, details, message, reason, error_description: description } = value;
  // viem's message repeats the request; its short message and details are what was answered.
  const said = typeof shortMessage === "string" ? [shortMessage, details] : [message, details];
  return [...said, reason, description].filter((part) => typeof part === "string").join(" ");
}

/**
 * Everything that an error says, outermost first: its causes, and whatever a wallet or a provider wrapped, wherever it
 * was put. Some wallets throw plain words, and some errors go in circles.
 */
export function cluesOf(error: unknown): Clue[] {
  const clues: Clue[] = [];
  const seen = new Set<unknown>();
  const queue: unknown[] = [error];
  for (let value = queue.shift(); clues.length < mostClues; value = queue.shift()) {
    if (typeof value === "number") {
      clues.push({ name: "", codes: [value], status: undefined, text: "", value });
    } else if (typeof value === "string" && value !== "") {
      clues.push({ name: "", codes: [], status: undefined, text: value, value });
    } else if (typeof value === "object" && value !== null && !seen.has(value)) {
      seen.add(value);
      const found = value as Record<string, unknown>;
      const { name, code, statusCode, status } = found;
      clues.push({
        name: typeof name === "string" ? name : "",
        codes: [code, statusCode].filter((one) => typeof one === "number" || typeof one === "string"),
        status: typeof status === "number" ? status : undefined,
        text: textOf(found),
        value,
      });
      for (const place of hidingPlaces) {
        const hidden = found[place];
        // Revert data is no text.
        if (typeof hidden === "object" || (typeof hidden === "string" && !hidden.startsWith("0x"))) queue.push(hidden);
      }
      // As ethers has it, what was answered; as viem has it, an object, what was asked.
      if (typeof found.body === "string") queue.push(found.body);
      if (Array.isArray(value)) queue.push(...value);
    }
    if (queue.length === 0) break;
  }
  return clues;
}

const nodeNames = new Set([
  "RpcRequestError",
  "HttpRequestError",
  "TimeoutError",
  "WebSocketRequestError",
  "SocketClosedError",
  "ResponseBodyTooLargeError",
]);

/** Whether this page's own connection to a node said it, and not a wallet: both use the same numbers. */
export function isFromNode(clues: readonly Clue[]): boolean {
  return clues.some(({ name }) => nodeNames.has(name));
}

/** A number that a wallet or a node gave, wherever a library has wrapped it. */
export function hasErrorCode(error: unknown, code: number): boolean {
  return cluesOf(error).some(({ codes }) => codes.includes(code));
}

/** How long a node asks to be left alone (Retry-After, or its own words for it), in milliseconds. */
export function retryAfterOf(clues: readonly Clue[], now = Date.now()): number | undefined {
  for (const { value, text } of clues) {
    const headers = (value as { headers?: unknown } | null)?.headers;
    const said = headers instanceof Headers ? headers.get("retry-after") : undefined;
    if (said) {
      const seconds = Number(said);
      if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
      const date = Date.parse(said);
      if (!Number.isNaN(date)) return Math.max(0, date - now);
    }
    const words = /(?:retry|try again) (?:after|in) (\d+(?:\.\d+)?) ?(m?)s/i.exec(text);
    if (words) return Number(words[1]) * (words[2] ? 1 : 1_000);
  }
  return undefined;
}
