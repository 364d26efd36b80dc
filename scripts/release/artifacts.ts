import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { glob, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../packages/stage.ts";

/** A file of an archive; `path` within it. */
export type Packed = { path: string; bytes: Uint8Array };

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** What a program prints; throws with its own words if it fails. */
export async function outputOf(command: string, args: readonly string[], cwd = root): Promise<string> {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${said.err.trim() || said.out.trim()}`);
  return said.out;
}

/** Every file of a folder, in the order of their names. */
export async function filesOf(folder: string): Promise<Packed[]> {
  const paths = (await Array.fromAsync(glob("**/*", { cwd: folder }))).sort();
  const files = await Promise.all(
    paths.map(async (path) => {
      const file = join(folder, path);
      return (await stat(file)).isFile() ? [{ path, bytes: new Uint8Array(await readFile(file)) }] : [];
    }),
  );
  return files.flat();
}

const block = 512;

/** One header of the ustar format. */
function headerOf({ path, bytes }: Packed, time: number): Buffer {
  const cut = path.length > 100 ? path.lastIndexOf("/", 155) : -1;
  const [prefix, name] = cut < 0 ? ["", path] : [path.slice(0, cut), path.slice(cut + 1)];
  if (Buffer.byteLength(name) > 100 || Buffer.byteLength(prefix) > 155) {
    throw new Error(`${path} is too long a path for an archive.`);
  }
  const header = Buffer.alloc(block);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at);
  header.write(name, 0);
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(bytes.length, 124, 12);
  octal(time, 136, 12);
  header.write("        0", 148);
  header.write("ustar\0" + "00", 257);
  header.write(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/**
 * Files as a .tar.gz that is the same on every machine: in the order of their names, of nobody, from one time.
 *
 * @param time In seconds since 1970.
 */
export function tarGz(files: readonly Packed[], time: number): Uint8Array {
  const sorted = [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const parts = sorted.flatMap((file) => [
    headerOf(file, time),
    file.bytes,
    new Uint8Array((block - (file.bytes.length % block)) % block),
  ]);
  const packed = gzipSync(Buffer.concat([...parts, new Uint8Array(2 * block)]), { level: 9 });
  // The byte that names the system it was made on: 255 is "unknown".
  packed[9] = 255;
  return packed;
}

/**
 * A bill of materials as npm writes it, without what differs from run to run and from folder to folder: its time is the
 * commit's, its number follows from what it says, and its subject is called as its package and not as its folder.
 */
export function steadySbom(text: string, time: number): string {
  const date = new Date(time * 1000).toISOString();
  const plain = text
    .replace(/"timestamp": "[^"]+"/, `"timestamp": "${date}"`)
    .replace(/"created": "[^"]+"/, `"created": "${date}"`)
    .replace(/("bom-ref": "(@?[^"@]+)@[^"]+",\s*"type": "\w+",\s*"name": ")[^"]*"/, '$1$2"');
  const random = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;
  const digits = sha256(new TextEncoder().encode(plain.replace(random, "")));
  const named = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join("-");
  return plain.replace(random, named);
}

/** Two bills of all that builds, tests and runs this, by what the lock file says: what is for development is marked so. */
export async function makeSboms(time: number): Promise<Packed[]> {
  const formats = { "sbom.cdx.json": "cyclonedx", "sbom.spdx.json": "spdx" };
  return Promise.all(
    Object.entries(formats).map(async ([path, format]) => {
      const args = ["sbom", "--package-lock-only", "--sbom-format", format];
      return { path, bytes: new TextEncoder().encode(steadySbom(await outputOf("npm", args), time)) };
    }),
  );
}
