import type { Page } from "@playwright/test";

/** How long something may go on moving: a page that waits for the chain has a spinner for as long as that takes. */
const patience = 3_000;

/** Waits until fonts are there, nothing is being read any more and nothing moves. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async (limit) => {
    // A card that is off the screen is not read until somebody scrolls there: its placeholder moves for ever.
    const isFarPlaceholder = (animation: Animation) => {
      if (!(animation instanceof CSSAnimation) || animation.animationName !== "pulse") return false;
      const box = animation.effect instanceof KeyframeEffect && animation.effect.target?.getBoundingClientRect();
      return box ? box.bottom < 0 || box.top > innerHeight : false;
    };
    const isMoving = () =>
      document.getAnimations().some((one) => one.playState === "running" && !isFarPlaceholder(one));
    await document.fonts.ready;
    const end = performance.now() + limit;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // What replaces a placeholder may begin to move in the next frame.
    for (let still = 0; still < 3 && performance.now() < end; await frame()) {
      still = isMoving() ? 0 : still + 1;
    }
  }, patience);
}
