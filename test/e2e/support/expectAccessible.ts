import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { settle } from "./settle.ts";

/** axe finds nothing, whether it calls it serious or not. */
export async function expectAccessible(page: Page): Promise<void> {
  await settle(page);
  // The page has no frames; the other mode would open a page of its own to put their results together. What passes is
  // not described: that takes most of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary ?? ""}`),
  );
  expect(found, `what axe finds on ${page.url()}`).toEqual([]);
}
