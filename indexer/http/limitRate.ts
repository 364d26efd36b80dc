import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { count } from "@colophon/sdk";
import type { MiddlewareHandler } from "hono";
import { ApiError } from "./ApiError.ts";
import { answerError } from "./answerError.ts";

/** What the server that Ponder runs on says of a request beside it. */
type Bindings = { incoming?: Pick<IncomingMessage, "socket"> };

/** How often one address may ask. */
export type RateSettings = {
  /** Questions a minute; 0 for as many as anybody likes. */
  perMinute: number;
  /** How many proxies of ours a request comes through: the address is what the first of them wrote down. */
  proxies: number;
};

/** What a question counts for, by how its path begins; one if it is none of these. */
const costs: readonly (readonly [string, number])[] = [
  ["/v1/statements/", 10],
  ["/v1/clearance", 5],
  ["/graphql", 5],
  ["/v1/names", 5],
];

/** Of those who asked lately, so many are remembered; whoever is forgotten begins anew. */
const mostRemembered = 10_000;

/** The machine itself: a health check, or a proxy that nobody told us of, which would be everybody at once. */
const isLoopback = (address: string) => address === "::1" || /^(?:::ffff:)?127\./.test(address);

/**
 * Whom a request is from: the address that connects, or what the given number of proxies wrote into X-Forwarded-For; what
 * stands before that in it anybody can have written. Of IPv6 the first 64 bits, which is what one household gets.
 */
export function callerOf(connected: string, forwarded: string | undefined, proxies: number): string {
  const written = (forwarded ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const address = proxies > 0 ? (written.at(-proxies) ?? written[0] ?? connected) : connected;
  if (!isIPv6(address) || address.startsWith("::ffff:")) return address;
  const [head = "", tail] = address.split("::");
  const front = head.split(":").filter((part) => part !== "");
  const back = (tail ?? "").split(":").filter((part) => part !== "");
  const groups = tail === undefined ? front : [...front, ...Array(8 - front.length - back.length).fill("0"), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => String(group).replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

/**
 * Lets each address ask so often a minute, in bursts of a third of it, and refuses the rest with 429 and `Retry-After`. What
 * costs more counts for more. The health is always told, and the machine itself is never refused.
 *
 * @param now In milliseconds.
 */
export function limitRate(
  { perMinute, proxies }: RateSettings,
  now: () => number = () => performance.now(),
): MiddlewareHandler<{ Bindings: Bindings }> {
  const perMillisecond = perMinute / 60_000;
  const burst = Math.max(10, Math.ceil(perMinute / 3));
  /** What each has left, in the order in which they asked last. */
  const left = new Map<string, { tokens: number; at: number }>();

  return async (c, next) => {
    const { path } = c.req;
    const connected = c.env?.incoming?.socket.remoteAddress ?? "";
    const caller = callerOf(connected, c.req.header("x-forwarded-for"), proxies);
    if (perMinute === 0 || path.startsWith("/v1/health") || isLoopback(caller)) return next();
    const cost = costs.find(([beginning]) => path.startsWith(beginning))?.[1] ?? 1;
    const time = now();
    const before = left.get(caller) ?? { tokens: burst, at: time };
    const tokens = Math.min(burst, before.tokens + (time - before.at) * perMillisecond);
    const allowed = tokens >= cost;
    left.delete(caller);
    left.set(caller, { tokens: allowed ? tokens - cost : tokens, at: time });
    const [oldest] = left.keys();
    if (left.size > mostRemembered && oldest !== undefined) left.delete(oldest);
    if (allowed) return next();
    const seconds = Math.max(1, Math.ceil((cost - tokens) / perMillisecond / 1000));
    c.header("Retry-After", String(seconds));
    c.header("Cache-Control", "no-store");
    const wait = count(seconds, "second");
    return answerError(
      c,
      new ApiError(
        429,
        "too-many",
        `Your address has asked too often: at most ${perMinute} questions a minute. Ask again in ${wait}.`,
      ),
    );
  };
}
