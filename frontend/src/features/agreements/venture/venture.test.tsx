import { agreementPlaceOf } from "@colophon/sdk/calls";
import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { encodeAbiParameters, getAddress, parseAbiParameters } from "viem";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeChain } from "../../../testing/fakeChain.ts";
import { deploymentFixture } from "../../../testing/fixtures.ts";
import { renderPage } from "../../../testing/renderPage.tsx";
import { AgreementsPage } from "../AgreementsPage.tsx";
import { emptyVenture, readVentureForm, type VentureForm } from "./ventureForm.ts";

const [one, two] = [getAddress(`0x${"11".repeat(20)}`), getAddress(`0x${"22".repeat(20)}`)];
const place = agreementPlaceOf(deploymentFixture);
const time = 1_773_324_309;

const form: VentureForm = {
  ...emptyVenture,
  ...{ name: "The boat", work: "7", threshold: "2", law: "the law of France", courts: "Paris", closes: "2100-01-01" },
  partners: [
    { account: one, name: "Inès", share: "60" },
    { account: two, name: "Tomás", share: "40" },
  ],
};

const errorsOf = (changes: Partial<VentureForm>) => {
  const read = readVentureForm({ ...form, ...changes }, place, time);
  return read.ok ? {} : read.errors;
};

beforeEach(() => history.replaceState(null, "", "/agreements#venture"));
afterEach(() => history.replaceState(null, "", "/"));

describe("readVentureForm", () => {
  it("drafts the agreement of exactly these partners, with their Safe in its text", () => {
    const read = readVentureForm(form, place, time);
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    expect(read.work).toBe(7n);
    const { agreement } = read.draft();
    expect(agreement).toMatchObject({ parties: [one, two], witnessed: true, opens: time });
    expect(agreement.text).toContain("The Safe acts when 2 of the 2 authors' accounts sign.");
    expect(agreement.text).toContain(`- 60 % to the account ${one.toLowerCase()}`);
  });

  it("refuses in words what can't be founded, at the field that is wrong", () => {
    const [first, second] = form.partners;
    if (!first || !second) throw new Error("The form has two partners.");
    expect(errorsOf({ partners: [first, { ...second, account: one }] })).toEqual({
      "partner 1": `${one} is named twice. Put both shares into one line.`,
    });
    expect(errorsOf({ partners: [first, { ...second, share: "39" }] })).toEqual({
      partners: "The shares add up to 99 %, not 100 %. Give away another 1 %.",
    });
    expect(errorsOf({ threshold: "3" })).toEqual({
      threshold: "3 signatures can't be asked of 2 partners. Choose a whole number from 1 to 2.",
    });
    expect(errorsOf({ work: "", closes: "2020-01-01" })).toEqual({
      work: "Paste the link or the number of the work. Register it first if it is new.",
      closes: "This day is over. Choose a later one.",
    });
    expect(errorsOf({ law: " " })).toEqual({ law: "“Law that applies”: this is not filled in yet." });
  });
});

describe("FoundVenture", () => {
  /** A node that has the register, a work of somebody else, and no Safe. */
  const chain = () => {
    const ours = Object.values(deploymentFixture.contracts).map(({ address }) => address.toLowerCase());
    return fakeChain({
      eth_getCode: ([address]) => (ours.includes(String(address).toLowerCase()) ? "0x01" : "0x"),
      eth_call: () => encodeAbiParameters(parseAbiParameters("uint256"), [0n]),
    });
  };

  it("shows the text and the Safe before anything is signed, and goes on with them after a reload", async () => {
    const { unmount } = renderPage(<AgreementsPage />, { chain: chain(), walletChainId: 31337 });
    await userEvent.click(await screen.findByRole("button", { name: "Show the text and the Safe" }));
    expect(await screen.findByText("Choose until when everybody must have signed.")).toBeDefined();
    expect(screen.getAllByText("Paste the address of the account.")).toHaveLength(2);

    const type = (box: HTMLElement, value: string) => fireEvent.change(box, { target: { value } });
    type(screen.getAllByLabelText(/^Name/)[0] as HTMLElement, "The boat");
    type(screen.getByLabelText(/^Work/), "7");
    for (const [i, partner] of form.partners.entries()) {
      const group = within(screen.getByRole("group", { name: `Partner ${i + 1}` }));
      type(group.getByLabelText(/^Name/), partner.name);
      type(group.getByLabelText(/^Account/), partner.account);
      type(group.getByLabelText(/^Share of the income/), partner.share);
    }
    type(screen.getByLabelText(/^Signatures/), "1");
    expect(screen.getByText(/^Each partner alone can also change the owners.*it is a breach/)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Let all 2 sign" }));
    expect(screen.getByLabelText<HTMLInputElement>(/^Signatures/).value).toBe("2");
    expect(screen.getByText(/^The Safe does nothing unless all 2 partners sign/)).toBeDefined();
    expect(screen.queryByRole("button", { name: "Let all 2 sign" })).toBeNull();
    type(screen.getByLabelText(/^Law that applies/), "the law of France");
    type(screen.getByLabelText(/^Who decides disputes/), "Paris");
    type(screen.getByLabelText(/^Last day to sign/), "2100-01-01");
    await userEvent.click(screen.getByRole("button", { name: "Show the text and the Safe" }));
    const text = (await screen.findByText(/It is controlled by the Safe 0x[0-9a-f]{40}/)).textContent;
    expect(screen.getByRole("link", { name: "Open the agreement" }).getAttribute("href")).toMatch(/^\/agreement#/);
    unmount();

    renderPage(<AgreementsPage />, { chain: chain(), walletChainId: 31337 });
    expect((await screen.findByText(/It is controlled by the Safe 0x[0-9a-f]{40}/)).textContent).toBe(text);
    await userEvent.click(screen.getByRole("button", { name: "Change it" }));
    expect(await screen.findByDisplayValue("the law of France")).toBeDefined();
  });
});
