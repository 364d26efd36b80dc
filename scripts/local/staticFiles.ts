import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

export type StaticFile = { type: string; etag: string; cacheControl: string; body: Buffer; br?: Buffer; gzip?: Buffer };

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".py": "text/x-python; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/**
 * Reads a built site into memory: its address to its file. What is not in the map cannot be served, so no address
 * leads anywhere else. `x.br` and `x.gz` are the compressed forms of `x`.
 */
export async function readStaticFiles(folder: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const bodies = new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path)] as const)));

  const files = new Map<string, StaticFile>();
  for (const [path, body] of bodies) {
    const segments = relative(folder, path).split(sep);
    const isForm = /\.(br|gz)$/.test(path) && bodies.has(path.slice(0, -3));
    if (isForm || segments.some((segment) => segment.startsWith("."))) continue;
    files.set(`/${segments.join("/")}`, {
      type: types[extname(path)] ?? "application/octet-stream",
      etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
      // Vite puts a hash of the content into the names of what it writes to assets/.
      cacheControl: segments.slice(0, 2).includes("assets") ? "public, max-age=31536000, immutable" : "no-cache",
      body,
      br: bodies.get(`${path}.br`),
      gzip: bodies.get(`${path}.gz`),
    });
  }
  return files;
}

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)];

const worthwhile = /\.(css|html|js|json|map|py|svg|txt|wasm|webmanifest)$/;

/** Writes `x.br` and `x.gz` beside every file of a built site that gets smaller by it. */
export async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(
    paths
      .filter((path) => worthwhile.test(path))
      .map(async (path) => {
        const body = await readFile(path);
        const forms = { br: await toBrotli(body), gz: await toGzip(body, { level: 9 }) };
        for (const [ending, form] of Object.entries(forms)) {
          if (form.length < body.length) await writeFile(`${path}.${ending}`, form);
        }
      }),
  );
}
