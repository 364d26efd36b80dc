import { type LocalServer, type LocalServerParameters, startServer } from "./server.ts";

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
