import type { Claimable } from "@colophon/sdk/read";
import * as read from "@colophon/sdk/read";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { zeroAddress } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { TransactionButtonProps } from "../../flow/TransactionButton.tsx";
import { fakeChain } from "../../testing/fakeChain.ts";
import { blockAt, deploymentFixture, maya, noon, workRecord } from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { PayHolder } from "./PayHolder.tsx";

vi.mock("@colophon/sdk/read", async (original) => ({
  ...(await original<typeof read>()),
  readClaimable: vi.fn(),
}));

const shown = vi.hoisted(() => ({ button: undefined as TransactionButtonProps | undefined }));

vi.mock("../../flow/TransactionButton.tsx", async (original) => ({
  ...(await original<object>()),
  TransactionButton: (props: TransactionButtonProps) => {
    shown.button = props;
    return (
      <ol>
        {props.calls?.map(({ says }) => (
          <li key={says}>{says}</li>
        ))}
      </ol>
    );
  },
}));

const work = workRecord();
const take = { address: deploymentFixture.contracts.royalties.address, abi: [], functionName: "take", args: [] };

const waits = (more: Partial<Claimable>) =>
  vi.mocked(read.readClaimable).mockResolvedValue({
    status: "found",
    value: { amount: 0n, toTake: undefined, gap: undefined, ...more },
    block: blockAt(noon),
  });

/** Opens the part and names somebody. */
async function ask(account: string) {
  renderPage(<PayHolder work={work} />, { chain: fakeChain() });
  const user = userEvent.setup({ delay: null });
  await user.click(screen.getByText("Have somebody paid who can’t do it themselves"));
  await user.click(screen.getByRole("textbox", { name: "Whose part" }));
  await user.paste(account);
}

const steps = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);

beforeEach(() => {
  vi.mocked(read.readClaimable).mockReset();
  shown.button = undefined;
});

describe("PayHolder", () => {
  it("asks what waits for exactly that holder, and sends it to them", async () => {
    waits({ amount: 5n * 10n ** 17n });
    await ask(maya);
    expect((await screen.findByText(/waits for them/)).textContent).toMatch(/^0\.5\sETH waits for them\.$/);
    expect(vi.mocked(read.readClaimable).mock.calls[0]?.[1]).toEqual({
      ...{ work: work.id, currency: zeroAddress, holder: maya },
    });
    expect(shown.button?.calls?.map(({ call }) => call)).toMatchObject([
      {
        address: deploymentFixture.contracts.royalties.address,
        functionName: "release",
        args: expect.arrayContaining([work.id, zeroAddress, maya]),
      },
    ]);
    expect(steps()).toEqual([expect.stringContaining(`Send ${maya} their income from`)]);
  });

  it("claims their units for them first, and says so", async () => {
    waits({ amount: 10n ** 18n, toTake: { units: 40_000_000, call: take as never } });
    await ask(maya);
    await screen.findByText(/waits for them/);
    expect(steps()).toEqual([
      expect.stringMatching(/^Claim their units of .* for them first\.$/),
      expect.stringMatching(/^Send 0x\w+ their income from/),
    ]);
    expect(shown.button?.calls?.[0]?.call).toBe(take);
  });

  it("sends nothing where nothing waits", async () => {
    waits({});
    await ask(maya);
    expect(await screen.findByText("Nothing waits for them in this currency.")).toBeDefined();
    expect(shown.button).toMatchObject({ calls: undefined, over: true });
  });

  it("never takes what could not be looked at for nothing", async () => {
    waits({ gap: "The list of holders is not in the store." });
    await ask(maya);
    expect(await screen.findByText("Nothing is known to wait for them in this currency.")).toBeDefined();
    expect(screen.getByText(/The list of holders is not in the store\./)).toBeDefined();
  });

  it("says what is wrong with an account before anything is asked", async () => {
    await ask("0x1234");
    const field = screen.getByRole("textbox", { name: "Whose part" });
    await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
    expect(read.readClaimable).not.toHaveBeenCalled();
  });

  it("C06 says that it cannot know", async () => {
    vi.mocked(read.readClaimable).mockResolvedValue({
      status: "unknown",
      problem: { name: "Silent", sentence: "The node does not answer.", values: {} },
      cause: undefined,
    });
    await ask(maya);
    expect(await screen.findByText("What waits for them cannot be read right now")).toBeDefined();
    expect(screen.queryByText(/^Nothing/)).toBeNull();
  });
});
