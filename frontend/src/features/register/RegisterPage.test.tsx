import { createManifest, createOpening, type Opening } from "@colophon/sdk";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { zeroAddress, zeroHash } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { TransactionButtonProps } from "../../flow/TransactionButton.tsx";
import { drafts } from "../../flow/useDraft.ts";
import { newPerson } from "./people/people.ts";
import { RegisterPage } from "./RegisterPage.tsx";
import { newRegisterDraft, type RegisterDraft } from "./registration.ts";

const ines = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const tomas = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const world = vi.hoisted(() => {
  const hash = `0x${"0".repeat(64)}`;
  const contract = { address: `0x${"0".repeat(40)}`, block: 0, initCodeHash: hash };
  return {
    deployment: {
      chainId: 31337,
      contracts: {
        timestamps: contract,
        colophon: contract,
        works: contract,
        terms: contract,
        licences: contract,
        compliance: contract,
        royalties: contract,
        agreements: contract,
        assignments: contract,
      },
    },
    block: { number: 9, hash, time: 1_800_000_000 },
    at: { block: 7, blockHash: hash, time: 1_799_999_000, transaction: hash, logIndex: 0 },
    account: undefined as string | undefined,
    stamped: false,
    put: [] as string[],
    buttons: new Map<string, unknown>(),
  };
});

vi.mock("wagmi", () => ({ useConnection: () => ({ address: world.account }) }));
vi.mock("../../lib/chain.ts", async (original) => ({
  ...(await original<object>()),
  useActiveChain: () => ({ id: 31337, name: "Local chain", deployment: world.deployment }),
}));
vi.mock("../../lib/useFinding.ts", () => {
  const store = { put: async (_: Uint8Array, { name }: { name: string }) => world.put.push(name) };
  const context = { client: {}, deployment: world.deployment, store };
  return {
    useChainClient: () => ({}),
    useReadContext: () => context,
    useFinding: (question?: { key: readonly string[] }) => {
      const { at, block } = world;
      const found = question?.key[0] === "stamp" && world.stamped;
      const data = !question
        ? undefined
        : found
          ? { status: "found", value: { at }, block }
          : { status: "not-found", block };
      return { data, isPending: data === undefined, isError: false, refetch: () => undefined };
    },
  };
});
vi.mock("../../lib/openings.ts", async (original) => ({
  ...(await original<object>()),
  useKeptOpenings: () => ({ data: [] }),
}));
vi.mock("../../flow/TransactionButton.tsx", async (original) => ({
  ...(await original<object>()),
  TransactionButton: (props: TransactionButtonProps) => {
    world.buttons.set(String(props.label), props);
    return <p>{props.calls ? `Ready: ${props.title}` : props.incomplete}</p>;
  },
}));

const draftKey = "31337:register";

const files = ["a.txt", "b.txt"].map((path, i) => ({
  path,
  size: 10 + i,
  sha256: `0x${String(i + 1).repeat(64)}` as const,
  blake3: `0x${String(i + 3).repeat(64)}` as const,
}));
const manifest = createManifest({ files });

function openingFor(claimant: `0x${string}`): Opening {
  return createOpening({ chainId: 31337, timestamps: zeroAddress, claimant, manifest });
}

/** A draft that is complete, at a step. */
function completeDraft(step: number, changes: Partial<RegisterDraft> = {}): RegisterDraft {
  return {
    ...newRegisterDraft(),
    step,
    content: { name: "a.txt", manifest, salt: `0x${"5".repeat(64)}`, opening: undefined },
    description: {
      title: "Almanac",
      description: "",
      category: "literary",
      language: "",
      identifiers: [],
      service: "",
    },
    people: [
      newPerson({ name: "Ines", role: "author", share: "60" }),
      newPerson({ name: "Tomas", role: "editor", account: tomas, share: "40" }),
    ],
    ...changes,
  };
}

async function show(draft: RegisterDraft | undefined) {
  if (draft) await drafts.set(draftKey, { version: 2, stamp: "before", value: draft });
  const queries = new QueryClient();
  const view = render(<RegisterPage />, {
    wrapper: ({ children }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>,
  });
  await screen.findByRole("heading", { level: 1 });
  // The opening of the content is made aside.
  await waitFor(() => expect(queries.isFetching()).toBe(0));
  return { user: userEvent.setup({ delay: null }), ...view };
}

const button = (label: string) => world.buttons.get(label) as TransactionButtonProps;

vi.setConfig({ testTimeout: 30_000 });

beforeEach(async () => {
  world.account = undefined;
  world.stamped = false;
  world.put = [];
  world.buttons.clear();
  await drafts.delete(draftKey);
  vi.stubGlobal("scrollTo", () => undefined);
});

describe("RegisterPage", () => {
  it("does not go on without files", async () => {
    const { user } = await show(undefined);
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(screen.getByText("Choose the files of your work first.")).toBeTruthy();
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("Which files?");
  });

  it("W12 says what is missing when the person goes on, and brings them to the first of it", async () => {
    const { user } = await show({ ...completeDraft(1), description: newRegisterDraft().description });
    expect(screen.queryByRole("alert")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(screen.getAllByRole("alert").map((alert) => alert.textContent)).toEqual([
      "Enter the title of the work.",
      "Choose what kind of work it is.",
    ]);
    expect(document.activeElement).toBe(screen.getByLabelText("Title"));
    await user.type(screen.getByLabelText("Title"), "Almanac");
    await user.selectOptions(screen.getByLabelText("Kind of work"), "literary");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("Who made it, and who is paid?");
  });

  it("W02 keeps what is typed when the page is left, without a wallet", async () => {
    const { user, unmount } = await show({ ...completeDraft(1), description: newRegisterDraft().description });
    await user.type(screen.getByLabelText("Title"), "Almanac");
    unmount();
    await show(undefined);
    expect((screen.getByLabelText("Title") as HTMLInputElement).value).toBe("Almanac");
  });

  it("sends back to the step where something is missing", async () => {
    const draft = completeDraft(4);
    const { user } = await show({ ...draft, people: draft.people.slice(0, 1) });
    await user.click(screen.getByRole("button", { name: "Go to “People”" }));
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("Who made it, and who is paid?");
  });

  it("R01 wants the stamp in a block first, or a plain word that it goes without", async () => {
    world.account = ines;
    const { user, rerender } = await show(completeDraft(4));
    expect(button("Publish and register").calls).toBeUndefined();
    expect(button("Stamp it first").calls?.[0]?.call.functionName).toBe("commit");

    await user.click(screen.getByLabelText("Go on without a stamp"));
    await waitFor(() => expect(button("Publish and register").calls).toHaveLength(1));
    await user.click(screen.getByLabelText("Go on without a stamp"));
    expect(button("Publish and register").calls).toBeUndefined();

    world.stamped = true;
    rerender(<RegisterPage />);
    expect(screen.getByText("Stamped")).toBeTruthy();
    await waitFor(() => expect(button("Publish and register").calls).toHaveLength(1));
  });

  it("registers exactly what was reviewed, after its public files are stored", async () => {
    world.account = ines;
    world.stamped = true;
    await show(completeDraft(4, { hidden: ["b.txt"] }));
    await waitFor(() => expect(button("Publish and register").calls).toBeDefined());
    const { calls, beforeSigning, onConfirmed, intent } = button("Publish and register");
    const [registration, disclosures] = (calls?.[0]?.call.args ?? []) as [
      Record<string, unknown>,
      { digest: string }[],
    ];
    expect(registration).toMatchObject({ salt: `0x${"5".repeat(64)}`, category: 0 });
    expect(registration.holdersRoot).not.toBe(zeroHash);
    expect(disclosures.map(({ digest }) => digest)).toEqual([files[0]?.sha256]);
    await beforeSigning?.();
    expect(world.put).toEqual(["holders", "metadata"]);

    act(() => onConfirmed?.({} as never));
    expect(screen.getByText("In the register")).toBeTruthy();
    const work = intent.slice("register:".length);
    expect(screen.getByRole("link", { name: /Make an offer/ }).getAttribute("href")).toBe(`/work/${work}/offer`);
    expect(screen.getByText("40 %")).toBeTruthy();
    await waitFor(async () => {
      expect(await drafts.get(draftKey)).toBeUndefined();
    });
  });

  it("does not count the stamp of another account, and offers both ways on", async () => {
    world.account = tomas;
    const opening = openingFor(ines);
    const draft = completeDraft(4, {
      content: { name: "a.txt", manifest, salt: opening.salt, opening },
      people: [newPerson({ name: "Tomas", role: "author", share: "100" })],
    });
    const { user } = await show(draft);
    expect(screen.getByText("This stamp cannot count for your registration")).toBeTruthy();
    expect(world.buttons.has("Publish and register")).toBe(false);
    await user.click(screen.getByRole("button", { name: "Go on without this stamp" }));
    await waitFor(() => expect(button("Stamp it first")?.calls).toHaveLength(1));
  });
});
