import { type Command, UsageError } from "../Command.ts";
import { listFiles } from "../files.ts";
import { hashFiles } from "../hashing.ts";

export const hash: Command = {
  name: "hash",
  summary: "print the digests of files and folders, as sha256sum does",
  help: `<file or folder>...

Prints the SHA-256 of every file, in the form that sha256sum -c reads. Nothing is sent anywhere.

  --json                 print path, size, SHA-256 and BLAKE3 of each as JSON`,
  options: { json: { type: "boolean" } },
  async run(given) {
    if (given.positionals.length === 0) throw new UsageError("Name at least one file or folder.");
    const files = await hashFiles((await listFiles(given.positionals)).files);
    if (given.flag("json")) {
      const shown = files.map(({ path, size, sha256, blake3 }) => ({ path, size, sha256, blake3 }));
      process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    } else {
      for (const { path, sha256 } of files) {
        // As sha256sum does it: a name with a backslash or a line break is escaped, and the line begins with one.
        const escaped = path.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
        process.stdout.write(`${escaped === path ? "" : "\\"}${sha256.slice(2)}  ${escaped}\n`);
      }
    }
    return 0;
  },
};
