import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type BlockStore, putBlock } from "./blockStore.ts";
import { forwardIndex, forwardRpc } from "./forward.ts";
import { HttpError, securityHeaders } from "./http.ts";
import type { StaticFile } from "./staticFiles.ts";

/** What the server serves once everything behind it runs. */
type Site = {
  files: Map<string, StaticFile>;
  config: unknown;
  rpcUrl: string;
  store: BlockStore;
  /** Where the indexer answers at the moment, or undefined while it does not. */
  indexUrl?: () => string | undefined;
};

export type LocalServer = {
  port: number;
  url: string;
  /** From now on requests are answered; before, they are told to come back. */
  serve(site: Site): void;
  close(): Promise<void>;
};

type LocalServerParameters = {
  port: number;
  /** Answered at /health, so that a second start can tell that it is this one that runs here. */
  instance: string;
};

/** In bytes: smaller answers fit into one packet anyway. */
const worthCompressing = 1400;

/** Listens on this machine only. Rejects with EADDRINUSE when the port is taken. */
export async function startServer({ port, instance }: LocalServerParameters): Promise<LocalServer> {
  let site: Site | undefined;
  const server = createServer((request, response) => {
    answer(request, response, instance, site).catch((error) => refuse(request, response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, resolve);
  });
  const actual = (server.address() as AddressInfo).port;
  return {
    port: actual,
    url: `http://127.0.0.1:${actual}/`,
    serve: (ready) => {
      site = ready;
    },
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  instance: string,
  site: Site | undefined,
): Promise<void> {
  checkOrigin(request);
  const { pathname, searchParams } = parseTarget(request.url ?? "/");

  if (pathname === "/health") return sendJson(request, response, { instance, pid: process.pid, ready: Boolean(site) });
  if (!site) throw new HttpError(503, "Colophon is starting. Reload in a moment.", { "Retry-After": "1" });
  if (pathname === "/config.json") return sendJson(request, response, site.config);
  if (pathname === "/rpc") {
    allow(request, "POST");
    const { status, body } = await forwardRpc(request, site.rpcUrl);
    const headers = { "Content-Type": "application/json", "Cache-Control": "no-store", Vary: "Accept-Encoding" };
    // A page of logs and contract code is a tenth of its size compressed.
    if (body.length < worthCompressing || !acceptedEncodings(request).has("gzip")) {
      return send(request, response, status, headers, body);
    }
    const compressed = await promisify(gzip)(body, { level: 1 });
    return send(request, response, status, { ...headers, "Content-Encoding": "gzip" }, compressed);
  }
  if (pathname === "/api/v0/block/put") {
    allow(request, "POST");
    return sendJson(request, response, await putBlock(request, searchParams, site.store));
  }
  if (pathname.startsWith("/index/")) {
    const path = (request.url ?? "").slice("/index".length);
    return forwardIndex(request, response, path, site.indexUrl?.());
  }
  if (pathname.startsWith("/ipfs/")) return sendBlock(request, response, pathname.slice("/ipfs/".length), site.store);
  if (pathname.startsWith("/api/")) throw new HttpError(404, "There is nothing here.");
  return sendFile(request, response, pathname, site.files);
}

/**
 * A page of another site can reach this server too: by a name that it lets point to 127.0.0.1 (DNS rebinding), or by
 * sending a form. Such requests name another host or another origin. Wallet extensions have origins of their own kind.
 */
function checkOrigin({ headers, socket }: IncomingMessage): void {
  const hosts = ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${socket.localPort}`);
  if (!hosts.includes(headers.host?.toLowerCase() ?? "")) {
    throw new HttpError(421, "This server answers to 127.0.0.1 and localhost only.");
  }
  const { origin } = headers;
  if (origin !== undefined && /^(https?:|null$)/i.test(origin) && !hosts.includes(origin.replace(/^http:\/\//i, ""))) {
    throw new HttpError(403, "This server answers to its own pages only.");
  }
}

function parseTarget(target: string): URL {
  if (target.startsWith("/") && URL.canParse(`http://localhost${target}`)) return new URL(`http://localhost${target}`);
  throw new HttpError(400, "The address cannot be read.");
}

function allow(request: IncomingMessage, ...methods: string[]): void {
  if (!methods.includes(request.method ?? "")) {
    throw new HttpError(405, `Use ${methods.join(" or ")} here.`, { Allow: methods.join(", ") });
  }
}

/** `GET /ipfs/<cid>?format=raw`, as a trustless gateway answers it. */
async function sendBlock(
  request: IncomingMessage,
  response: ServerResponse,
  cid: string,
  store: BlockStore,
): Promise<void> {
  allow(request, "GET", "HEAD");
  const block = await store.get(cid);
  if (!block) throw new HttpError(404, "There is no such block here.");
  const headers = {
    // Whatever somebody stored, opened as a page it is a download and can run nothing.
    "Content-Type": "application/vnd.ipld.raw",
    "Content-Disposition": `attachment; filename="${cid}.bin"`,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "public, max-age=29030400, immutable",
    "X-Ipfs-Path": `/ipfs/${cid}`,
    ETag: `"${cid}.raw"`,
  };
  send(request, response, 200, headers, block);
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  files: Map<string, StaticFile>,
): void {
  allow(request, "GET", "HEAD");
  // Pages of the dApp have addresses without an ending; they are all drawn by index.html, that of their language if they
  // are under one.
  const isPage = !pathname.slice(pathname.lastIndexOf("/")).includes(".");
  // Works have one of their own where `npm run site:pages` wrote it.
  const page = isPage
    ? (files.get(`${pathname.replace(/\/$/, "")}/index.html`) ??
      files.get(`/${pathname.split("/")[1]}/index.html`) ??
      files.get("/index.html"))
    : undefined;
  const file = files.get(pathname) ?? page;
  if (!file) throw new HttpError(404, "There is no such file here.");

  const accepted = acceptedEncodings(request);
  const encoding = file.br && accepted.has("br") ? "br" : file.gzip && accepted.has("gzip") ? "gzip" : undefined;
  const headers: Record<string, string> = {
    "Content-Type": file.type,
    "Cache-Control": file.cacheControl,
    ETag: file.etag,
    Vary: "Accept-Encoding",
  };
  if (encoding) headers["Content-Encoding"] = encoding;
  send(request, response, 200, headers, encoding ? file[encoding] : file.body);
}

function acceptedEncodings(request: IncomingMessage): Set<string> {
  const offered = String(request.headers["accept-encoding"] ?? "").split(",");
  const names = offered.filter((it) => !/;\s*q=0(\.0*)?\s*$/.test(it)).map((it) => it.split(";")[0]?.trim() ?? "");
  return new Set(names);
}

function sendJson(request: IncomingMessage, response: ServerResponse, value: unknown): void {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };
  send(request, response, 200, headers, Buffer.from(JSON.stringify(value)));
}

/** Answers an error in the manner of the interface that was spoken to. */
function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known = error instanceof HttpError ? error : new HttpError(500, "Something went wrong in the local server.");
  const { status, message } = known;
  const isRpc = request.url?.startsWith("/rpc");
  const isApi = request.url?.startsWith("/api/");
  const isIndex = request.url?.startsWith("/index/");
  const json = isRpc
    ? { jsonrpc: "2.0", id: null, error: { code: -32603, message } }
    : isApi
      ? { Message: message, Code: 0, Type: "error" }
      : isIndex
        ? { error: { code: status === 503 ? "not-ready" : "refused", message } }
        : undefined;
  const type = json ? "application/json" : "text/plain; charset=utf-8";
  const body = Buffer.from(json ? JSON.stringify(json) : `${message}\n`);
  send(request, response, status, { "Content-Type": type, "Cache-Control": "no-store", ...known.headers }, body);
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: Uint8Array | undefined,
): void {
  const { etag } = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (status === 200 && etag && request.headers["if-none-match"]?.split(/,\s*/).includes(etag)) {
    response.writeHead(304, { ...securityHeaders, ...headers });
    response.end();
    return;
  }
  response.writeHead(status, { ...securityHeaders, ...headers, "Content-Length": body?.length ?? 0 });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Listens on a port, or on the next one that is free. Says which were taken. */
export async function listenNear(parameters: LocalServerParameters): Promise<LocalServer & { taken: number[] }> {
  const taken: number[] = [];
  for (let { port } = parameters; port <= 65_535 && taken.length < 100; port++) {
    try {
      return { ...(await startServer({ ...parameters, port })), taken };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EACCES") throw new Error(`Port ${port} needs more rights than you have. Choose one above 1023.`);
      if (code !== "EADDRINUSE") throw error;
      taken.push(port);
    }
  }
  throw new Error(`No port is free from ${parameters.port} on. Choose another with --port.`);
}
