import { expect } from "@playwright/test";
import type { Person } from "./createPerson.ts";
import { shortAddress } from "./shortAddress.ts";

/** Connects the person's wallet by the button in the page's header. */
export async function connect({ page, wallet, account }: Person): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Connect wallet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: wallet.name }).click();
  await expect(page.getByRole("banner").getByRole("button", { name: shortAddress(account.address) })).toBeVisible();
}
