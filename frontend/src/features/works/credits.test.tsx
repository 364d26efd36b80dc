import { type Credit, creditDigestOf } from "@colophon/sdk";
import { timestampsAbi } from "@colophon/sdk/abi";
import { screen } from "@testing-library/react";
import { encodeAbiParameters, encodeEventTopics, getAddress, numberToHex } from "viem";
import { expect, it } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { deploymentFixture, maya, workRecord } from "../../testing/fixtures.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { CreditsList } from "./Credits.tsx";

const work = workRecord({ claimant: maya, controller: maya });
const coAuthor = getAddress(`0x${"33".repeat(20)}`);
const { works, timestamps } = deploymentFixture.contracts;
const credits: Credit[] = [
  { name: "Maya Lind", role: "author", account: work.claimant },
  { name: "Nils Brand", role: "illustrator", account: coAuthor },
  { name: "Jonas Vey", role: "translator", account: testAccount },
  { name: "A friend", role: "editor" },
];

const place = { chainId: deploymentFixture.chainId, works: works.address };
const confirmed = {
  address: timestamps.address,
  topics: encodeEventTopics({
    abi: timestampsAbi,
    eventName: "Commit",
    args: {
      timePoint: 1_773_324_309n,
      from: coAuthor,
      commitment: creditDigestOf(place, { work: work.id, account: coAuthor, name: "Nils Brand", role: "illustrator" }),
    },
  }),
  data: encodeAbiParameters([{ type: "bytes" }], ["0x"]),
  blockNumber: "0x6",
  blockHash: `0x${"b6".repeat(32)}`,
  blockTimestamp: numberToHex(1_773_324_309),
  transactionHash: `0x${"0a".repeat(32)}`,
  transactionIndex: "0x0",
  logIndex: "0x0",
  removed: false,
};

const rowOf = async (name: string) => (await screen.findByText(name)).closest("li")?.textContent;

it("tells confirmed credits from those that only the claimant says, and asks the one who is there", async () => {
  renderPage(<CreditsList work={work} credits={credits} />, {
    chain: fakeChain({ eth_getLogs: () => [confirmed] }),
    walletChainId: 31337,
  });
  expect(await screen.findByText("Confirmed by this account")).toBeDefined();
  expect(await rowOf("Nils Brand")).toContain("12 March 2026");
  expect(await rowOf("Maya Lind")).toContain("Said by the claimant of themselves.");
  expect(await rowOf("Jonas Vey")).toContain("This account has not confirmed it.");
  expect(await rowOf("A friend")).toContain("without an account that could confirm it");
  expect(await screen.findByText(/You are credited here as Jonas Vey/)).toBeDefined();
  expect(await screen.findByRole("button", { name: /Confirm your credit/ })).toBeDefined();
});

it("claims nothing while the chain cannot be asked", async () => {
  const down = () => {
    throw Object.assign(new Error("fetch failed"), { code: -32603 });
  };
  renderPage(<CreditsList work={work} credits={credits} />, { chain: fakeChain({ eth_getBlockByNumber: down }) });
  expect(await screen.findByText(/Who confirmed their credit/)).toBeDefined();
  expect(await rowOf("Nils Brand")).toContain("Named by the claimant.");
  expect(screen.queryByText(/has not confirmed it/)).toBeNull();
});
