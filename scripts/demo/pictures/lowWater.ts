import { createSheet, type Point, type Sheet } from "../press/createSheet.ts";
import { exactMath } from "../press/exactMath.ts";
import { inks } from "../press/inks.ts";
import { noise } from "../press/noise.ts";
import { shapes } from "../press/shapes.ts";

const { paper, ...drums } = inks;
type Landscape = Sheet<keyof typeof drums>;

const whole = { left: 180, top: -150, width: 900, height: 1200 };
/** Where the heron stands. */
const detail = { left: 400, top: 500, width: 600, height: 400 };
const [width, height, horizon] = [1200, 1050, 420];
const sun = { x: 800, y: 345, radius: 132 };

/** Low Water, Late Light: a bay at ebb tide, in four inks. */
export function lowWater(scale: number): Uint8Array {
  return print(whole, scale);
}

/** A part of it, at the size of the original. */
export function lowWaterDetail(scale: number): Uint8Array {
  return print(detail, scale);
}

function print(part: typeof whole, scale: number): Uint8Array {
  const sheet: Landscape = createSheet({ ...part, scale, paper, inks: drums });
  sky(sheet);
  islands(sheet);
  water(sheet);
  flats(sheet);
  grasses(sheet);
  birds(sheet);
  return sheet.toPng();
}

function sky(sheet: Landscape) {
  const cold = (x: number, y: number) =>
    (1 - exactMath.smooth(-120, 330, y + 40 * noise.layered(x / 400, y / 90, 12, 3))) * 0.78;
  const warm = (x: number, y: number) =>
    exactMath.smooth(120, 470, y + 26 * noise.layered(x / 320, y / 60, 11, 3)) * 0.52;
  const gold = (_: number, y: number) => exactMath.smooth(60, 400, y) * 0.62;
  sheet.paint(shapes.rectangle(0, -150, width, horizon + 154), { sun: gold, coral: warm, sea: cold });
  // The glow is discs on discs, as a printer would cut them.
  [292, 240, 196, 160].forEach((radius, i) => {
    sheet.overprint(shapes.disc(sun.x, sun.y, radius), {
      sun: (x, y) => exactMath.mix(gold(x, y), 0.85, (i + 1) * 0.17),
      coral: (x, y) => exactMath.mix(warm(x, y), 0.2, (i + 1) * 0.1),
      sea: (x, y) => cold(x, y) * (0.76 - 0.2 * i),
    });
  });
  sheet.paint(shapes.disc(sun.x, sun.y, sun.radius), {
    sun: 1,
    coral: (_, y) => exactMath.smooth(sun.y - 150, sun.y + 130, y) * 0.75,
  });
  const random = noise.sequence(21);
  for (let i = 0; i < 13; i++) {
    const y = 96 + i * 23 + random() * 16;
    const x = random() * width;
    const long = 150 + random() * 330;
    const thick = 5 + random() * 9 + i * 0.3;
    const cloud = lens(x, y, long, thick, 300 + i);
    sheet.overprint(cloud, i % 3 === 0 ? { coral: 0.62, sun: 0.5 } : { sea: 0.04, coral: 0.16 + i * 0.03, sun: 0.34 });
  }
}

/** A flat cloud: straight below, uneven above. */
function lens(x: number, y: number, long: number, thick: number, seed: number): Point[] {
  const steps = 40;
  const top = Array.from({ length: steps + 1 }, (_, i): Point => {
    const t = i / steps;
    const bulge = exactMath.sin(Math.PI * t) * (0.5 + noise.layered(t * 5, seed, seed, 3));
    return [x + (t - 0.5) * long, y - thick * bulge];
  });
  const bottom = Array.from({ length: steps + 1 }, (_, i): Point => {
    const t = 1 - i / steps;
    return [x + (t - 0.5) * long, y + thick * 0.3 * exactMath.sin(Math.PI * t)];
  });
  return [...top, ...bottom];
}

function ridge(from: number, to: number, base: number, rise: number, seed: number, detail: number): Point[] {
  const steps = 160;
  const line = Array.from({ length: steps + 1 }, (_, i): Point => {
    const t = i / steps;
    const x = from + (to - from) * t;
    const envelope = exactMath.smooth(0, 0.22, t) * exactMath.smooth(1, 0.7, t);
    return [x, base - rise * envelope * (0.25 + noise.layered(x / detail, seed, seed, 4))];
  });
  return [...line, [to, base + 3], [from, base + 3]];
}

function islands(sheet: Landscape) {
  sheet.paint(ridge(520, 1330, horizon, 84, 31, 210), { coral: 0.62, sun: 0.45, sea: 0.22 });
  sheet.paint(ridge(-260, 720, horizon, 128, 32, 190), { coral: 0.55, sea: 0.5, sun: 0.3 });
  sheet.paint(ridge(880, 1500, horizon + 2, 110, 33, 170), { coral: 0.6, sea: 0.68, night: 0.12 });
  sheet.paint(ridge(-340, 430, horizon + 3, 176, 34, 150), { coral: 0.5, sea: 0.85, night: 0.34 });
  lighthouse(sheet, 306, 366);
}

function lighthouse(sheet: Landscape, x: number, y: number) {
  const tower: Point[] = [
    [x - 7, y],
    [x - 4.5, y - 62],
    [x + 4.5, y - 62],
    [x + 7, y],
  ];
  sheet.paint(tower, { coral: 0.1, sea: (px) => (px < x ? 0.3 : 0) });
  sheet.paint(shapes.rectangle(x - 6.2, y - 34, 12, 13), { coral: 1, night: 0.1 });
  sheet.paint(shapes.rectangle(x - 7, y - 65, 14, 3), { night: 0.9, sea: 0.6 });
  sheet.paint(shapes.rectangle(x - 3.6, y - 74, 7.2, 9), { sun: 1 });
  sheet.paint(
    [
      [x - 6, y - 74],
      [x, y - 82],
      [x + 6, y - 74],
    ],
    { night: 0.9, sea: 0.6 },
  );
}

const seaTones = {
  sun: (x: number, y: number) => 0.5 * exactMath.smooth(640, 420, y) + 0.34 * glitter(x, y),
  coral: (x: number, y: number) => 0.46 * exactMath.smooth(600, 410, y) + 0.1 * glitter(x, y),
  sea: (x: number, y: number) => (0.12 + 0.66 * exactMath.smooth(415, 610, y)) * (1 - 0.8 * glitter(x, y)),
};

function water(sheet: Landscape) {
  sheet.paint(shapes.rectangle(0, horizon, width, height - horizon), seaTones);
  // Islands stand on their own darker reflections.
  for (const [from, to, depth, tones] of [
    [-20, 410, 62, { sea: 0.8, coral: 0.45, night: 0.24 }],
    [905, 1220, 40, { sea: 0.66, coral: 0.5, night: 0.1 }],
  ] as const) {
    for (let i = 0; i < depth / 4; i++) {
      const y = horizon + 3 + i * 4;
      const shrink = i * (1.5 + noise.at(i, 1, 41) * 4);
      sheet.overprint(
        lens((from + to) / 2 + (noise.at(i, 2, 42) - 0.5) * 26, y, to - from - shrink, 2.3, 60 + i),
        tones,
      );
    }
  }
  const random = noise.sequence(45);
  for (let i = 0; i < 150; i++) {
    const depth = random() * random();
    const y = horizon + 5 + depth * 190;
    const x = sun.x + (random() + random() - 1) * (60 + depth * 300);
    const long = 14 + random() * 50 * (0.4 + depth * 1.6);
    sheet.overprint(lens(x, y, long, 1 + depth * 5, 400 + i), { sun: 0.96, coral: 0.16 + 0.4 * random(), sea: 0 });
  }
}

/** How much of the sun lies on the water. */
function glitter(x: number, y: number): number {
  const reach = 70 + (y - horizon) * 0.7;
  const away = Math.abs(x - sun.x) / reach;
  return exactMath.smooth(1.5, 0, away);
}

/** Mud, and the creek that winds through it to the sea. */
function flats(sheet: Landscape) {
  const shore: Point[] = Array.from({ length: 121 }, (_, i): Point => {
    const x = i * 10;
    return [x, 566 + 26 * exactMath.sin(x / 190 + 0.6) + 30 * (noise.layered(x / 170, 5, 51, 4) - 0.5) - x * 0.012];
  });
  const patches = (x: number, y: number) => exactMath.smooth(0.48, 0.7, noise.layered(x / 150, y / 20, 54, 4));
  sheet.paint([...shore, [width, height], [0, height]], {
    coral: (x, y) => 0.56 + 0.2 * (noise.layered(x / 90, y / 22, 52, 4) - 0.5) - 0.16 * exactMath.smooth(640, 900, y),
    sea: (x, y) => 0.44 + 0.42 * exactMath.smooth(560, 860, y) + 0.24 * (noise.layered(x / 120, y / 16, 53, 4) - 0.5),
    night: (x, y) => 0.06 + 0.56 * exactMath.smooth(580, 900, y) + 0.2 * patches(x, y),
    sun: (_, y) => 0.2 * exactMath.smooth(720, 560, y),
  });
  sheet.overprint(
    shapes.ribbon(shore, () => 3.2),
    { sun: 0.9, coral: 0.3, sea: 0, night: 0 },
  );
  creek(sheet);
  for (const [x, y, wide] of [
    [176, 632, 190],
    [366, 612, 84],
    [1052, 634, 170],
    [1140, 712, 120],
    [250, 752, 150],
    [440, 662, 62],
    [940, 742, 110],
  ] as const) {
    sheet.paint(pool(x, y + 2, wide + 10, wide * 0.085 + 5), { coral: 0.5, sea: 0.9, night: 0.55 });
    sheet.paint(pool(x, y, wide, wide * 0.085), {
      sun: (_, py) => 0.75 - 0.3 * exactMath.smooth(620, 800, py),
      coral: (_, py) => 0.5 - 0.34 * exactMath.smooth(620, 800, py),
      sea: (_, py) => 0.02 + 0.36 * exactMath.smooth(620, 800, py),
    });
  }
}

function pool(x: number, y: number, wide: number, tall: number): Point[] {
  return shapes.ellipse(x, y, wide / 2, tall / 2, 90).map(([px, py], i): Point => {
    const uneven = 1 + 0.5 * (noise.layered(i / 9, x, 59, 2) - 0.5) * exactMath.sin((Math.PI * i) / 90);
    return [x + (px - x) * uneven, y + (py - y) * uneven];
  });
}

function creek(sheet: Landscape) {
  const bed: readonly (readonly [number, number, number])[] = [
    [800, 520, 250],
    [786, 552, 150],
    [756, 588, 92],
    [806, 628, 96],
    [716, 676, 118],
    [556, 728, 150],
    [640, 798, 214],
    [880, 866, 290],
    [930, 950, 350],
    [860, 1070, 480],
  ];
  const middle = shapes.curve(
    bed.map(([x, y]): Point => [x, y]),
    16,
  );
  const widths = shapes.curve(
    bed.map(([, , wide], i): Point => [i, wide]),
    16,
  );
  const between = (edge: number): Point[] => {
    const half = (i: number, y: number) => (widths[i]?.[1] ?? 0) / 2 + edge * exactMath.smooth(566, 640, y);
    const wobble = (y: number, seed: number) => 12 * (noise.layered(y / 24, seed, 55, 3) - 0.5);
    const left = middle.map(([x, y], i): Point => [x - half(i, y) + wobble(y, 1), y]);
    const right = middle.map(([x, y], i): Point => [x + half(i, y) + wobble(y, 2), y]);
    return [...left, ...right.reverse()];
  };
  const below = (y: number) => exactMath.smooth(535, 600, y);
  sheet.paint(between(11), {
    sun: (x, y) => exactMath.mix(seaTones.sun(x, y), 0, below(y)),
    coral: (x, y) => exactMath.mix(seaTones.coral(x, y), 0.6, below(y)),
    sea: (x, y) => exactMath.mix(seaTones.sea(x, y), 0.95, below(y)),
    night: (_, y) => 0.6 * below(y),
  });
  const ripple = (x: number, y: number, seed: number) => noise.layered(x / 170, y / 8, seed, 3) - 0.5;
  sheet.paint(between(0), {
    sun: (x, y) =>
      exactMath.mix(seaTones.sun(x, y), 0.8 - 0.4 * exactMath.smooth(560, 900, y) + 0.3 * ripple(x, y, 57), below(y)),
    coral: (x, y) => exactMath.mix(seaTones.coral(x, y), 0.52 - 0.42 * exactMath.smooth(570, 830, y), below(y)),
    sea: (x, y) =>
      exactMath.mix(seaTones.sea(x, y), 0.03 + 0.6 * exactMath.smooth(620, 920, y) + 0.28 * ripple(x, y, 58), below(y)),
  });
  heron(sheet, 604, 742);
}

function heron(sheet: Landscape, x: number, y: number) {
  const dark = { night: 0.95, sea: 0.7, coral: 0.3 };
  const at = (points: readonly Point[]) => points.map(([px, py]): Point => [x + px, y + py]);
  const line = (points: readonly Point[], width: (t: number) => number) =>
    sheet.paint(shapes.ribbon(shapes.curve(at(points)), width), dark);
  line(
    [
      [-3, -34],
      [-4, -18],
      [-3, 0],
    ],
    () => 1.9,
  );
  line(
    [
      [4, -34],
      [5, -16],
      [3, 0],
    ],
    () => 1.9,
  );
  sheet.paint(shapes.leaf([x - 30, y - 32], [x + 16, y - 52], 21, 0.1), dark);
  line(
    [
      [10, -48],
      [22, -58],
      [13, -74],
      [24, -88],
    ],
    (t) => 7 - 4.2 * t,
  );
  sheet.paint(shapes.leaf([x + 18, y - 87], [x + 48, y - 86], 5, 0.04), dark);
  line(
    [
      [24, -89],
      [14, -92],
      [6, -90],
    ],
    (t) => 2.2 - 1.6 * t,
  );
  // What the water gives back.
  for (let i = 0; i < 9; i++) {
    const [wide, depth] = [i < 3 ? 12 : 40 - i * 3, 5 + i * 5.4];
    sheet.overprint(lens(x + 2 + (noise.at(i, 3, 61) - 0.5) * 8, y + depth, wide, 2, 62 + i), { night: 0.5, sea: 0.7 });
  }
}

function grasses(sheet: Landscape) {
  const random = noise.sequence(81);
  const blade = (foot: Point, long: number, lean: number, wide: number, dark: number) => {
    const tip: Point = [foot[0] + long * lean, foot[1] - long];
    const lit = random() > 0.86;
    sheet.paint(shapes.leaf(foot, tip, wide, (random() - 0.5) * 0.24), {
      night: lit ? dark * 0.4 : dark + 0.2 * random(),
      sea: 0.9,
      sun: lit ? 0.8 : 0.2,
      coral: lit ? 0.55 : 0.15,
    });
  };
  // Tufts here and there on the mud, away from the creek.
  for (let i = 0; i < 46; i++) {
    const depth = random();
    const y = 596 + 190 * depth;
    const x = i % 2 === 0 ? random() * (430 - 60 * depth) : 900 + random() * 300;
    for (let k = 0; k < 4 + 5 * random(); k++) {
      const long = (12 + 22 * random()) * (0.5 + depth);
      blade([x + (random() - 0.5) * 22, y], long, (random() - 0.5) * 0.9, 1.6 + depth * 1.6, 0.5 + 0.2 * depth);
    }
  }
  const clump = (x: number, y: number, count: number, tall: number, spread: number, dark: number) => {
    for (let i = 0; i < count; i++) {
      const nearness = i / count;
      const foot = x + (random() + random() - 1) * spread;
      const long = tall * (0.45 + 0.55 * random()) * (1 - Math.abs(foot - x) / (spread * 1.6));
      blade([foot, y + nearness * 40], long, (random() - 0.42) * 0.7, 2.6 + random() * 3.4, dark);
    }
  };
  clump(330, 930, 150, 110, 230, 0.55);
  clump(1060, 880, 90, 120, 110, 0.6);
  clump(210, 1030, 220, 270, 230, 0.75);
  clump(1070, 1030, 220, 330, 150, 0.75);
  clump(560, 1056, 150, 100, 260, 0.85);
}

function birds(sheet: Landscape) {
  const random = noise.sequence(91);
  for (let i = 0; i < 15; i++) {
    const side = i % 2 === 0 ? 1 : -1;
    const rank = (i + 1) >> 1;
    const x = 470 + rank * 26 * side * (side > 0 ? 1.2 : 0.7) + random() * 8;
    const y = 150 + rank * 9 * (side > 0 ? 1 : 1.7) + random() * 6;
    const span = 9 + random() * 4;
    const lift = 3 + random() * 4;
    const wings = shapes.curve([
      [x - span, y - lift],
      [x - span * 0.4, y - lift * 0.8],
      [x, y],
      [x + span * 0.45, y - lift * 1.1],
      [x + span, y - lift * 0.7],
    ]);
    sheet.paint(
      shapes.ribbon(wings, (t) => 0.6 + 2.2 * exactMath.sin(Math.PI * t)),
      { night: 0.9, sea: 0.6 },
    );
  }
}
