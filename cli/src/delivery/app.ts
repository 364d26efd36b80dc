import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { explainError, issueSentence, parseId } from "@colophon/sdk";
import { type ReadContext, readHead } from "@colophon/sdk/read";
import {
  answerSchema,
  challengeOf,
  challengeSeconds,
  DeliveryRefused,
  type DeliveryRequest,
  deliveryDocumentOf,
  deliveryRequestSchema,
  type RefusalCode,
  readChallenge,
  refuseDelivery,
  type VaultFile,
  vaultDocumentOf,
} from "@colophon/sdk/vault";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import * as v from "valibot";
import { type Hex, hashMessage, type PublicClient } from "viem";
import { generateSiweNonce } from "viem/siwe";
import { warn } from "../terminal.ts";
import type { Vault } from "../vault/vaultFolder.ts";
import { copyLocation } from "./copies.ts";
import type { Desk } from "./desk.ts";

export type AppParameters = {
  desk: Desk;
  vaults: ReadonlyMap<bigint, Vault>;
  context: ReadContext;
  /** Asked whether a signature counts, also of accounts that are contracts (ERC-1271, ERC-6492). */
  client: Pick<PublicClient, "verifyHash">;
  /** The address that licensees ask, without a slash at its end. */
  service: string;
  /** The sites that may ask from a browser: "https://colophon.example". */
  origins: readonly string[];
  /** Where the encrypted copies are that were made for licences, each called by its SHA-256. */
  copies?: string | undefined;
  /** Who asks, for the limit of requests. */
  callerOf: (context: Context) => string;
  /** How many requests one caller may make in a minute. */
  perMinute: number;
  /** Seconds since 1970. */
  now: () => number;
};

type Challenge = { message: string; request: DeliveryRequest; domain: string; expires: number };

/** As many as may be open at a time; the oldest is forgotten first. */
const mostChallenges = 10_000;

/** The status that goes with a refusal: whom to ask differently, and when. */
const statusOf: Partial<Record<RefusalCode, 400 | 404 | 409 | 429 | 503>> = {
  "not a request": 400,
  "no such work": 404,
  "no such licence": 404,
  "seats used up": 409,
  "too many requests": 429,
  "stale block": 503,
  "clock behind": 503,
  "no answer of the chain": 503,
};

/** At most so many requests a minute of each caller, and as many callers as fit into little memory. */
function createLimit(perMinute: number, now: () => number) {
  const callers = new Map<string, { left: number; since: number }>();
  return (caller: string) => {
    const time = now();
    const known = callers.get(caller);
    const current = known && time - known.since < 60 ? known : { left: perMinute, since: time };
    if (current.left === 0)
      throw refuseDelivery("too many requests", { seconds: Math.max(1, 60 - (time - current.since)) });
    callers.delete(caller);
    callers.set(caller, { ...current, left: current.left - 1 });
    const [oldest] = callers.keys();
    if (callers.size > 100_000 && oldest !== undefined) callers.delete(oldest);
  };
}

/** The delivery service as an application of Hono: it can be asked without a network, too. */
export function createApp(parameters: AppParameters): Hono {
  const { desk, vaults, context, client, service, origins, copies, callerOf, perMinute, now } = parameters;
  const own = new URL(service).host;
  const hosts = new Map(origins.map((origin) => [origin, new URL(origin).host]));
  const challenges = new Map<string, Challenge>();
  const limit = createLimit(perMinute, now);
  const files = new Map<string, { vault: Vault; file: VaultFile }>();
  for (const vault of vaults.values()) {
    for (const file of vault.record.files) files.set(file.cipher.sha256.slice(2), { vault, file });
  }

  const app = new Hono();
  app.onError((error, c) => {
    c.header("Cache-Control", "no-store");
    if (error instanceof DeliveryRefused) {
      const status = statusOf[error.code as RefusalCode] ?? 403;
      return c.json({ error: { code: error.code, message: error.shortMessage } }, status);
    }
    warn(`${new Date().toISOString()} ${c.req.method} ${c.req.path}: ${explainError(error).sentence}`);
    return c.json(
      {
        error: {
          code: "failed",
          message: "The server failed to answer. Nothing was delivered. Ask again in a moment.",
        },
      },
      500,
    );
  });
  app.notFound((c) => c.json({ error: { code: "not a request", message: "There is nothing at this address." } }, 404));
  app.use(
    cors({ origin: [...hosts.keys()], allowMethods: ["GET", "POST"], allowHeaders: ["Content-Type"], maxAge: 600 }),
  );
  app.use(async (c, next) => {
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Content-Security-Policy", "default-src 'none'; sandbox");
    if (c.req.path !== "/health") limit(callerOf(c));
    await next();
  });
  app.use(
    bodyLimit({
      maxSize: 64 * 1024,
      onError: () => {
        throw refuseDelivery("not a request", "It is larger than 65,536 bytes.");
      },
    }),
  );

  app.get("/health", async (c) => {
    const time = now();
    const head = await readHead(context.client, context.deployment).catch(() => undefined);
    const behind = head === undefined ? undefined : time - head.time;
    return c.json(
      {
        ok: head !== undefined,
        works: vaults.size,
        time,
        block: head?.number ?? null,
        blockTime: head?.time ?? null,
        behind: behind ?? null,
      },
      head === undefined ? 503 : 200,
    );
  });

  app.get("/works/:work", (c) => {
    let work: bigint;
    try {
      work = parseId(c.req.param("work"), "work");
    } catch {
      throw refuseDelivery("not a request", "Its address does not end in the number of a work.");
    }
    const vault = vaults.get(work);
    if (vault === undefined) throw refuseDelivery("no such work");
    return c.body(vaultDocumentOf(vault.record), 200, { "Content-Type": "application/json" });
  });

  /** An encrypted file: of a vault, or a copy that was made for a licence. */
  const encryptedFile = async (digest: string): Promise<{ path: string; size: number } | undefined> => {
    const found = files.get(digest);
    if (found) return { path: found.vault.locationOf(found.file), size: found.file.cipher.size };
    if (copies === undefined || !/^[0-9a-f]{64}$/.test(digest)) return undefined;
    const path = copyLocation(copies, digest);
    const stats = await stat(path).catch(() => undefined);
    return stats && { path, size: stats.size };
  };

  app.get("/files/:digest", async (c) => {
    const found = await encryptedFile(c.req.param("digest"));
    if (found === undefined) throw refuseDelivery("no such work");
    return c.body(Readable.toWeb(createReadStream(found.path)) as ReadableStream, 200, {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(found.size),
      "Cache-Control": "public, max-age=31536000, immutable",
    });
  });

  app.post("/challenge", async (c) => {
    const request = await readBody(c, deliveryRequestSchema);
    await desk.check(request);
    const domain = hosts.get(c.req.header("Origin") ?? "") ?? own;
    const [nonce, issued] = [generateSiweNonce(), now()];
    const { chainId } = context.deployment;
    const message = challengeOf({ ...request, domain, service, chainId, nonce, issued });
    const expires = issued + challengeSeconds;
    for (const [known, { expires: ended }] of challenges) {
      if (ended > issued && challenges.size < mostChallenges) break;
      challenges.delete(known);
    }
    challenges.set(nonce, { message, request, domain, expires });
    c.header("Cache-Control", "no-store");
    return c.json({ message, expires });
  });

  /** The challenge that an answer is to, which is thereby used up, whatever becomes of it. */
  const redeem = (message: string): Challenge => {
    const { domain, service: of, nonce } = readChallenge(message);
    if (domain === undefined || nonce === undefined) {
      throw refuseDelivery("not a request", "Its message is not one of EIP-4361.");
    }
    const allowed = domain === own || [...hosts.values()].includes(domain);
    if (!allowed || of !== service) {
      throw refuseDelivery("foreign domain", {
        domain: allowed ? String(of).slice(0, 200) : domain.slice(0, 200),
        own: service,
      });
    }
    const challenge = challenges.get(nonce);
    challenges.delete(nonce);
    if (challenge === undefined || challenge.message !== message) throw refuseDelivery("unknown challenge");
    const time = now();
    if (time >= challenge.expires) throw refuseDelivery("challenge expired", { expired: challenge.expires, now: time });
    return challenge;
  };

  app.post("/deliver", async (c) => {
    const { message, signature } = await readBody(c, answerSchema);
    const { request } = redeem(message);
    if (!(await isSigned(client, request.account, message, signature))) {
      throw refuseDelivery("wrong signature", { account: request.account });
    }
    const { delivery, entry } = await desk.deliver(request, { message, signature });
    c.header("Cache-Control", "no-store");
    c.header("Colophon-Log", `${entry.number} ${entry.hash}`);
    return c.body(deliveryDocumentOf(delivery), 200, { "Content-Type": "application/json" });
  });

  return app;
}

async function isSigned(
  client: AppParameters["client"],
  address: Hex,
  message: string,
  signature: Hex,
): Promise<boolean> {
  try {
    return await client.verifyHash({ address, hash: hashMessage(message), signature });
  } catch (cause) {
    throw new DeliveryRefused("no answer of the chain", refuseDelivery("no answer of the chain").shortMessage, {
      cause,
    });
  }
}

async function readBody<Schema extends v.GenericSchema<unknown, unknown>>(
  c: Context,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const value: unknown = await c.req.json().catch((error: unknown) => {
    if (error instanceof DeliveryRefused) throw error;
    throw refuseDelivery("not a request", "It is not JSON.");
  });
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  throw refuseDelivery("not a request", `${path === null ? "The whole" : `At ${path}`}: ${issueSentence(issue)}`);
}
