import {
  answerFragmentOf,
  answerOf,
  handoverFragmentOf,
  handoverIn,
  handoverTypedData,
  ledgerUntil,
} from "@colophon/sdk/disclosures";
import { screen } from "@testing-library/react";
import { createPublicClient, custom } from "viem";
import { beforeEach, describe, expect, it } from "vitest";
import { makeLedger, reader } from "../../../../../sdk/src/testing/ledgers.ts";
import { fakeChain } from "../../../testing/fakeChain.ts";
import { renderPage } from "../../../testing/renderPage.tsx";
import { HandoverPage } from "./HandoverPage.tsx";
import { checkAnswer, openHandoverLink } from "./handing.ts";
import { joinLedger } from "./keptLedgers.ts";

const { ledger } = await makeLedger();
const first = handoverIn(ledger, 1);
const answer = answerOf(first, "received", 7, await reader.signTypedData(handoverTypedData(first, "received", 7)));

beforeEach(() => history.replaceState(null, "", "/agreement#files"));

describe("a ledger that was saved elsewhere", () => {
  const own = (until: number) => ({ ledger: ledgerUntil(ledger, until), stamp: undefined });

  it("goes on from the one on this device, and keeps the stamps of both", () => {
    const joined = joinLedger(own(2), { ...ledger, stamps: ledger.stamps.slice(1) });
    expect(joined.ledger.entries).toHaveLength(5);
    expect(joined.ledger.stamps).toHaveLength(2);
  });

  it("never takes entries away", () => {
    expect(joinLedger(own(5), ledgerUntil(ledger, 2)).ledger.entries).toHaveLength(5);
  });

  it("is refused if an entry differs", () => {
    const [entry, ...rest] = ledger.entries;
    if (!entry) throw new Error("no entry");
    const other = { ...ledger, entries: [{ ...entry, time: 1 }, ...rest] };
    expect(() => joinLedger(own(2), other)).toThrow(/different entries/);
  });
});

describe("a link", () => {
  it("is told apart: files for a recipient, their answer, or something else", () => {
    expect(openHandoverLink(handoverFragmentOf(first))).toHaveProperty("handover");
    expect(openHandoverLink(answerFragmentOf(answer))).toHaveProperty("answer");
    expect(openHandoverLink("abc")).toHaveProperty("problem");
    expect(openHandoverLink("a b")).toEqual({ problem: expect.stringContaining("not complete") });
  });

  it("shows the recipient the promise and the digests before anything is opened or signed", async () => {
    history.replaceState(null, "", `/agreement#${handoverFragmentOf(first)}`);
    renderPage(<HandoverPage />, { chain: fakeChain() });
    expect(await screen.findByText(/What we show each other stays between us/)).toBeDefined();
    expect(screen.getByText(first.entry.files[0]?.sha256 ?? "")).toBeDefined();
    expect(await screen.findByText("All 3 parties signed exactly this text.")).toBeDefined();
    expect(screen.getByRole("button", { name: "Open and save" }).getAttribute("aria-disabled")).toBe("true");
  });

  it("of an answer says where to open it if this device keeps no such ledger", async () => {
    history.replaceState(null, "", `/agreement#${answerFragmentOf(answer)}`);
    renderPage(<HandoverPage />, { chain: fakeChain() });
    expect(await screen.findByText(/This device keeps no ledger under that agreement/)).toBeDefined();
  });
});

describe("an answer", () => {
  it("is taken only with the recipient's signature, of a contract as its chain says", async () => {
    const before = ledgerUntil(ledger, 1);
    const client = createPublicClient({ transport: custom(fakeChain({ eth_getCode: () => "0x" })) });
    expect(await checkAnswer(client, before, answer)).toBe(answer);
    const forged = { ...answer, time: 8 };
    await expect(checkAnswer(client, before, forged)).rejects.toThrow(/did not sign this answer/);
  });
});
