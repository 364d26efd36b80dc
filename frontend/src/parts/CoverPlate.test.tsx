import { render } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { workSummary } from "../testing/fixtures.ts";
import { roomOf } from "../ui/MediaView.tsx";
import { CoverPlate, WorkCover, WorkPicture } from "./WorkCover.tsx";

const stored = vi.hoisted(() => ({
  status: "found",
  media: { kind: "image", bytes: new Uint8Array(1), type: "image/png", width: 0, height: 0 },
}));
const store = vi.hoisted(() => ({ slow: false }));
vi.mock("../lib/reads.ts", () => ({
  useStoredMedia: (file: unknown) => ({
    data: store.slow ? undefined : file && stored,
    isLoading: store.slow && file !== undefined,
  }),
}));

const digest = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
const pictured = () => {
  const work = workSummary();
  const { metadata } = work;
  if (metadata.status !== "found") throw new Error("The fixture has no description.");
  return { ...work, metadata: { ...metadata, value: { ...metadata.value, image: `ipfs://${digest}` as const } } };
};

describe("the picture of a work", () => {
  it("stands on its page in its own shape, never as a small strip in the shape of a book", () => {
    Object.assign(stored.media, { width: 1600, height: 700 });
    const { container } = render(<WorkPicture work={pictured()} />);
    const picture = container.querySelector("img");
    expect(picture?.style.aspectRatio).toBe("1600 / 700");
    expect(container.firstChild).toBe(picture);
  });

  it("has its room before it has come, as large as its description says, and never higher than there is room", () => {
    const work = pictured();
    const image_details = { type: "image/png", size: 1, width: 720, height: 960 };
    const value = { ...work.metadata.value, image_details };
    store.slow = true;
    const { container } = render(<WorkPicture work={{ ...work, metadata: { ...work.metadata, value } }} />);
    store.slow = false;
    const [room] = container.children as unknown as HTMLElement[];
    expect(room?.style.aspectRatio).toBe("720 / 960");
    expect(roomOf({ width: 1, height: 1e9 }).width).toBe("min(100%, 1px, var(--most) * 1e-9)");
  });

  it.each([
    [1600, 700, false],
    [600, 800, true],
  ])("of %i x %i is cut to the shape of a book only if it nearly has it (%s)", (width, height, fills) => {
    Object.assign(stored.media, { width, height });
    const { container } = render(<WorkCover work={pictured()} />);
    expect(container.querySelector("img")?.className.includes("object-cover")).toBe(fills);
  });
});

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
