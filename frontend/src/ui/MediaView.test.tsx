import { render, screen } from "@testing-library/react";
import { stringToBytes } from "viem";
import { describe, expect, it } from "vitest";
import { mediaOf } from "../lib/media.ts";
import { MediaView } from "./MediaView.tsx";

const page = `<h1 onclick="alert(1)">Hello</h1><script>document.title = "taken"</script><a href="javascript:alert(1)">x</a>`;

describe("MediaView", () => {
  it("W05 shows HTML that calls itself a text as its own characters", () => {
    const { container } = render(
      <MediaView media={mediaOf(stringToBytes(page), "text/plain")} label="Preview of a trap" />,
    );
    expect(container.querySelector("h1, script, a, iframe")).toBeNull();
    expect(container.textContent).toBe(page);
  });

  it("W05 shows nothing of HTML or SVG that says what it is", () => {
    for (const type of ["text/html", "image/svg+xml"]) {
      const { container, unmount } = render(<MediaView media={mediaOf(stringToBytes(page), type)} label="Preview" />);
      expect(container.querySelector("img, iframe, object, script")).toBeNull();
      expect(container.textContent).toMatch(/can carry a program, so it is not shown/);
      unmount();
    }
  });

  it("plays sound from memory, under a name", async () => {
    const wav = new Uint8Array(64);
    wav.set(Uint8Array.from("RIFF\0\0\0\0WAVE", (character) => character.charCodeAt(0)));
    render(<MediaView media={mediaOf(wav, "audio/wav")} label="Preview of Four Buoys" />);
    const player = await screen.findByLabelText("Preview of Four Buoys");
    expect(player.getAttribute("src")).toMatch(/^blob:/);
  });
});
