import {
  agreementIdOf,
  agreementTypedData,
  draftAgreement,
  fillTemplate,
  parseAgreementFragment,
  type SignedAgreement,
  templates,
  withSignature,
} from "@colophon/sdk/agreements";
import { agreementPlaceOf } from "@colophon/sdk/calls";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { encodeAbiParameters, type Hex, parseAbiParameters } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { deploymentFixture } from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { AgreementPage } from "./AgreementPage.tsx";
import { AgreementsPage } from "./AgreementsPage.tsx";
import { emptyAgreement, readAgreementForm } from "./agreementForm.ts";
import { agreementPathOf } from "./kept.ts";

const words = "test test test test test test test test test test test junk";
/** The first is the account of the test wallet. */
const [own, other] = [0, 1].map((addressIndex) => mnemonicToAccount(words, { addressIndex })) as [
  ReturnType<typeof mnemonicToAccount>,
  ReturnType<typeof mnemonicToAccount>,
];
const place = agreementPlaceOf(deploymentFixture);
const time = 1_773_324_309;
const { colophon, works, agreements } = deploymentFixture.contracts;
const contracts = [colophon, works, agreements].map(({ address }) => address.toLowerCase());

/** A node on which people are accounts, with what the contract remembers of every agreement. */
function chainWith(record: readonly [number, number, number] = [0, 0, 0], signer = own) {
  return fakeChain({
    eth_getCode: ([address]) => (contracts.includes(String(address).toLowerCase()) ? "0x01" : "0x"),
    eth_call: () => encodeAbiParameters(parseAbiParameters("uint40, uint40, uint8"), record),
    eth_signTypedData_v4: ([, data]) => {
      const { EIP712Domain: _, ...types } = JSON.parse(String(data)).types;
      return signer.signTypedData({ ...JSON.parse(String(data)), types });
    },
  });
}

const draft = (changes: Partial<Parameters<typeof draftAgreement>[0]> = {}) =>
  draftAgreement({
    ...place,
    words: "# The boat\n\nWe share the boat.",
    parties: [own.address, other.address],
    witnessed: true,
    opens: time - 10,
    closes: time + 86_400,
    ...changes,
  });

async function signedBy(signed: SignedAgreement, ...people: (typeof own)[]) {
  let all = signed;
  for (const person of people) {
    const signature = await person.signTypedData(agreementTypedData(signed, signed.agreement));
    all = withSignature(all, { party: person.address, signature });
  }
  return all;
}

const open = (signed: SignedAgreement) => history.replaceState(null, "", agreementPathOf(signed));

beforeEach(() => history.replaceState(null, "", "/agreements"));
afterEach(() => history.replaceState(null, "", "/"));

describe("AgreementPage", () => {
  it("shows the whole text, names who is missing, and gets a signature that counts into the link", async () => {
    open(await signedBy(draft(), other));
    renderPage(<AgreementPage />, { chain: chainWith(), walletChainId: 31337 });
    expect(await screen.findByText("0xf39Fd6…2266 did not sign yet.")).toBeDefined();
    expect(screen.getByText(/We share the boat\./)).toBeDefined();
    expect(screen.getByText(/- Party 1 signs with the account 0x709979/)).toBeDefined();
    await userEvent.click(await screen.findByRole("button", { name: "Sign this text" }));
    expect(await screen.findByText("Everybody signed. It was not witnessed yet.")).toBeDefined();
    const link = screen.getByText(/\/agreement#[\w-]{40}/).textContent ?? "";
    expect(parseAgreementFragment(link.slice(link.indexOf("#"))).signatures).toHaveLength(2);
    expect(await screen.findByRole("button", { name: "Have it witnessed" })).toBeDefined();
  });

  it("offers a stranger nothing to sign", async () => {
    open(draft({ parties: [other.address] }));
    renderPage(<AgreementPage />, { chain: chainWith(), walletChainId: 31337 });
    expect(
      await screen.findByText("Your account is no party to this. Switch to the account that is named."),
    ).toBeDefined();
  });

  it("never offers to witness what stays between the parties", async () => {
    open(await signedBy(draft({ witnessed: false }), own, other));
    renderPage(<AgreementPage />, { chain: chainWith(), walletChainId: 31337 });
    expect(await screen.findByText(/^Everybody signed\. It stays with its parties/)).toBeDefined();
    expect(screen.queryByRole("button", { name: "Have it witnessed" })).toBeNull();
  });

  it("lets a party end what was witnessed, alone only where it says so", async () => {
    open(await signedBy(draft({ leavers: [own.address], notice: 30 * 86_400 }), own, other));
    renderPage(<AgreementPage />, { chain: chainWith([time - 5, 2 ** 40 - 1, 0]), walletChainId: 31337 });
    expect(await screen.findByText(/^It was witnessed at .* and stands for ever\.$/)).toBeDefined();
    expect(screen.getByText(/It ends 30 days after your notice/)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Sign its end" }));
    expect(await screen.findByText("You signed its end. Send the link or the file to the others.")).toBeDefined();
  });

  it("says what is wrong with a link or a copy", async () => {
    history.replaceState(null, "", "/agreement#abc");
    const { unmount } = renderPage(<AgreementPage />, { chain: chainWith() });
    expect(await screen.findByText("This is not an agreement that can be signed")).toBeDefined();
    unmount();

    open(draft());
    const page = renderPage(<AgreementPage />, { chain: chainWith(), walletChainId: 31337 });
    await screen.findByText(/did not sign yet/);
    const { agreementDocumentOf } = await import("@colophon/sdk/agreements");
    const copy = await signedBy(draft({ words: "# The boat\n\nWe sell the boat." }), other);
    const file = new File([agreementDocumentOf(copy)], "copy.colophon-agreement.json");
    await userEvent.upload(page.container.querySelector("input[type=file]") as HTMLInputElement, file);
    expect(
      await screen.findByText(/^0x709979…79C8 signed another draft\..*only there: “We sell the boat\.”/),
    ).toBeDefined();
  });
});

describe("AgreementsPage", () => {
  it("says what is missing in a draft, and keeps what was typed", async () => {
    renderPage(<AgreementsPage />, { chain: chainWith(), walletChainId: 31337 });
    await userEvent.click(await screen.findByRole("button", { name: "Write an agreement" }));
    await userEvent.click(screen.getByRole("button", { name: "Show the whole text" }));
    expect(await screen.findByText("Choose until when everybody must have signed.")).toBeDefined();
    expect(screen.getByText("“The parties”: this is not filled in yet.")).toBeDefined();
    expect(screen.getAllByText("Paste the address of the account.")).toHaveLength(2);
  });

  it("leads from one's own text to the page where it is signed", async () => {
    renderPage(<AgreementsPage />, { chain: chainWith(), walletChainId: 31337 });
    await userEvent.click(await screen.findByRole("button", { name: "Write an agreement" }));
    await userEvent.selectOptions(screen.getByLabelText("Text"), "own");
    fireEvent.change(screen.getByLabelText(/^Words/), { target: { value: "# The boat" } });
    fireEvent.change(screen.getByLabelText(/^Party 1/), { target: { value: own.address } });
    fireEvent.change(screen.getByLabelText(/^Party 2/), { target: { value: other.address } });
    fireEvent.change(screen.getByLabelText(/^Last day to sign/), { target: { value: "2100-01-01" } });
    await userEvent.click(screen.getByRole("button", { name: "Show the whole text" }));
    await waitFor(() => expect(location.pathname).toBe("/agreement"));
    const { agreement } = parseAgreementFragment(location.hash);
    expect(agreement.text).toMatch(/^# The boat\n/);
    expect(agreement.witnessed).toBe(true);
  });
});

describe("readAgreementForm", () => {
  it("gives each party the notice, and the day's end as the end", () => {
    const [template] = templates;
    const blanks = Object.fromEntries(
      template.blanks.map((blank) => [blank.id, blank.kind === "whole" ? String(blank.usual) : blank.id]),
    );
    const form = {
      ...{ ...emptyAgreement, blanks, parties: [other.address, own.address], leaving: "each" as const },
      ...{ closes: "2026-04-01", ends: "2027-03-31" },
    };
    const read = readAgreementForm(form, place, time);
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    const { agreement } = read.signed;
    expect(agreement).toMatchObject({ leavers: 3, notice: 30 * 86_400, ends: Date.parse("2027-04-01T00:00Z") / 1000 });
    expect(agreement.text.startsWith(fillTemplate(template.id, blanks))).toBe(true);
    expect(agreementIdOf(place, agreement)).toMatch(/^0x[0-9a-f]{64}$/ satisfies RegExp);
    expect(readAgreementForm({ ...form, closes: "2020-01-01" }, place, time)).toMatchObject({
      errors: { closes: "This day is over. Choose a later one." },
    });
    const twice = { ...form, parties: [own.address, own.address.toLowerCase() as Hex] };
    expect(readAgreementForm(twice, place, time)).toMatchObject({
      errors: { "party 1": "This account is named twice." },
    });
  });
});
