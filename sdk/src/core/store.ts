import type { Hex } from "viem";
import { ColophonError } from "../model/errors.ts";
import { grouped } from "../model/numbers.ts";
import { cidOf, digestOf, maxBlockBytes } from "./cid.ts";
import { endingAfter, sha256Of } from "./platform.ts";
import { parseServiceAddress } from "./serviceAddress.ts";

/** The content store refused something, or couldn't be reached. */
export class StoreError extends ColophonError {
  override name = "StoreError";
}

export type ContentStoreConfig = {
  /** Trustless IPFS gateways by their origin, tried in order; "" for the page's own. */
  gateways: readonly string[];
  /** The origin of an API that takes blocks as Kubo does; "" for the page's own, null for none (read only). */
  api: string | null;
  /** A service of the Pinning Service API to keep what is put, by its base address. */
  pinning?: { url: string; token?: string } | null;
  fetch?: typeof fetch;
  /** How long one request may take, in milliseconds. */
  timeout?: number;
};

export type StoreAttempt = {
  gateway: string;
  problem: "missing" | "unreachable" | "mismatch" | "too large";
  sentence: string;
};

/** What a read found. A gateway's failure is never taken for an absence. */
export type StoreResult =
  | { status: "found"; bytes: Uint8Array; gateway: string; attempts: StoreAttempt[] }
  | { status: "not-found" | "unknown"; sentence: string; attempts: StoreAttempt[] };

export type StoredObject = { digest: Hex; cid: string; uri: `ipfs://${string}` };

export type GetOptions = { maxBytes?: number; signal?: AbortSignal };

export type ContentStore = {
  /** Reads by digest, CID or ipfs:// link. Bytes with another digest are refused, whoever served them. */
  get: (address: Hex | string, options?: GetOptions) => Promise<StoreResult>;
  /** Writes a block of at most 1 MiB. Throws a StoreError. */
  put: (bytes: Uint8Array, options?: { name?: string; signal?: AbortSignal }) => Promise<StoredObject>;
};

/** At the beginning of a sentence. */
const nameOfStore = (origin: string) => (origin === "" ? "The store of this site" : origin);

/** The addresses of a store in the one form that paths are put behind. Throws a ServiceAddressError. */
function storeAddressesOf({
  gateways,
  api,
  pinning,
}: Pick<ContentStoreConfig, "gateways" | "api" | "pinning">): Pick<ContentStoreConfig, "gateways" | "api" | "pinning"> {
  return {
    gateways: gateways.map((each) => parseServiceAddress(each, { whose: "The gateway", behind: "/ipfs" })),
    api: api === null ? null : parseServiceAddress(api, { whose: "The store's API", behind: "/api/v0" }),
    pinning: pinning && {
      ...pinning,
      url: parseServiceAddress(pinning.url, { whose: "The pinning service", behind: "/pins" }),
    },
  };
}

/** A client for content-addressed public files, over HTTP. Throws a ServiceAddressError for an address that is none. */
export function createContentStore(typed: ContentStoreConfig): ContentStore {
  const config = { ...typed, ...storeAddressesOf(typed) };
  const request = config.fetch ?? globalThis.fetch.bind(globalThis);
  const limit = (signal: AbortSignal | undefined) => endingAfter(config.timeout ?? 20_000, signal);

  async function tryGateway(gateway: string, digest: Hex, options: GetOptions): Promise<Uint8Array | StoreAttempt> {
    const cid = cidOf(digest);
    const maxBytes = options.maxBytes ?? maxBlockBytes;
    const problem = (kind: StoreAttempt["problem"], sentence: string): StoreAttempt => ({
      gateway,
      problem: kind,
      sentence,
    });
    try {
      const response = await request(`${gateway}/ipfs/${cid}?format=raw`, {
        headers: { accept: "application/vnd.ipld.raw" },
        signal: limit(options.signal),
      });
      if (response.status === 404 || response.status === 410) {
        return problem("missing", `${nameOfStore(gateway)} does not have it.`);
      }
      if (!response.ok)
        return problem("unreachable", `${nameOfStore(gateway)} answered with status ${response.status}.`);
      const bytes = await readLimited(response, maxBytes);
      if (bytes === undefined) {
        return problem(
          "too large",
          `${nameOfStore(gateway)} sent more than ${maxBytes.toLocaleString("en")} bytes, the most that is read.`,
        );
      }
      if ((await sha256Of(bytes)) !== digest) {
        return problem(
          "mismatch",
          `${nameOfStore(gateway)} sent other bytes than those asked for, so they were refused.`,
        );
      }
      return bytes;
    } catch (error) {
      options.signal?.throwIfAborted();
      return problem(
        "unreachable",
        `${nameOfStore(gateway)} could not be reached (${error instanceof Error ? error.message : String(error)}).`,
      );
    }
  }

  async function pin(cid: string, label: string, signal: AbortSignal | undefined): Promise<void> {
    if (!config.pinning) return;
    const { url, token } = config.pinning;
    const response = await request(`${url}/pins`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ cid, name: label }),
      signal: limit(signal),
    });
    if (!response.ok) {
      throw new StoreError(
        `The pinning service answered with status ${response.status} for ${cid}. Check its address and its key, then try again.`,
      );
    }
  }

  return {
    async get(address, options = {}) {
      const digest = /^0x[0-9a-f]{64}$/.test(address) ? (address as Hex) : digestOf(address);
      const attempts: StoreAttempt[] = [];
      for (const gateway of config.gateways) {
        const result = await tryGateway(gateway, digest, options);
        if (result instanceof Uint8Array) return { status: "found", bytes: result, gateway, attempts };
        attempts.push(result);
      }
      const missing = attempts.length > 0 && attempts.every(({ problem }) => problem === "missing");
      const reasons = attempts.map(({ sentence }) => sentence).join(" ");
      return missing
        ? { status: "not-found", sentence: `Nobody who was asked has it. ${reasons}`, attempts }
        : {
            status: "unknown",
            sentence: `It could not be read. ${reasons || "No content store is configured."} Try again later.`,
            attempts,
          };
    },

    async put(bytes, { name: label = "colophon", signal } = {}) {
      if (bytes.length > maxBlockBytes) {
        throw new StoreError(
          `This has ${grouped(bytes.length)} bytes, and ${grouped(maxBlockBytes)} is the most that can be published. Choose a smaller version.`,
        );
      }
      if (config.api === null)
        throw new StoreError("No content store to write to is configured. Add one in the settings.");
      const digest = await sha256Of(bytes);
      const cid = cidOf(digest);
      const body = new FormData();
      body.append("file", new Blob([new Uint8Array(bytes)]), cid);
      let answer: unknown;
      try {
        const response = await request(`${config.api}/api/v0/block/put?cid-codec=raw&mhtype=sha2-256&pin=true`, {
          method: "POST",
          body,
          signal: limit(signal),
        });
        if (!response.ok)
          throw new StoreError(
            `${nameOfStore(config.api)} answered with status ${response.status}. Try again; nothing was published.`,
          );
        answer = await response.json();
      } catch (cause) {
        signal?.throwIfAborted();
        if (cause instanceof StoreError) throw cause;
        throw new StoreError(
          `${nameOfStore(config.api)} could not be reached, so nothing was published. Check the connection and try again.`,
          { cause },
        );
      }
      const key = typeof answer === "object" && answer !== null && "Key" in answer ? answer.Key : undefined;
      if (key !== cid) {
        throw new StoreError(
          `${nameOfStore(config.api)} stored something else: it says ${String(key).slice(0, 100)}, not ${cid}. Use another content store.`,
        );
      }
      await pin(cid, label, signal);
      return { digest, cid, uri: `ipfs://${cid}` };
    },
  };
}

/** The body of a response, or undefined as soon as it is larger than `maxBytes`. */
async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  if (response.body === null) return new Uint8Array(0);
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
