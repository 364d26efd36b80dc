import { existsSync } from "node:fs";
import { join } from "node:path";

const packages: Record<string, string> = {
  "linux-x64": "anvil-linux-amd64",
  "linux-arm64": "anvil-linux-arm64",
  "darwin-x64": "anvil-darwin-amd64",
  "darwin-arm64": "anvil-darwin-arm64",
};

/** Where anvil is. The package `@foundry-rs/anvil` only looks for the package of the platform, by an install script. */
export function anvilPath(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name) throw new Error(`There is no anvil for ${platform}; the local chain runs on Linux and macOS.`);
  const path = join(import.meta.dirname, "../../node_modules/@foundry-rs", name, "bin/anvil");
  if (!existsSync(path))
    throw new Error(`npm did not install @foundry-rs/${name}. Run \`npm ci\`, then run this again.`);
  return path;
}
