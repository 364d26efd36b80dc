import { cp, glob, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runTool } from "../local/buildProject.ts";

/** Where this repository is. */
export const root = join(import.meta.dirname, "../..");

/** Where packages are put together, a folder each. */
export const stageOf = (name: string) => join(root, "dist/packages", name.replace("/", "-").replace("@", ""));

/** What is in every package's description. */
const common = { license: "MIT", type: "module" };

export const readJson = async <Value>(path: string): Promise<Value> =>
  JSON.parse(await readFile(join(root, path), "utf8"));

/** Writes a file of a package, and the folders above it. */
export async function write(stage: string, path: string, text: string): Promise<void> {
  const file = join(stage, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

type CompileParameters = {
  /** The folder with `src` and `tsconfig.json`, such as "sdk". */
  from: string;
  stage: string;
  /** The declarations of our other packages, by the name they are imported by. */
  paths?: Record<string, string[]>;
  types?: string[];
};

/** Compiles a folder's TypeScript, without its tests, to ESM and declarations in the package's `dist`. */
export async function compile({ from, stage, paths = {}, types = [] }: CompileParameters): Promise<void> {
  await rm(stage, { recursive: true, force: true });
  const source = join(root, from, "src");
  const project = join(stage, "tsconfig.json");
  const settings = {
    extends: join(root, "sdk/tsconfig.json"),
    compilerOptions: {
      ...{ noEmit: false, allowImportingTsExtensions: false, rewriteRelativeImportExtensions: true },
      ...{ declaration: true, rootDir: source, outDir: join(stage, "dist"), paths },
      ...{ types, typeRoots: [join(root, "node_modules/@types")] },
    },
    include: [`${source}/**/*.ts`],
    exclude: [`${source}/**/*.test.ts`, `${source}/testing`],
  };
  await write(stage, "tsconfig.json", JSON.stringify(settings));
  await runTool([join(root, "node_modules/typescript/bin/tsc"), "-p", project]);
  await rm(project);
  // The compiler leaves the names of modules in declarations, and of workers, as they are written.
  for await (const path of glob("dist/**/*.{js,d.ts}", { cwd: stage })) {
    const text = await readFile(join(stage, path), "utf8");
    const named = text.replaceAll(/((?:\bfrom |\bimport\(|new URL\()"\.{1,2}\/[^"]+)\.ts"/g, '$1.js"');
    if (named !== text) await writeFile(join(stage, path), named);
  }
}

/** The entries of a package from those of its folder: "./src/read/index.ts" becomes its compiled module and its types. */
export function compiledExports(entries: Record<string, string>, without: readonly string[] = []) {
  const compiled = (path: string, ending: string) => path.replace("./src/", "./dist/").replace(/\.ts$/, ending);
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([entry]) => !without.includes(entry))
      .map(([entry, path]) => [entry, { types: compiled(path, ".d.ts"), default: compiled(path, ".js") }]),
  );
}

type DescribeParameters = { stage: string; from: string; manifest: Record<string, unknown> };

/** Adds what every package has: its description, its README, the licence, and what has changed. */
export async function addDescription({ stage, from, manifest }: DescribeParameters): Promise<void> {
  await write(stage, "package.json", `${JSON.stringify({ ...manifest, ...common }, null, 2)}\n`);
  await Promise.all([
    cp(join(root, from, "README.md"), join(stage, "README.md")),
    ...["LICENSE", "CHANGELOG.md"].map((name) => cp(join(root, name), join(stage, name))),
  ]);
}
