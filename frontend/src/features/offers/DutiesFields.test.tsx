import { render, screen } from "@testing-library/react";
import { zeroAddress } from "viem";
import { expect, it, vi } from "vitest";
import { formOfConditions } from "./conditionsForm.ts";
import { ReportsFields } from "./DutiesFields.tsx";

vi.mock("../../flow/CurrencyField.tsx", () => ({
  CurrencyField: ({ label, hint }: { label: string; hint: string }) => <p data-testid={label}>{hint}</p>,
  TokenField: () => null,
}));

const dollar = "0x00000000000000000000000000000000000000d0";

it.each([
  [zeroAddress, "Revenue is reported and paid for in it."],
  [dollar, "Revenue is reported and paid for in it. The price is in another one."],
] as const)("says beside the currency of reports when the price is in another (%s)", (priceCurrency, words) => {
  render(
    <ReportsFields
      value={{ ...formOfConditions("none"), reports: true, currency: zeroAddress }}
      onChange={() => {}}
      errors={{}}
      shown="none"
      chosen={{ currency: undefined, reading: undefined }}
      priceCurrency={priceCurrency}
    />,
  );
  expect(screen.getByTestId("Currency of reports").textContent).toBe(words);
});
