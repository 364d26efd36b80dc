import { test as base } from "@playwright/test";
import { type CreatePersonParameters, createPerson, type Person } from "./createPerson.ts";

export type NewPerson = (parameters?: Partial<Omit<CreatePersonParameters, "browser">>) => Promise<Person>;

/** Playwright's test with people: each with a browser and a wallet of their own, watched until the test ends. */
export const test = base.extend<{ newPerson: NewPerson }>({
  newPerson: async ({ browser }, use) => {
    const people: Person[] = [];
    await use(async (parameters = {}) => {
      const person = await createPerson({ browser, name: "Quill Wallet", ether: "10", ...parameters });
      people.push(person);
      return person;
    });
    for (const { guard, context } of people) {
      guard.check();
      await context.close();
    }
  },
});
