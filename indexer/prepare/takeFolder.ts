import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Makes sure that this process is the only one with a folder of PGlite: two would destroy it. What holds it is a socket,
 * which ends with the process, however that ends.
 */
export async function takeFolder(folder: string): Promise<void> {
  const name = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 16);
  const path = join(tmpdir(), `colophon-${name}.sock`);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await listen(path)) {
      process.once("exit", () => rmSync(path, { force: true }));
      return;
    }
    if (await answers(path))
      throw new Error(`Another indexer runs on ${folder}. End it first, or name another folder.`);
    // Whoever left it is gone.
    rmSync(path, { force: true });
  }
  throw new Error(`${path} can't be taken. Remove it, then start again.`);
}

function listen(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen(path, () => resolve(true));
    server.unref();
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
