import { expect } from "@playwright/test";
import type { Hex } from "viem";
import { connect } from "./connect.ts";
import type { Person } from "./createPerson.ts";
import { dropFiles } from "./dropFiles.ts";
import { createFile } from "./files.ts";

/** Brings a person to the page where a new file of theirs waits to be stamped. Returns the commitment. */
export async function seal(person: Person): Promise<Hex> {
  const { page } = person;
  await page.goto("/prove");
  await connect(person);
  await dropFiles(page.getByText("Drop your files or a folder here"), await createFile("poem.txt"));
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.waitForURL(/\/prove\/0x[0-9a-f]{64}$/);
  await expect(page.getByRole("button", { name: "Stamp it" })).toBeEnabled();
  return page.url().slice(-66) as Hex;
}
