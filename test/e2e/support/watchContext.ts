import { type BrowserContext, expect } from "@playwright/test";
import { origin } from "./chain.ts";

export type Guard = {
  /** Every address that was asked for. */
  requests: readonly string[];
  /** Everything that was sent along. */
  bodies: readonly string[];
  /** An error on the console that the test causes on purpose. */
  allow(pattern: RegExp): void;
  /** Fails if anything left the origin, broke the security policy or was reported as an error. */
  check(): void;
};

type Violation = { directive: string; blocked: string };

/** Watches everything that the pages of a browser context do that no page of ours may do. */
export async function watchContext(context: BrowserContext): Promise<Guard> {
  const requests: string[] = [];
  const bodies: string[] = [];
  const foreign: string[] = [];
  const violations: string[] = [];
  const errors: string[] = [];
  const allowed: RegExp[] = [];

  context.on("request", (request) => {
    const url = request.url();
    requests.push(url);
    bodies.push(request.postData() ?? "");
    if (!url.startsWith(`${origin}/`) && !/^(blob|data):/.test(url)) foreign.push(url);
  });
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => errors.push(String(error.error())));
  context.on("page", (page) => page.on("websocket", (socket) => foreign.push(socket.url())));

  await context.exposeBinding("reportViolation", (_source, { directive, blocked }: Violation) => {
    violations.push(`${directive}: ${blocked}`);
  });
  await context.addInitScript(() => {
    const { reportViolation } = window as unknown as { reportViolation: (violation: Violation) => void };
    document.addEventListener("securitypolicyviolation", (event) => {
      reportViolation({ directive: event.effectiveDirective, blocked: event.blockedURI });
    });
  });

  return {
    requests,
    bodies,
    allow: (pattern) => allowed.push(pattern),
    check() {
      const unexpected = errors.filter((error) => !allowed.some((pattern) => pattern.test(error)));
      expect.soft(foreign, "requests to another origin").toEqual([]);
      expect.soft(violations, "violations of the content security policy").toEqual([]);
      expect.soft(unexpected, "errors on the console").toEqual([]);
    },
  };
}
