import { forever, unlimitedSupply } from "@colophon/sdk";
import type { OfferRecord } from "@colophon/sdk/read";
import { baseWording, deedOf, emptySchedule, onchainTermsOf, presets, scheduleOf } from "@colophon/sdk/terms";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { zeroAddress, zeroHash } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { TransactionButtonProps } from "../../flow/TransactionButton.tsx";
import { drafts } from "../../flow/useDraft.ts";
import { MakeOfferPage } from "./MakeOfferPage.tsx";

const ines = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const dollar = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const id = `0x${"ab".repeat(28)}`;
const contract = { address: zeroAddress, block: 0, initCodeHash: zeroHash };
const deployment = {
  chainId: 31337,
  contracts: {
    timestamps: contract,
    colophon: contract,
    works: contract,
    terms: contract,
    offers: contract,
    licences: contract,
    compliance: contract,
    royalties: contract,
    agreements: contract,
    assignments: contract,
  },
};
const block = { number: 9, hash: zeroHash, time: 1_800_000_000 };

const world = vi.hoisted(() => ({
  account: undefined as string | undefined,
  termsKnown: false,
  offers: [] as unknown[],
  put: [] as string[],
  button: undefined as unknown,
  prices: undefined as unknown,
}));

vi.mock("../../lib/useIndex.ts", () => ({ useIndex: () => ({ data: world.prices }) }));

// The openings of a series that this device keeps: none here. Its own test has some.
vi.mock("../../lib/openings.ts", async (original) => ({
  ...(await original<object>()),
  useKeptOpenings: () => ({ data: [] }),
}));
vi.mock("wagmi", () => ({ useConnection: () => ({ address: world.account }) }));
vi.mock("../../lib/chain.ts", async (original) => ({
  ...(await original<object>()),
  useActiveChain: () => ({
    id: 31337,
    name: "Local chain",
    deployment,
    currency: { name: "Ether", symbol: "ETH", decimals: 18 },
    tokens: [{ address: dollar, symbol: "dUSD", name: "Demo Dollar", decimals: 6 }],
  }),
}));
vi.mock("../../lib/useFinding.ts", () => {
  const store = {
    put: async (bytes: Uint8Array) => {
      world.put.push(new TextDecoder().decode(bytes));
      return { digest: (await import("viem")).sha256(bytes) };
    },
  };
  const useReadContext = () => ({ client: {}, deployment, store });
  const known: Record<string, () => unknown> = {
    work: () => ({
      id: BigInt(id),
      controller: ines,
      claimant: ines,
      category: "literary",
      metadata: { status: "not-found", sentence: "" },
      versions: [],
    }),
    offers: () => world.offers,
    conflict: () => ({ enforced: undefined, licences: [], offers: [], until: undefined }),
    ancestors: () => ({ derivations: [], works: [], beyond: [] }),
    shares: () => ({ shares: [{ account: ines, units: 100_000_000 }], moves: [] }),
  };
  return {
    useReadContext,
    keptDocuments: { set: async () => undefined },
    useFinding: (question?: { key: readonly string[] }) => {
      if (!question) return { data: undefined, refetch: () => undefined };
      const value = known[question.key[0] ?? ""]?.();
      const status = value || world.termsKnown ? "found" : "not-found";
      return { data: { status, value, block }, refetch: () => undefined };
    },
  };
});
vi.mock("../../lib/quotes.ts", async (original) => ({
  ...(await original<object>()),
  useKeptQuotes: () => ({ data: [] }),
}));
vi.mock("../../lib/currency.ts", async (original) => ({
  ...(await original<object>()),
  useCurrency: (address: string) => ({
    status: "known",
    currency:
      address === zeroAddress
        ? { address, symbol: "ETH", name: "Ether", decimals: 18, listed: true }
        : { address, symbol: "dUSD", name: "Demo Dollar", decimals: 6, listed: address === dollar },
  }),
}));
vi.mock("../../flow/TransactionButton.tsx", async (original) => ({
  ...(await original<object>()),
  TransactionButton: (props: TransactionButtonProps) => {
    if (props.label === "Publish the offer") world.button = props;
    return <p>{props.calls ? "Ready" : props.incomplete}</p>;
  },
}));

const presetOf = (wanted: string) => {
  const found = presets.find((known) => known.id === wanted);
  if (!found) throw new Error(`There is no preset ${wanted}.`);
  return found;
};
const button = () => world.button as TransactionButtonProps;
const preset = (label: string) => screen.getByLabelText(new RegExp(`^${label}\\s*For`));
const price = () => screen.getByLabelText("Price of one seat");

async function show() {
  const view = render(<MakeOfferPage id={id} />);
  await screen.findByText("What buyers may do");
  return { user: userEvent.setup({ delay: null }), ...view };
}

vi.setConfig({ testTimeout: 30_000 });

beforeEach(async () => {
  Object.assign(world, {
    account: undefined,
    termsKnown: false,
    offers: [],
    put: [],
    button: undefined,
    prices: undefined,
  });
  await drafts.delete(`31337:offer:${id}`);
});

describe("MakeOfferPage", () => {
  it("W12 says what is missing when the person goes on, and brings them to the first of it", async () => {
    const { user } = await show();
    expect(screen.queryByRole("alert")).toBeNull();
    await user.click(screen.getByText(/Go on to sign/));
    expect(screen.getAllByRole("alert").map((alert) => alert.textContent)).toEqual([
      "Choose at least one use. What is not chosen is not allowed.",
      "Choose at least one purpose. What is for another one is not allowed.",
      "Type a price, or 0 to give it away.",
    ]);
    expect(document.activeElement?.textContent).toContain("Choose at least one use");
    expect(world.button).toBeUndefined();
  });

  it("writes the licence text that goes on chain beside the form, choice by choice", async () => {
    const { user } = await show();
    const deed = () => screen.getByRole("heading", { name: "The licence text" }).parentElement as HTMLElement;
    expect(deed().textContent).toContain("The licence text appears here");
    await user.click(preset("Personal"));
    const { terms } = presetOf("personal");
    const digestOf = (changes: object) => deedOf({ ...terms, ...changes }).digest.slice(2);
    expect(within(deed()).getByTitle(digestOf({}))).toBeTruthy();
    for (const { title } of deedOf(terms).sections) if (title) within(deed()).getByRole("heading", { name: title });

    await user.click(screen.getByLabelText("Transferable"));
    expect(within(deed()).getByTitle(digestOf({ transferable: true }))).toBeTruthy();
    expect(deed().textContent).toContain("You may transfer the licence token.");
    expect(screen.getByText("edited")).toBeTruthy();
  });

  it("says at once that adaptation contradicts terms without new works", async () => {
    const { user } = await show();
    await user.click(preset("Personal"));
    await user.click(screen.getByLabelText("Adapt"));
    expect(screen.getByRole("alert").textContent).toContain("You allow “Adapt”, which makes a new work from this one.");
  });

  it("W10 refuses a price that the currency cannot express", async () => {
    const { user } = await show();
    await user.click(preset("Personal"));
    await user.selectOptions(screen.getByLabelText("Currency"), dollar);
    await user.type(price(), "9.9999999");
    await user.click(screen.getByText(/Go on to sign/));
    expect(screen.getByRole("alert").textContent).toContain("dUSD has 6 decimals");
    expect(document.activeElement).toBe(price());
  });

  it("L04 wants a plain yes before anything is given away", async () => {
    world.account = ines;
    const { user } = await show();
    await user.click(preset("Personal"));
    await user.type(price(), "0");
    await user.click(screen.getByText(/Go on to sign/));
    expect(screen.getByRole("alert").textContent).toContain("Say that you give it away");
    await user.click(screen.getByLabelText("Yes, free of charge"));
    await user.click(screen.getByText(/Go on to sign/));
    expect(screen.getByText("nothing: free of charge")).toBeTruthy();
    // Another price needs another yes.
    await user.type(price(), "0");
    expect((screen.getByLabelText("Yes, free of charge") as HTMLInputElement).checked).toBe(false);
  });

  it("publishes exactly what is shown, with terms that are new, after the licence text is stored", async () => {
    world.account = ines;
    const { user } = await show();
    await user.click(preset("Classroom"));
    await user.selectOptions(screen.getByLabelText("Currency"), dollar);
    await user.type(price(), "49.90");
    await user.click(screen.getByLabelText("At most"));
    await user.type(screen.getByLabelText("Number of seats"), "25");
    await user.click(screen.getByText(/Go on to sign/));
    // What is shown in public may need a society's word: the author says how it is, before anything is signed.
    expect(screen.getByRole("alert").textContent).toContain("Say how it is with collecting societies");
    await user.selectOptions(screen.getByLabelText("Rights that a collecting society manages for you"), "none");
    await user.click(screen.getByText(/Go on to sign/));

    const rights = { ...baseWording.rights, societies: "none" } as const;
    const terms = { ...presetOf("classroom").terms, wording: { ...baseWording, rights } };
    const [define, publish] = button().calls ?? [];
    expect(define?.call).toMatchObject({ functionName: "defineTerms", args: [onchainTermsOf(terms, deployment)] });
    expect(publish?.call).toMatchObject({
      functionName: "publish",
      args: [
        {
          work: BigInt(id),
          licensor: ines,
          currency: dollar,
          price: 49_900_000n,
          supply: 25,
          opens: 0,
          closes: forever,
          starts: 0,
          schedule: zeroHash,
        },
      ],
    });
    await button().beforeSigning?.();
    expect(world.put).toEqual([deedOf(terms).document]);

    act(() => button().onConfirmed?.({} as never));
    expect(screen.getByText("Your offer is open")).toBeTruthy();
    cleanup();
    // B13: the next visit begins with the next offer, not with the last success.
    render(<MakeOfferPage id={id} />);
    expect(await screen.findByText("What buyers may do")).toBeTruthy();
    expect(screen.queryByText("Your offer is open")).toBeNull();
    await waitFor(async () => expect(await drafts.get(`31337:offer:${id}`)).toBeUndefined());
  });

  it("names the facts of the deal by their digest, and publishes them only if the person says so", async () => {
    world.account = ines;
    const { user } = await show();
    await user.click(preset("Personal"));
    await user.type(price(), "0.05");
    await user.type(screen.getByLabelText("Project"), "Harbour");
    const facts = scheduleOf({ ...emptySchedule, project: "Harbour" });
    const text = screen.getByRole("heading", { name: "The licence text" }).parentElement as HTMLElement;
    expect(text.textContent).toContain("Project: Harbour");
    expect(within(text).getByTitle(facts.digest.slice(2))).toBeTruthy();
    await user.click(screen.getByText(/Go on to sign/));
    expect(screen.getByRole("alert").textContent).toContain("Say whether anybody can read the facts");
    await user.click(screen.getByLabelText("Only whom you give them"));
    await user.click(screen.getByText(/Go on to sign/));
    expect(button().calls?.at(-1)?.call).toMatchObject({ args: [{ schedule: facts.digest }] });
    await button().beforeSigning?.();
    expect(world.put).not.toContain(facts.document);

    await user.click(screen.getByLabelText("Anybody", { selector: "[name=readers]" }));
    await user.click(screen.getByText(/Go on to sign/));
    await button().beforeSigning?.();
    expect(world.put).toContain(facts.document);
  });

  it("shows what others were paid, with the number of sales behind it", async () => {
    const points = [{ time: 0, value: 2n * 10n ** 16n, count: 3 }];
    world.prices = { series: [{ key: "print", currency: zeroAddress, points }] };
    const { user } = await show();
    await user.click(screen.getByLabelText("Print"));
    const guide = screen.getByRole("heading", { name: "What others were paid" }).parentElement as HTMLElement;
    expect(guide.textContent).toMatch(/0\.02\sETH mean of 3 licences/);
  });

  it("sends one call only if the terms are known already", async () => {
    Object.assign(world, { account: ines, termsKnown: true });
    const { user } = await show();
    await user.click(preset("Personal"));
    await user.type(price(), "0.05");
    await user.click(screen.getByText(/Go on to sign/));
    expect(button().calls?.map(({ call }) => call.functionName)).toEqual(["publish"]);
  });

  it("lets another account fill in everything, and sign nothing", async () => {
    world.account = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    const { user } = await show();
    expect(screen.getByText("Another account controls this work")).toBeTruthy();
    await user.click(preset("Personal"));
    await user.type(price(), "0.05");
    await user.click(screen.getByText(/Go on to sign/));
    expect(button().calls).toBeUndefined();
    expect(
      screen.getByText("Only the account that controls the work, or an agent of theirs, can sign this."),
    ).toBeTruthy();
  });

  it("checks again what is changed after the review", async () => {
    world.account = ines;
    const { user } = await show();
    await user.click(preset("Personal"));
    await user.type(price(), "0.05");
    await user.click(screen.getByText(/Go on to sign/));
    expect(screen.getByText("Ready")).toBeTruthy();
    await user.type(price(), "x");
    expect(screen.queryByText("Ready")).toBeNull();
    await user.click(screen.getByText(/Go on to sign/));
    expect(screen.getByRole("alert").textContent).toContain("digits only");
  });

  it("W02 keeps the form when the page is left", async () => {
    const { user, unmount } = await show();
    await user.click(preset("Remix"));
    await user.type(price(), "0.05");
    unmount();
    await show();
    expect((price() as HTMLInputElement).value).toBe("0.05");
    expect((preset("Remix") as HTMLInputElement).checked).toBe(true);
  });

  it("N05 lists every offer with its state, and lets the controller close one that lapsed", async () => {
    world.account = ines;
    const terms = {
      id: zeroHash,
      onchain: onchainTermsOf(presets[0].terms, deployment),
      deed: { status: "not-found", sentence: "" },
    };
    const offer = {
      work: BigInt(id),
      parent: 0n,
      licensor: ines,
      buyer: zeroAddress,
      terms: zeroHash,
      currency: zeroAddress,
      price: 10n ** 17n,
      supply: unlimitedSupply,
      opens: 0,
      closes: forever,
      starts: 0,
      schedule: zeroHash,
    };
    const at = { block: 3, blockHash: zeroHash, time: 1_700_000_000, transaction: zeroHash, logIndex: 0 };
    const base = { terms, published: at, controller: ines, sold: 2 };
    const tomas = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    world.offers = [
      { ...base, id: `0x${"1".repeat(64)}`, offer, state: "open" },
      { ...base, id: `0x${"2".repeat(64)}`, offer: { ...offer, licensor: tomas }, state: "lapsed" },
      { ...base, id: `0x${"3".repeat(64)}`, offer, state: "closed" },
    ] as unknown as OfferRecord[];
    await show();
    const section = screen.getByRole("heading", { name: "Offers of this work" }).parentElement as HTMLElement;
    const [open, lapsed, closed] = within(section).getAllByRole("listitem") as [HTMLElement, HTMLElement, HTMLElement];
    expect(within(open).getByText("Open")).toBeTruthy();
    expect(within(open).getByText("Close it")).toBeTruthy();
    expect(within(lapsed).getByText("Lapsed")).toBeTruthy();
    expect(within(lapsed).getByText("Close it")).toBeTruthy();
    expect(within(closed).getByText("Closed")).toBeTruthy();
    expect(within(closed).queryByText("Close it")).toBeNull();
  });
});
