import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)];
const worthwhile = /\.(css|html|js|json|map|svg|txt|wasm|webmanifest)$/;

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
