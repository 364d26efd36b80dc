import { createSheet, type Point, type Sheet } from "../press/createSheet.ts";
import { exactMath } from "../press/exactMath.ts";
import { inks } from "../press/inks.ts";
import { noise } from "../press/noise.ts";
import { shapes } from "../press/shapes.ts";

const { paper, ...drums } = inks;
type Chart = Sheet<keyof typeof drums>;

const sheetSize = { left: 150, top: -90, width: 900, height: 1200 };
const [width, height] = [1200, 1110];
const days = 29;
const moon = { x: 600, y: 390, radius: 214 };

/** The cover of Ebb: one line of water for each day from spring tide to spring tide, and the moon that draws them. */
export function tideCurves(scale: number): Uint8Array {
  const sheet: Chart = createSheet({ ...sheetSize, scale, paper, inks: drums });
  sheet.paint(shapes.rectangle(0, -90, width, height + 90), {
    sun: (x, y) => 0.1 + 0.05 * noise.layered(x / 200, y / 200, 1, 3),
    sea: (_, y) => 0.1 * exactMath.smooth(300, -90, y),
  });
  phases(sheet);
  disc(sheet);
  for (let day = 0; day < days; day++) water(sheet, day);
  return sheet.toPng();
}

/** The moon from new to new, in a row. */
function phases(sheet: Chart) {
  for (let i = 0; i < 9; i++) {
    const [x, y, radius] = [240 + i * 90, 40, 22];
    sheet.paint(shapes.disc(x, y, radius), { night: 0.82, sea: 0.7 });
    // The lit part lies between the rim and an ellipse that narrows and widens.
    const lit = 1 - Math.abs(i - 4) / 4;
    if (lit === 0) continue;
    const side = i <= 4 ? 1 : -1;
    const rim = Array.from({ length: 33 }, (_, k): Point => {
      const angle = Math.PI * (k / 32 - 0.5);
      return [x + side * radius * exactMath.cos(angle), y + radius * exactMath.sin(angle)];
    });
    const inner = Array.from({ length: 33 }, (_, k): Point => {
      const angle = Math.PI * (0.5 - k / 32);
      return [x + side * radius * (1 - 2 * lit) * exactMath.cos(angle), y + radius * exactMath.sin(angle)];
    });
    sheet.paint([...rim, ...inner], { sun: 0.3 });
    sheet.overprint(shapes.ring(x, y, radius, 1.6), { night: 0.8, sea: 0.6 });
  }
}

function disc(sheet: Chart) {
  const craters = (x: number, y: number) => noise.layered(x / 120, y / 120, 6, 4);
  [moon.radius + 74, moon.radius + 36].forEach((radius, i) => {
    sheet.overprint(shapes.disc(moon.x, moon.y, radius), { sun: 0.2, coral: 0.12 + 0.14 * i, sea: 0 });
  });
  sheet.paint(shapes.disc(moon.x, moon.y, moon.radius), {
    sun: (_, y) => 0.22 + 0.3 * exactMath.smooth(420, 160, y),
    coral: (x, y) => 0.62 + 0.24 * exactMath.smooth(150, 420, y) + 0.2 * exactMath.smooth(0.42, 0.7, craters(x, y)),
    sea: (x, y) => 0.16 * exactMath.smooth(0.5, 0.74, craters(x, y)),
  });
}

/** The height of the water at a time in hours: moon and sun pull together at spring tide and apart at neap. */
function tide(hours: number): number {
  const degrees = Math.PI / 180;
  return (
    1.6 * exactMath.cos(28.9841 * degrees * hours) +
    0.75 * exactMath.cos(30 * degrees * hours) +
    0.3 * exactMath.cos(28.4397 * degrees * hours + 1) +
    0.22 * exactMath.cos(15.0411 * degrees * hours + 0.4)
  );
}

function water(sheet: Chart, day: number) {
  const t = day / (days - 1);
  const base = 410 + 690 * t * (0.62 + 0.38 * t);
  const tall = 11 + 13 * t;
  const line = Array.from({ length: 241 }, (_, i): Point => {
    const x = i * 5;
    // Calm at the edges, so that the eye rests in the middle.
    const swell = 0.4 + 0.6 * exactMath.smooth(640, 120, Math.abs(x - moon.x));
    return [x, base - tall * swell * tide(day * 14.77 + (x / width) * 25)];
  });
  const beneath = (x: number) => exactMath.smooth(270, 60, Math.abs(x - moon.x)) * exactMath.smooth(0.75, 0, t);
  // The next lines cover what is deeper.
  const floor = Math.min(height, base + 130);
  sheet.paint([...line, [width, floor], [0, floor]], {
    sea: (x, y) => 0.22 + 0.72 * t + 0.2 * exactMath.smooth(base - 20, base + 60, y) - 0.16 * beneath(x),
    night: (_, y) => 0.66 * exactMath.smooth(0.3, 1, t) + 0.1 * exactMath.smooth(base, base + 60, y) - 0.06,
    sun: (x) => 0.16 * (1 - t) + 0.12 * beneath(x),
    coral: (x) => 0.5 * beneath(x),
  });
  sheet.overprint(
    shapes.ribbon(line, () => 1.5 + 0.9 * t),
    t > 0.55 ? { night: 0, sea: 0.3, sun: 0.1 } : { night: 0.72, sea: 0.8 },
  );
}
