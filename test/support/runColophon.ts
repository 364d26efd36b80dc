import { Readable, Writable } from "node:stream";
import { colophon } from "../../cli/src/main.ts";

export type Ran = { code: number | null; out: string; err: string };

/** What ran last: a process has one folder and one output, so commands take turns. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Does what the command line does, within this process, which saves the start of one: in a folder, with arguments, and
 * perhaps something typed into it. What is about the program itself is asked of startColophon.
 */
export function runColophon(folder: string, args: readonly string[], input = ""): Promise<Ran> {
  const run = last.then(async () => {
    const [out, err] = [new Heard(), new Heard()];
    const before = process.cwd();
    const own = (["stdin", "stdout", "stderr"] as const).map(
      (name) => [name, Object.getOwnPropertyDescriptor(process, name)] as const,
    );
    const put = (name: string, value: unknown) => Object.defineProperty(process, name, { value, configurable: true });
    process.chdir(folder);
    put("stdin", Readable.from(input === "" ? [] : [input], { objectMode: false }));
    put("stdout", out);
    put("stderr", err);
    try {
      const code = await colophon([...args]);
      return { code, out: out.text(), err: err.text() };
    } finally {
      for (const [name, descriptor] of own) if (descriptor) Object.defineProperty(process, name, descriptor);
      process.chdir(before);
    }
  });
  last = run.catch(() => {});
  return run;
}

/** An output that nobody watches, and all that went into it. */
class Heard extends Writable {
  #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void) {
    this.#chunks.push(chunk);
    done();
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString();
  }
}
