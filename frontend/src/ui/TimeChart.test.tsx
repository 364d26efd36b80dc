import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { niceTicks, TimeChart } from "./TimeChart.tsx";

describe("niceTicks", () => {
  it.each([
    [0, [0, 1]],
    [Number.NaN, [0, 1]],
    [1, [0, 0.25, 0.5, 0.75, 1]],
    [7, [0, 2, 4, 6, 8]],
    [100, [0, 25, 50, 75, 100]],
    [0.3, [0, 0.1, 0.2, 0.3]],
  ])("goes from zero to %d in round steps", (max, ticks) => {
    expect(niceTicks(max)).toEqual(ticks);
  });

  it("never shows a part of what is counted", () => {
    for (const max of [1, 2, 3, 5, 7, 12, 30, 999]) {
      const ticks = niceTicks(max, true);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
    }
  });

  it("always reaches the largest value, in few steps", () => {
    for (let i = 0; i < 400; i++) {
      const max = 1.37 ** (i - 200);
      const ticks = niceTicks(max);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * (1 - 1e-9));
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  });
});

describe("TimeChart", () => {
  const series = [
    {
      key: "a",
      label: "Musical work",
      points: [
        { value: 1, text: "1" },
        { value: 3, text: "3" },
      ],
    },
    {
      key: "b",
      label: "Mark",
      points: [
        { value: undefined, text: "nothing" },
        { value: 2, text: "2" },
      ],
    },
  ];

  it("W12 reads each value out by keyboard, and names every series", () => {
    render(
      <TimeChart
        label="Registrations"
        kind="bars"
        times={["May", "June"]}
        series={series}
        tickText={(value) => `${value}`}
      />,
    );
    const chart = screen.getByRole("slider", { name: "Registrations" });
    expect(chart.getAttribute("aria-valuetext")).toContain("May to June");
    fireEvent.keyDown(chart, { key: "ArrowRight" });
    expect(chart.getAttribute("aria-valuetext")).toBe("May: Musical work 1, Mark nothing");
    fireEvent.keyDown(chart, { key: "End" });
    expect(chart.getAttribute("aria-valuetext")).toBe("June: Musical work 3, Mark 2");
    fireEvent.keyDown(chart, { key: "ArrowRight" });
    expect(chart.getAttribute("aria-valuenow")).toBe("2");
    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["Musical work", "Mark"]);
  });

  it("stacks bars to the sum, within the frame", () => {
    const { container } = render(
      <TimeChart label="Registrations" kind="bars" times={["May", "June"]} series={series} tickText={String} />,
    );
    const svg = container.querySelector("[role=slider] svg");
    const bars = [...(svg?.querySelectorAll("rect") ?? [])].map((bar) => ({
      y: Number(bar.getAttribute("y")),
      height: Number(bar.getAttribute("height")),
    }));
    expect(bars).toHaveLength(3);
    for (const { y, height } of bars) {
      expect(y).toBeGreaterThanOrEqual(12);
      expect(y + height).toBeLessThanOrEqual(212.01);
    }
  });

  it("draws no line through a month in which nothing is known", () => {
    const values = [4, 5, undefined, 6, undefined, 7, 8];
    const points = values.map((value) => ({ value, text: String(value ?? "nothing") }));
    const { container } = render(
      <TimeChart
        label="Mean price"
        kind="lines"
        times={values.map((_, month) => `month ${month}`)}
        series={[{ key: "a", label: "Mean price", points }]}
        tickText={String}
      />,
    );
    const path = container.querySelector("path")?.getAttribute("d") ?? "";
    expect([...path].filter((letter) => /[ML]/.test(letter)).join("")).toBe("MLMML");
    expect(container.querySelectorAll("circle")).toHaveLength(5);
  });
});
