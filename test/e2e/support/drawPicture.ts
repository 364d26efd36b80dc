import type { Browser } from "@playwright/test";

/** A picture that nobody has seen before, as a PNG file: an evening at low water. */
export async function drawPicture(browser: Browser, width = 900, height = 1200): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height }, baseURL: undefined });
  const hue = Math.floor(Math.random() * 360);
  await page.setContent(`<body style="margin:0;height:100vh;background:linear-gradient(
    hsl(${hue} 45% 82%), hsl(${hue + 30} 50% 60%) 55%, hsl(${hue + 60} 35% 30%) 55%, hsl(${hue + 60} 40% 14%))">
    <svg viewBox="0 0 90 120" width="100%" height="100%">
      <circle cx="62" cy="38" r="9" fill="hsl(${hue} 80% 94%)"/>
      <path d="M20 78h34l-6 8H27z" fill="#1c1612"/><path d="M37 77V50l14 25z" fill="hsl(${hue} 40% 92%)"/>
    </svg>`);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
