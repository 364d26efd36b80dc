/**
 * Builds dist/verify.html: the verifier as one file that needs no network and works from a stick; the one in Python goes
 * beside it. The same sources and lock file make the same bytes on every machine; their SHA-256 is printed.
 * `npm run build:verify`. A built site has both.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Rollup } from "vite";

const root = join(import.meta.dirname, "..");

/** The page as text. */
export async function buildVerifier(): Promise<string> {
  const source = (name: string) => readFile(join(root, "verifier", name), "utf8");
  const [page, style, { version }] = await Promise.all([
    source("verify.html"),
    source("verify.css"),
    readFile(join(root, "package.json"), "utf8").then((text) => JSON.parse(text) as { version: string }),
  ]);
  const built = await build({
    configFile: false,
    root,
    mode: "production",
    logLevel: "error",
    publicDir: false,
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      lib: { entry: join(root, "verifier/main.ts"), formats: ["iife"], name: "verifier" },
    },
  });
  const chunks = [built]
    .flat()
    .flatMap((result) => ("output" in result ? (result.output as Rollup.RollupOutput["output"]) : []));
  const [chunk, ...more] = chunks;
  if (chunk?.type !== "chunk" || more.length > 0) throw new Error("The verifier must be one script and nothing else.");
  // What would end the script's element early is only ever in texts, where an escape is the same.
  const script = chunk.code.trim().replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const parts: Record<string, string> = {
    POLICY: `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    STYLE: `<style>${style}</style>`,
    SCRIPT: `<script>${script}</script>`,
    VERSION: `Version ${version}.`,
  };
  return page.replaceAll(/<!-- ([A-Z]+) -->/g, (comment, name: string) => parts[name] ?? comment);
}

/**
 * Puts what checks evidence without a site into a folder: the page, the program in Python, and the document of the
 * formats, by which anybody can write another.
 */
export async function writeVerifiers(folder: string): Promise<{ name: string; bytes: Uint8Array }[]> {
  await mkdir(folder, { recursive: true });
  const files = [
    { name: "verify.html", bytes: new TextEncoder().encode(await buildVerifier()) },
    { name: "verify_bundle.py", bytes: new Uint8Array(await readFile(join(root, "verifier/verify_bundle.py"))) },
    { name: "formats.md", bytes: new Uint8Array(await readFile(join(root, "docs/formats.md"))) },
  ];
  for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
  return files;
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, bytes } of await writeVerifiers(join(root, "dist"))) {
    console.log(`dist/${name}  ${(bytes.length / 1024).toFixed(0)} KiB`);
    console.log(`SHA-256  ${createHash("sha256").update(bytes).digest("hex")}`);
  }
}
