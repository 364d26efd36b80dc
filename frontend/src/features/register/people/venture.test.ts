import { createVenture } from "@colophon/sdk/agreements";
import * as v from "valibot";
import { getAddress } from "viem";
import { expect, it } from "vitest";
import { deploymentFixture } from "../../../testing/fixtures.ts";
import { newRegisterDraft, RegisterDraft } from "../registration.ts";
import { peopleErrors, peopleOfVenture } from "./venture.ts";

const [one, two, safe] = ["a1", "b2", "c3"].map((byte) => getAddress(`0x${byte.repeat(20)}`)) as [
  `0x${string}`,
  `0x${string}`,
  `0x${string}`,
];
const venture = createVenture({
  ...{ name: "The boat", threshold: 2 },
  partners: [
    { account: one, name: "Inès", units: 60_000_000 },
    { account: two, name: "Tomás", units: 40_000_000 },
  ],
});

/** What is still wrong once each line has a role. */
const errors = (people: ReturnType<typeof peopleOfVenture>, account: `0x${string}` | undefined) =>
  peopleErrors(
    { people: people.map((person) => ({ ...person, name: person.name || "Maya", role: "author" })), venture },
    account,
    deploymentFixture,
  );

it("fills in the partners as agreed, whoever of them registers, the Safe itself, or somebody else", () => {
  const shown = (account: `0x${string}` | undefined) =>
    peopleOfVenture(venture, account, safe).map(({ name, account: held, share }) => [name, held, share]);
  expect(shown(two)).toEqual([
    ["Tomás", "", "40"],
    ["Inès", one, "60"],
  ]);
  const partners = [
    ["Inès", one, "60"],
    ["Tomás", two, "40"],
  ];
  expect(shown(safe)).toEqual([["The boat", "", ""], ...partners]);
  expect(shown(undefined)).toEqual([["", "", ""], ...partners]);
  for (const account of [one, two, safe]) expect(errors(peopleOfVenture(venture, account, safe), account)).toEqual({});
});

it("asks what each did, and leaves nothing of that to be guessed", () => {
  const people = peopleOfVenture(venture, one, safe);
  const found = peopleErrors({ people, venture }, one, deploymentFixture);
  expect(Object.values(found)).toEqual(["Choose what they did.", "Choose what they did."]);
});

it("refuses other shares than were agreed, and another account than the one that they were filled in for", () => {
  const people = peopleOfVenture(venture, one, safe);
  const [own, other] = people;
  if (!own || !other) throw new Error("There are two partners.");
  const refused = { venture: expect.stringContaining("are not those of the venture") };
  expect(
    errors(
      [
        { ...own, share: "50" },
        { ...other, share: "50" },
      ],
      one,
    ),
  ).toEqual(refused);
  expect(errors(people, safe)).toEqual(refused);
  expect(errors([{ ...own, share: "100" }], one)).toEqual(refused);
  // Before a wallet is connected nobody knows whose line the first is.
  expect(errors(people, undefined)).toEqual({});
});

it("is kept with the draft, and an older draft has none", () => {
  const { venture: _, ...older } = newRegisterDraft();
  expect(v.parse(RegisterDraft, older).venture).toBeUndefined();
  expect(v.parse(RegisterDraft, { ...older, venture }).venture).toEqual(venture);
});
