import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { origin } from "./chain.ts";

/**
 * Waits until fonts are there, nothing on the screen is being read any more and nothing moves, however long that takes.
 * Spinners and bars of progress may move: they show that the page waits for somebody else.
 */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const isMoving = (animation: Animation) => {
      if (animation.playState !== "running") return false;
      if (animation.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY) return true;
      if (!(animation instanceof CSSAnimation) || animation.animationName !== "pulse") return false;
      const element = animation.effect instanceof KeyframeEffect ? animation.effect.target : null;
      if (!element || element.closest("[role=progressbar]")) return false;
      // A card that is off the screen is not read until somebody scrolls there: its placeholder moves for ever.
      const { top, bottom } = element.getBoundingClientRect();
      return bottom >= 0 && top <= innerHeight;
    };
    await document.fonts.ready;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // What replaces a placeholder may begin to move in the next frame.
    for (let still = 0; still < 3; await frame()) still = document.getAnimations().some(isMoving) ? 0 : still + 1;
  });
}

const folder = join(import.meta.dirname, "../../../test-results/screenshots");

/**
 * Keeps a picture of the whole page in test-results/screenshots/, for people who ask for them by COLOPHON_PICTURES=1: no
 * test looks at one, and they take a sixth of the time.
 */
export async function photograph(page: Page, name: string): Promise<void> {
  await settle(page);
  if (!process.env.COLOPHON_PICTURES) return;
  // Not with `animations: "disabled"`: that plays what it has stopped even where the page has taken it away meanwhile, so
  // a price that has come in the place of its placeholder would pulse for ever.
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Pictures of it on a phone and on a desk, light and dark, where nothing sticks out. */
export async function photographAll(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await photograph(page, `${name}-${width}-${colorScheme}`);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  }
  await page.emulateMedia({ colorScheme: null });
  if (size) await page.setViewportSize(size);
}

/** Opens a part of a page that stands behind a tab. */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name }).click();
  await page.getByRole("tabpanel", { name }).waitFor();
}

/** axe finds nothing, whether it calls it serious or not. */
export async function expectAccessible(page: Page): Promise<void> {
  await settle(page);
  // What begins while axe looks, such as a message that comes in, must not be seen half way.
  await page.emulateMedia({ reducedMotion: "reduce" });
  // The page has no frames; the other mode would open a page of its own to put their results together. What passes is
  // not described: that takes most of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  await page.emulateMedia({ reducedMotion: null });
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary ?? ""}`),
  );
  expect(found, `what axe finds on ${page.url()}`).toEqual([]);
}

/** A picture of this step, which axe finds nothing wrong with. */
export async function step(page: Page, name: string): Promise<void> {
  await photograph(page, name);
  await expectAccessible(page);
}

/** The same on a phone, where nothing sticks out. */
export async function phone(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await photograph(page, name);
  const sticksOut = await page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (one) => one.getBoundingClientRect().right > innerWidth,
    );
    return wide.map((one) => `${one.tagName} ${one.className} ${one.textContent?.slice(0, 40)}`);
  });
  expect(sticksOut).toEqual([]);
  if (before) await page.setViewportSize(before);
}

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

/** In Firefox, Playwright itself needs `eval` to answer a page, which our security policy forbids; all else of it stays. */
async function allowDriver(context: BrowserContext, home: string): Promise<void> {
  await context.route(`${home}/**`, async (route) => {
    if (!route.request().isNavigationRequest()) return route.fallback();
    const response = await route.fetch();
    const { "content-security-policy": policy = "", ...headers } = response.headers();
    const loosened = policy.replace("script-src ", "script-src 'unsafe-eval' ");
    return route.fulfill({ response, headers: { ...headers, "content-security-policy": loosened } });
  });
}

/** Watches everything that the pages of a browser context, which has an origin, do that no page of ours may do. */
export async function watchContext(context: BrowserContext, home = origin): Promise<Guard> {
  const requests: string[] = [];
  const bodies: string[] = [];
  const foreign: string[] = [];
  const violations: string[] = [];
  const errors: string[] = [];
  // An index that is behind says so by its status, as it is at times on a busy machine; its page says it in words.
  const allowed: RegExp[] = [/status of 503 .*\/index\/v1\/[^)]*\)$/];

  context.on("request", (request) => {
    const url = request.url();
    requests.push(url);
    bodies.push(request.postData() ?? "");
    if (!url.startsWith(`${home}/`) && !/^(blob|data):/.test(url)) foreign.push(url);
  });
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => errors.push(String(error.error())));
  context.on("page", (page) => page.on("websocket", (socket) => foreign.push(socket.url())));

  if (context.browser()?.browserType().name() === "firefox") await allowDriver(context, home);
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

/** Says that nobody else has rights in the work, where the uses of an offer need to know, and goes on to sign it. */
export async function goOnToSign(page: Page): Promise<void> {
  const asked = page.getByRole("group", { name: "Rights of others in it" }).getByRole("combobox");
  for (const field of await asked.all()) await field.selectOption("none");
  await page.getByRole("button", { name: "Go on to sign" }).click();
}
