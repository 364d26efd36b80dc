import type { WorkEarnings } from "@colophon/sdk/read";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { zeroAddress, zeroHash } from "viem";
import { afterEach, describe, expect, it } from "vitest";
import { claimDocument, claimFragment } from "../../lib/signedClaim.ts";
import { fakeChain } from "../../testing/fakeChain.ts";
import { deploymentFixture, ines, maya, metadataOf } from "../../testing/fixtures.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { SendClaimPage } from "./SendClaimPage.tsx";
import { WithdrawDialog } from "./WithdrawDialog.tsx";
import type { WithdrawalLine } from "./withdrawals.ts";

const down = () => {
  throw Object.assign(new Error("fetch failed"), { code: -32603 });
};

afterEach(() => history.replaceState(null, "", "/"));

describe("SendClaimPage", () => {
  it("sends nothing while it is not known whether a share has to be taken first, and says so", async () => {
    const document = claimDocument({
      chainId: 31337,
      royalties: deploymentFixture.contracts.royalties.address,
      work: 5n,
      currency: zeroAddress,
      holder: ines,
      to: maya,
      maxSteps: 500n,
      nonce: 1n,
      deadline: 2_000_000_000n,
      signature: "0x1234",
    });
    history.replaceState(null, "", `/claim#${claimFragment(document)}`);
    renderPage(<SendClaimPage />, { chain: fakeChain({ eth_call: down }), walletChainId: 31337 });
    expect(await screen.findByText("What waits for the holder cannot be read right now")).toBeDefined();
    expect(screen.getByText("Not known right now")).toBeDefined();
    expect(screen.getByText("It can be sent once it is known what waits.")).toBeDefined();
    expect(screen.getByRole("button", { name: "Send it for them" }).getAttribute("aria-disabled")).toBe("true");
  });
});

describe("WithdrawDialog", () => {
  const incomeOf = (id: bigint): WorkEarnings => ({
    work: {
      id,
      claimant: ines,
      controller: ines,
      category: "literary",
      contentRoot: zeroHash,
      metadata: { status: "found", value: metadataOf() },
    },
    holding: { work: id, account: ines, units: 1, taken: 1, traded: 0, toTake: undefined, gap: undefined },
    currencies: [],
  });
  const lines: WithdrawalLine[] = [1n, 2n, 3n].map((id) => ({
    key: String(id),
    work: incomeOf(id),
    currency: zeroAddress,
    amount: id * 10n ** 18n,
  }));

  it("says on the button what is ticked, and how much that is together", async () => {
    const user = userEvent.setup({ delay: null });
    renderPage(<WithdrawDialog account={testAccount} lines={lines} onClose={() => {}} />, {
      chain: fakeChain(),
      walletChainId: 31337,
    });
    expect(await screen.findByRole("button", { name: "Withdraw them all" })).toBeDefined();
    expect(screen.getByText(/^Together:/).textContent).toContain("6");
    await user.click(screen.getByRole("checkbox", { name: /^3\sETH/ }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Withdraw these 2" })).toBeDefined());
    expect(screen.getByText(/^Together:/).textContent).toMatch(/3\sETH/);
  });
});
