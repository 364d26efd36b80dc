import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Money } from "./values.tsx";

const text = (element: React.ReactElement) => render(element).container.textContent?.replaceAll("\u00a0", " ");

describe("Money", () => {
  it("is exact unless it says otherwise", () => {
    expect(text(<Money amount={1n} decimals={18} symbol="ETH" />)).toBe("0.000000000000000001 ETH");
  });

  it("says about when it rounds, and keeps the exact figure in its title", () => {
    const { container } = render(<Money amount={39_542_123_456_789n} decimals={18} symbol="ETH" about={8} />);
    expect(container.textContent?.replaceAll("\u00a0", " ")).toBe("about 0.00003954 ETH");
    expect(container.querySelector("[title]")?.getAttribute("title")).toBe("0.000039542123456789 ETH");
  });

  it("does not say about when nothing is left out", () => {
    expect(text(<Money amount={5n * 10n ** 17n} decimals={18} symbol="ETH" about={8} />)).toBe("0.5 ETH");
  });

  it("never shows something as nothing", () => {
    expect(text(<Money amount={1n} decimals={18} symbol="ETH" about={8} />)).toBe("less than 0.00000001 ETH");
  });
});
