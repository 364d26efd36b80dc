import { createSheet, type Point, type Sheet } from "../press/createSheet.ts";
import { exactMath } from "../press/exactMath.ts";
import { inks } from "../press/inks.ts";
import { noise } from "../press/noise.ts";
import { shapes } from "../press/shapes.ts";

const { paper, ...drums } = inks;
type Night = Sheet<keyof typeof drums>;

const sheetSize = { left: 150, top: -200, width: 900, height: 1200 };
const [width, height] = [1200, 1000];
const moon = { x: 600, y: 300, radius: 176 };

/** The cover of The Last Page: a printed leaf, folded and sealed, on the tide. */
export function paperBoat(scale: number): Uint8Array {
  const sheet: Night = createSheet({ ...sheetSize, scale, paper, inks: drums });
  sky(sheet);
  wave(sheet, 0);
  wave(sheet, 1);
  boat(sheet, 600, 553);
  for (let i = 2; i < 8; i++) wave(sheet, i);
  return sheet.toPng();
}

function sky(sheet: Night) {
  const night = (_: number, y: number) => 0.86 - 0.6 * exactMath.smooth(0, 620, y);
  const sea = (x: number, y: number) => 0.9 - 0.16 * noise.layered(x / 300, y / 120, 11, 3);
  sheet.paint(shapes.rectangle(0, -200, width, 840), {
    night,
    sea,
    coral: (_, y) => 0.34 * exactMath.smooth(240, 620, y),
  });
  const random = noise.sequence(12);
  for (let i = 0; i < 150; i++) {
    const [x, y] = [random() * width, random() * random() * 700 - 190];
    sheet.overprint(shapes.disc(x, y, 0.8 + 1.5 * random() * random()), { night: 0, sea: 0.1, sun: 0.3, coral: 0 });
  }
  [420, 344, 280, 228].forEach((radius, i) => {
    sheet.overprint(shapes.disc(moon.x, moon.y, radius), {
      night: (x, y) => night(x, y) * (0.82 - 0.17 * i),
      sea: (x, y) => sea(x, y) * (0.97 - 0.07 * i),
    });
  });
  const dust = (x: number, y: number) => noise.layered(x / 96, y / 88, 19, 3);
  sheet.paint(shapes.disc(moon.x, moon.y, moon.radius), {
    sun: (x, y) => 0.22 + 0.26 * exactMath.smooth(0.4, 0.72, dust(x, y)),
    sea: (x, y) => 0.2 * exactMath.smooth(0.42, 0.7, dust(x, y)),
    coral: (x, y) => 0.08 * exactMath.smooth(0.46, 0.72, dust(x, y)),
  });
  for (const [x, y, long] of [
    [300, 262, 420],
    [905, 226, 340],
    [820, 372, 460],
    [390, 408, 380],
  ] as const) {
    const veil = Array.from({ length: 61 }, (_, i): Point => {
      const t = i / 60;
      return [x + (t - 0.5) * long, y + 3 * exactMath.sin(t * 7 + x)];
    });
    sheet.overprint(
      shapes.ribbon(veil, (t) => 11 * exactMath.sin(Math.PI * t) * (0.4 + noise.layered(t * 4, x, 15, 3))),
      { night: 0.34, sea: 0.78, sun: 0, coral: 0.3 },
    );
  }
}

/** One row of swell, from the farthest (0) to the nearest. */
function wave(sheet: Night, row: number) {
  const base = 560 + 20 * row + 6.5 * row * row;
  const swell = 9 + 3.4 * row;
  const long = 64 + 23 * row;
  const crest = Array.from({ length: 241 }, (_, i): Point => {
    const x = i * 5;
    const phase = x / long + row * 2.1;
    // Waves are steeper than they are hollow.
    const shape = exactMath.sin(phase) + 0.28 * exactMath.sin(2 * phase + 1.3);
    return [x, base - swell * shape - 6 * (noise.layered(x / 260, row, 21, 2) - 0.5)];
  });
  const lit = (x: number) => exactMath.smooth(430 - 20 * row, 40, Math.abs(x - moon.x));
  // The next row covers what is deeper.
  const floor = Math.min(height, base + 240);
  sheet.paint([...crest, [width, floor], [0, floor]], {
    sea: (_, y) => 0.95 - 0.2 * exactMath.smooth(base + 60, base - 20, y),
    night: (x, y) =>
      0.24 +
      0.1 * row +
      0.26 * exactMath.smooth(base - 10, base + 90, y) -
      0.2 * lit(x) * exactMath.smooth(base + 60, base - 20, y),
    coral: 0.1,
  });
  sheet.overprint(
    shapes.ribbon(crest, (t) => 1.6 + row * 0.5 + 1.6 * lit(t * width)),
    { night: 0, coral: 0, sea: (x) => 0.5 - 0.42 * lit(x), sun: (x) => 0.4 * lit(x) },
  );
  const random = noise.sequence(30 + row);
  for (let i = 0; i < 22 + row * 4; i++) {
    const away = (random() + random() - 1) * (150 + 40 * row);
    const [x, y] = [moon.x + away, base + 8 + random() * (22 + 12 * row)];
    const half = (8 + 20 * random()) * (0.6 + row * 0.18) * (1 - Math.abs(away) / 460);
    const line: Point[] = [
      [x - half, y],
      [x - half / 3, y - 1.5],
      [x + half / 3, y + 1],
      [x + half, y],
    ];
    sheet.overprint(
      shapes.ribbon(shapes.curve(line), (t) => (1.5 + row * 0.55) * exactMath.sin(Math.PI * t)),
      { night: 0, sea: 0.14, sun: 0.36, coral: 0 },
    );
  }
}

function boat(sheet: Night, x: number, y: number) {
  const tilt = -0.03;
  const size = 1.16;
  const at = ([px, py]: Point): Point => {
    const [c, s] = [exactMath.cos(tilt) * size, exactMath.sin(tilt) * size];
    return [x + px * c - py * s, y + px * s + py * c];
  };
  const fold = (points: readonly Point[]) => points.map(at);
  const [left, right, peak, dip]: [Point, Point, Point, Point] = [
    [-262, -84],
    [262, -84],
    [0, -212],
    [0, 12],
  ];
  sheet.paint(fold([left, [0, -52], right, dip]), { sea: 0.5, night: 0.2, sun: 0.12 });
  sheet.paint(fold([peak, [-116, -4], [0, 16]]), { sun: 0.1 });
  sheet.paint(fold([peak, [116, -4], [0, 16]]), { sea: 0.26, sun: 0.12, coral: 0.06 });
  printSail(sheet, at);
  sheet.paint(fold([left, dip, [0, 104], [-150, 104]]), { sun: 0.07 });
  sheet.paint(fold([right, dip, [0, 104], [150, 104]]), { sea: 0.2, sun: 0.12, coral: 0.05 });
  for (let row = 0; row < 7; row++) for (const side of [-1, 1] as const) printHull(sheet, at, side, row);
  const seal = at([0, 42]);
  const wax = shapes.disc(seal[0], seal[1], 25).map(([px, py], i): Point => {
    const uneven = 1 + 0.14 * (noise.smoothAt(i / 5, 1, 43) - 0.5);
    return [seal[0] + (px - seal[0]) * uneven, seal[1] + (py - seal[1]) * uneven];
  });
  sheet.paint(wax, { coral: 1, night: (px, py) => 0.1 + 0.2 * exactMath.smooth(0, 30, px - seal[0] + py - seal[1]) });
  sheet.overprint(shapes.ring(seal[0], seal[1], 16, 1.8), { night: 0.5 });
  sheet.overprint(
    shapes.ribbon(
      [
        [seal[0] - 7, seal[1] - 8],
        [seal[0], seal[1] + 9],
        [seal[0] + 7, seal[1] - 8],
      ],
      () => 2.2,
    ),
    { night: 0.55 },
  );
}

type Fold = (point: Point) => Point;

/** A line of type on one half of the hull: words of uneven length that follow the fold. */
function printHull(sheet: Night, at: Fold, side: -1 | 1, row: number) {
  const height = (along: number) => 26 + row * 12 - (96 / 262) * along;
  // The first line of the leaf is indented.
  const start = side < 0 && row === 0 ? 64 : 30;
  const end = 232 - row * 17 - noise.at(row, side, 42) * 26;
  for (let along = start, word = 0; along < end; word++) {
    const long = Math.min(end - along, 9 + 24 * noise.at(word, row, side + 44));
    const line: Point[] = [at([side * along, height(along)]), at([side * (along + long), height(along + long)])];
    sheet.overprint(
      shapes.ribbon(line, () => 2.7),
      { night: 0.62, sea: 0.3 },
    );
    along += long + 6;
  }
}

/** Lines of type on the sail, as long as it is wide there. */
function printSail(sheet: Night, at: Fold) {
  for (let row = 0; row < 7; row++) {
    const y = -82 + row * 7.6;
    const line: Point[] = [at([-0.43 * (y + 196), y - 6]), at([-8, y + 2])];
    sheet.overprint(
      shapes.ribbon(line, () => 2.1),
      { night: 0.35, sea: 0.2 },
    );
  }
}
