import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { CoverPlate } from "./WorkCover.tsx";

describe("CoverPlate", () => {
  it("W05 prints a hostile title as its characters", () => {
    const title = `<img src=x onerror=alert(1)><script>alert(2)</script>`;
    const { container } = render(<CoverPlate work={5n} title={title} creators={undefined} />);
    expect(container.querySelector("img, script")).toBeNull();
    expect(container.textContent).toContain(title);
  });

  it("W06 keeps the direction of a title to itself", () => {
    const { container } = render(<CoverPlate work={5n} title="شمس" creators="Ines" />);
    expect([...container.querySelectorAll("bdi")].map((element) => element.textContent)).toEqual(["شمس", "Ines"]);
  });
});
