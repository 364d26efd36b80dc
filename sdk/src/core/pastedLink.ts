import type { Address, Hex } from "viem";
import { knownChains } from "../model/chains.ts";
import { digestOfAnyCid } from "./pastedDigest.ts";

/** What a part of a text stands for, with the chain that it names, before it is held against the chain that is asked. */
export type Recognised =
  | { kind: "token"; contract: Address; id: bigint; chain: number | undefined }
  | { kind: "account"; address: string; chain: number | undefined }
  | { kind: "transaction"; hash: Hex; chain: number | undefined }
  | { kind: "record"; of: "work" | "licence" | "offer"; number: string }
  | { kind: "hash"; digest: Hex }
  | { kind: "digest"; digest: Hex }
  | { kind: "name"; name: string }
  | { kind: "unusable"; sentence: string };

/** What a link leads to, by its form: pages of Colophon, gateways, explorers, marketplaces; undefined for what is no link. */
export function parseLink(text: string): Recognised | undefined {
  const ipfs = /^(?:ipfs:(?:\/\/)?(?:ipfs\/)?|(?:dweb:)?\/ipfs\/)([^/?#]+)(\/[^?#]+)?/i.exec(text);
  if (ipfs?.[1]) return cidOf(ipfs[1], ipfs[2]);
  if (/^ipns:|^\/ipns\//i.test(text)) return ipns;
  const url = urlOf(text);
  if (!url) return undefined;
  const inner = wrappedIn(url);
  if (inner !== undefined && inner !== text) return parseLink(inner);
  const path = decoded(url.pathname);
  return (
    pageOf(path, url) ??
    gatewayOf(url, path) ??
    explorerOf(path, url) ??
    nameOf(path, url) ?? {
      kind: "unusable",
      sentence: `Nothing in this link to ${url.host || "a page"} is a number, a digest or an address. Paste the number itself, or drop the file.`,
    }
  );
}

/** A name at its register, or at an explorer that looks it up. */
function nameOf(path: string, url: URL): Recognised | undefined {
  const name = [...path.split("/"), url.searchParams.get("id") ?? "", url.searchParams.get("search") ?? ""].find(
    (part) => /^[^\s.:/@]+(?:\.[^\s.:/@]+)*\.eth$/iu.test(part),
  );
  return name === undefined ? undefined : { kind: "name", name };
}

const ipns: Recognised = {
  kind: "unusable",
  sentence:
    "An ipns:// link can lead elsewhere tomorrow, so it names no file. Paste the ipfs:// link, or drop the file.",
};

function urlOf(text: string): URL | undefined {
  if (/\s/.test(text)) return undefined;
  try {
    if (/^https?:\/\//i.test(text)) return new URL(text);
    if (/^\/[a-z]/i.test(text)) return new URL(text, "https://this.site");
    // Without its scheme, as browsers show it.
    if (/^(?:[-a-z0-9]+\.)+[a-z]{2,}(?::\d+)?\/\S*$/i.test(text)) return new URL(`https://${text}`);
  } catch {
    // No link.
  }
  return undefined;
}

/** The link that mail programs and social networks put into one of their own. */
function wrappedIn(url: URL): string | undefined {
  const inner = ["url", "u", "q", "target", "to"]
    .map((name) => url.searchParams.get(name))
    .find((value) => /^https?:\/\/[^/]/i.test(value ?? ""));
  return inner ?? undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const bytes32 = /^(?:0x)?[0-9a-f]{64}$/i;

/** Colophon's own pages, wherever they are served. */
function pageOf(path: string, url: URL): Recognised | undefined {
  const record = /\/(work|licence|offer)\/([^/]+)/i.exec(path);
  if (record?.[1] && record[2])
    return { kind: "record", of: record[1].toLowerCase() as "work" | "licence" | "offer", number: record[2] };
  const account = url.searchParams.get("account");
  if (account && /\/(?:portfolio|statements|clearance)$/.test(path))
    return { kind: "account", address: account, chain: undefined };
  // A Safe's own page: the account with its chain's short name.
  const safe = /^([-a-z0-9]{2,20}):(0x[0-9a-f]{40})$/i.exec(url.searchParams.get("safe") ?? "");
  if (safe?.[1] && safe[2]) {
    const name = safe[1].toLowerCase();
    return { kind: "account", address: safe[2], chain: knownChains.find(({ short }) => short.includes(name))?.id };
  }
  const stamped =
    /\/prove\/([^/]+)/.exec(path)?.[1] ?? (path.endsWith("/verify") ? url.searchParams.get("q") : undefined);
  if (stamped && bytes32.test(stamped))
    return { kind: "hash", digest: `0x${stamped.replace(/^0x/i, "").toLowerCase()}` };
  if (/\/(?:quote|claim)$/.test(path) && url.hash.length > 1) {
    return {
      kind: "unusable",
      sentence: "This link holds a signed message for one person. Open it in the address bar of the browser.",
    };
  }
  return /\/(?:work|licence|offer)\/?$/.test(path)
    ? {
        kind: "record",
        of: path.includes("licence") ? "licence" : path.includes("offer") ? "offer" : "work",
        number: "",
      }
    : undefined;
}

/** Gateways of IPFS, with the address in the path or before the host. */
function gatewayOf(url: URL, path: string): Recognised | undefined {
  const inPath = /\/ipfs\/([^/]+)(\/.+)?$/.exec(path);
  if (inPath?.[1]) return cidOf(inPath[1], inPath[2]);
  if (/\/ipns\//.test(path) || /\.ipns\./.test(url.hostname)) return ipns;
  const [label = "", next] = url.hostname.split(".");
  if (next !== "ipfs" && !/^baf[a-z2-7]{50,}$/.test(label)) return undefined;
  return cidOf(label, path === "/" ? undefined : path);
}

function cidOf(cid: string, path: string | undefined): Recognised {
  const found = digestOfAnyCid(cid);
  if (found?.kind === "digest" && path !== undefined && path !== "/") {
    return {
      kind: "unusable",
      sentence: `This link leads to “${path.slice(1, 60)}” inside a folder, whose digest it does not hold. Drop the file itself.`,
    };
  }
  return (
    found ?? {
      kind: "unusable",
      sentence: `“${cid.slice(0, 60)}” is not an address of IPFS. Copy the whole link again.`,
    }
  );
}

/** The chain that a link is about: by the explorer's host, else by a word in the host or the path. */
function chainOf(url: URL, path: string): number | undefined {
  const host = url.hostname.toLowerCase().replace(/^www\./, "");
  const byHost = knownChains.find(({ hosts }) => hosts.includes(host));
  if (byHost) return byHost.id;
  const caip = /eip155[:/](\d+)/.exec(path)?.[1];
  if (caip) return Number(caip);
  const parts = [
    ...path.toLowerCase().split(/[/:]/),
    ...(url.searchParams.get("chain")?.toLowerCase().split(":") ?? []),
  ];
  const named = knownChains.find(({ words, short }) =>
    parts.some((part) => words.includes(part) || short.includes(part)),
  );
  if (named) return named.id;
  // "sepolia.example": testnets and chains of explorers that show several.
  const labels = host.split(".").slice(0, -1);
  const byLabel = knownChains.find(({ words }) => labels.slice(0, -1).some((label) => words.includes(label)));
  if (byLabel) return byLabel.id;
  return undefined;
}

/** Explorers and marketplaces: a transaction, else a contract with a number after it, else an account. */
function explorerOf(path: string, url: URL): Recognised | undefined {
  const chain = chainOf(url, path);
  const transaction = /\/(?:tx|txs|transaction|transactions|op|userop)\/(?:[a-z]+:)?(0x[0-9a-f]{64})(?![0-9a-f])/i.exec(
    path,
  )?.[1];
  if (transaction) return { kind: "transaction", hash: transaction as Hex, chain };
  const pair =
    /(0x[0-9a-f]{40})(?:\/instance|\/nft|\/token|\/tokens|\/items?)?[/:](?:token-?id[:=])?(\d{1,78}|0x[0-9a-f]{50,64})(?![0-9a-f])/i.exec(
      path,
    );
  const contract =
    /0x[0-9a-f]{40}(?![0-9a-f])/i.exec(path)?.[0] ??
    url.searchParams.get("contract") ??
    url.searchParams.get("address");
  const number =
    pair?.[2] ??
    ["a", "tokenId", "token_id", "tokenid", "id"]
      .map((name) => url.searchParams.get(name))
      .find((value) => /^\d{20,78}$/.test(value ?? ""));
  if (contract && number)
    return { kind: "token", contract: (pair?.[1] ?? contract) as Address, id: BigInt(number), chain };
  // Holders of a token are asked for by "?a=" too; it is they who are meant.
  const holder = url.searchParams.get("a");
  if (holder && /^0x[0-9a-f]{40}$/i.test(holder)) return { kind: "account", address: holder, chain };
  if (contract && /^0x[0-9a-f]{40}$/i.test(contract)) return { kind: "account", address: contract, chain };
  if (/\/blocks?\/\d+/i.test(path))
    return {
      kind: "unusable",
      sentence: "This link leads to a block, and many things happened in it. Paste the link to the transaction.",
    };
  const alone = /(?:^|\/)(0x[0-9a-f]{64})(?:\/|$)/i.exec(path)?.[1];
  return alone ? { kind: "hash", digest: alone.toLowerCase() as Hex } : undefined;
}
