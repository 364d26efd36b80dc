import { createSheet, type Point, type Sheet } from "../press/createSheet.ts";
import { exactMath } from "../press/exactMath.ts";
import { inks } from "../press/inks.ts";
import { noise } from "../press/noise.ts";
import { shapes } from "../press/shapes.ts";

const { paper, ...drums } = inks;
type Tones = Parameters<Plate["paint"]>[1];
type Plate = Sheet<keyof typeof drums>;
type Species = "sea lavender" | "samphire" | "reed" | "sea aster" | "thrift";

const stem: Tones = { sea: 0.85, sun: 0.75, night: 0.28 };
const leafTones: Tones = { sea: 0.72, sun: 0.7, night: 0.12, coral: 0.06 };

/** The cover of the field notes: five plants of the salt marsh, pressed. */
export function herbarium(scale: number): Uint8Array {
  const sheet = emptyPlate(900, 1200, scale);
  plant(sheet, "reed", 212, 1106, 1.42, 1);
  plant(sheet, "sea aster", 470, 640, 0.98, 4);
  plant(sheet, "thrift", 722, 640, 0.8, 5);
  plant(sheet, "sea lavender", 474, 1106, 0.9, 2);
  plant(sheet, "samphire", 724, 1106, 0.88, 3);
  return sheet.toPng();
}

/** One plant on a sheet of its own. */
export function specimen(species: Species, size: number, scale: number): Uint8Array {
  const sheet = emptyPlate(660, 900, scale);
  plant(sheet, species, 330, 812, size, 11);
  return sheet.toPng();
}

function emptyPlate(width: number, height: number, scale: number): Plate {
  const sheet: Plate = createSheet({ left: 0, top: 0, width, height, scale, paper, inks: drums });
  sheet.paint(shapes.rectangle(0, 0, width, height), {
    sun: (x, y) => 0.05 + 0.09 * exactMath.smooth(0.4, 0.7, noise.layered(x / 160, y / 160, 2, 4)),
    coral: (x, y) => 0.02 + 0.03 * noise.layered(x / 260, y / 260, 3, 3),
  });
  for (const [inset, line] of [
    [26, 2.4],
    [35, 1],
  ] as const) {
    const frame = [
      shapes.rectangle(inset, inset, width - 2 * inset, height - 2 * inset),
      shapes.rectangle(inset + line, inset + line, width - 2 * (inset + line), height - 2 * (inset + line)).reverse(),
    ];
    sheet.overprint(frame, { night: 0.7, sea: 0.5 });
  }
  return sheet;
}

function plant(sheet: Plate, species: Species, x: number, y: number, size: number, seed: number) {
  const random = noise.sequence(seed * 77);
  const growing = { sheet, random, size };
  const draw = { "sea lavender": seaLavender, samphire, reed, "sea aster": seaAster, thrift }[species];
  draw(growing, [x, y]);
  // What holds the stem to the paper.
  const strap = y - 66 * size;
  sheet.paint(shapes.rectangle(x - 30 * size, strap, 60 * size, 11 * size), { sun: 0.34, coral: 0.06 });
  sheet.overprint(
    shapes.ribbon(
      [
        [x - 30 * size, strap + 11 * size],
        [x + 30 * size, strap + 11 * size],
      ],
      () => 1.2,
    ),
    { night: 0.3 },
  );
}

type Growing = { sheet: Plate; random: () => number; size: number };

/** A stem from a point in a direction (0 is up), bending evenly; returns its points. */
function stalk(growing: Growing, from: Point, angle: number, long: number, bend: number, wide: number, tones = stem) {
  const points: Point[] = [from];
  const steps = 18;
  let [x, y] = from;
  for (let i = 0; i < steps; i++) {
    const now = angle + (bend * i) / steps;
    x += (long / steps) * exactMath.sin(now);
    y -= (long / steps) * exactMath.cos(now);
    points.push([x, y]);
  }
  growing.sheet.paint(
    shapes.ribbon(points, (t) => wide * (1 - 0.62 * t)),
    tones,
  );
  return points;
}

const toward = ([x, y]: Point, angle: number, long: number): Point => [
  x + long * exactMath.sin(angle),
  y - long * exactMath.cos(angle),
];

function blade(
  growing: Growing,
  from: Point,
  angle: number,
  long: number,
  wide: number,
  bend: number,
  tones = leafTones,
) {
  const tip = toward(from, angle, long);
  growing.sheet.paint(shapes.leaf(from, tip, wide, bend), tones);
  // The vein.
  const middle: Point = [
    (from[0] + tip[0]) / 2 - (tip[1] - from[1]) * bend,
    (from[1] + tip[1]) / 2 + (tip[0] - from[0]) * bend,
  ];
  growing.sheet.overprint(
    shapes.ribbon(shapes.curve([from, middle, tip], 8), (t) => 1.5 * (1 - t)),
    { night: 0.5 },
  );
}

function seaLavender(growing: Growing, [x, y]: Point) {
  const { random, size, sheet } = growing;
  for (let i = 0; i < 7; i++) {
    const angle = (i - 3) * 0.34 + (random() - 0.5) * 0.1;
    blade(growing, [x, y], angle, (150 - 14 * Math.abs(i - 3)) * size, 34 * size, (i - 3) * 0.03);
  }
  const flower: Tones = { coral: 0.62, sea: 0.62, night: 0.04 };
  const spray = (from: Point, angle: number, long: number, depth: number) => {
    const points = stalk(growing, from, angle, long, (random() - 0.5) * 0.34, depth === 0 ? 4.6 : 2.6);
    if (depth === 2) {
      points.slice(5).forEach((point, i) => {
        const away = toward(point, angle + (i % 2 === 0 ? 1.15 : -1.15), 3 + 4.5 * random());
        sheet.paint(
          shapes.ellipse(away[0], away[1], 3.4 + 2.6 * random(), 2.8 + 2 * random(), 14),
          random() > 0.3 ? flower : { ...flower, coral: 0.36, sea: 0.4 },
        );
      });
      return;
    }
    const count = depth === 0 ? 7 : 4;
    for (let i = 0; i < count; i++) {
      const point = points[Math.min(points.length - 1, 7 + Math.round((i * 11) / (count - 1)))] as Point;
      const side = i % 2 === 0 ? 1 : -1;
      spray(point, angle + side * (0.42 + 0.3 * random()), (depth === 0 ? 150 - i * 9 : 66) * size, depth + 1);
    }
    spray(points.at(-1) as Point, angle, (depth === 0 ? 90 : 54) * size, 2);
  };
  spray([x, y], 0.02, 380 * size, 0);
}

function samphire(growing: Growing, [x, y]: Point) {
  const { random, size, sheet } = growing;
  const grow = (from: Point, angle: number, joints: number, wide: number, depth: number) => {
    let point = from;
    let now = angle;
    for (let i = 0; i < joints; i++) {
      const long = (30 - depth * 4) * size;
      const next = toward(point, now, long);
      const share = i / joints;
      const tones: Tones = {
        sea: 0.78 - 0.42 * share * (depth > 0 ? 1 : 0.4),
        sun: 0.85,
        coral: depth > 0 ? 0.1 + 0.62 * share : 0.12,
        night: 0.1 * (1 - share),
      };
      const bead = Array.from(
        { length: 9 },
        (_, k): Point => [point[0] + ((next[0] - point[0]) * k) / 8, point[1] + ((next[1] - point[1]) * k) / 8],
      );
      const girth = wide * (1 - 0.35 * share);
      if (depth < 2 && i > 2 - depth && i < joints - 1 && (depth === 0 ? i % 2 === 1 : i % 2 === 0)) {
        for (const side of [-1, 1]) {
          const branch = Math.max(2, Math.round((joints - i) * (depth === 0 ? 0.72 : 0.6)));
          grow(point, now + side * (0.56 + 0.16 * random()), branch, girth * 0.8, depth + 1);
        }
      }
      sheet.paint(
        shapes.ribbon(bead, (t) => girth * (0.66 + 0.44 * exactMath.sin(Math.PI * (0.1 + 0.82 * t)))),
        tones,
      );
      point = next;
      now += (random() - 0.5) * 0.16;
    }
    sheet.paint(shapes.disc(point[0], point[1], wide * 0.3), { sun: 0.8, coral: 0.66, sea: 0.2 });
  };
  grow([x, y], 0.02, 14, 16 * size, 0);
}

function reed(growing: Growing, [x, y]: Point) {
  const { random, size, sheet } = growing;
  const points = stalk(growing, [x, y], -0.03, 600 * size, 0.14, 7 * size);
  for (let i = 0; i < 7; i++) {
    const from = points[2 + i * 2] as Point;
    const side = i % 2 === 0 ? 1 : -1;
    blade(growing, from, side * (0.42 + 0.08 * i), (230 - 15 * i) * size, (17 - i) * size, -side * 0.1);
  }
  const head = points.at(-1) as Point;
  for (let i = 0; i < 90; i++) {
    const t = random();
    const from = toward(points[Math.round(14 + 4 * t)] as Point, 0, t * 24);
    const droop = 0.2 + random() * 0.9;
    const long = (34 + 60 * random()) * size;
    const hair = Array.from({ length: 7 }, (_, k): Point => {
      const s = k / 6;
      return [
        from[0] + long * 0.55 * s * (0.3 + droop * s) + (random() - 0.5) * 2,
        from[1] - long * s * (1 - 0.75 * droop * s),
      ];
    });
    sheet.paint(
      shapes.ribbon(hair, (s) => 4.4 * exactMath.sin(Math.PI * (0.1 + 0.88 * s))),
      random() > 0.4 ? { coral: 0.6, sea: 0.42, night: 0.16, sun: 0.3 } : { coral: 0.66, sun: 0.5, sea: 0.2 },
    );
  }
  sheet.overprint(
    shapes.ribbon([points[14] as Point, head], () => 2),
    { night: 0.4 },
  );
}

function daisy(growing: Growing, [x, y]: Point, radius: number, turned: number) {
  const { random, sheet } = growing;
  const petals = 19;
  for (let i = 0; i < petals; i++) {
    const angle = (2 * Math.PI * i) / petals + random() * 0.16;
    const reach = radius * (0.84 + 0.2 * random());
    const tip: Point = [x + reach * exactMath.cos(angle), y + reach * turned * exactMath.sin(angle)];
    sheet.paint(
      shapes.leaf([x, y], tip, radius * 0.24, 0.04),
      i % 3 === 0 ? { coral: 0.34, sea: 0.42 } : { coral: 0.46, sea: 0.56 },
    );
  }
  sheet.paint(shapes.ellipse(x, y, radius * 0.36, radius * 0.36 * turned), { sun: 1, coral: 0.32 });
  for (let i = 0; i < 16; i++) {
    const [dx, dy] = [(random() - 0.5) * radius * 0.5, (random() - 0.5) * radius * 0.5 * turned];
    sheet.overprint(shapes.disc(x + dx, y + dy, 1.5), { coral: 0.85, night: 0.2 });
  }
}

function seaAster(growing: Growing, [x, y]: Point) {
  const { random, size } = growing;
  const main = stalk(growing, [x, y], -0.04, 470 * size, 0.1, 6 * size);
  for (let i = 0; i < 10; i++) {
    const from = main[1 + i] as Point;
    const side = i % 2 === 0 ? 1 : -1;
    blade(growing, from, side * (0.62 + 0.2 * random()), (150 - 10 * i) * size, (24 - i) * size, -side * 0.05);
  }
  const heads: [Point, number, number][] = [[main.at(-1) as Point, 46, 0.92]];
  for (const [joint, angle, long, radius] of [
    [10, -0.55, 190, 36],
    [11, 0.52, 170, 38],
    [14, -0.42, 120, 32],
    [14, 0.62, 104, 28],
    [16, -0.16, 130, 34],
  ] as const) {
    const branch = stalk(growing, main[joint] as Point, angle, long * size, -angle * 0.35, 3.4 * size);
    heads.push([branch.at(-1) as Point, radius, 0.7 + 0.25 * random()]);
  }
  for (const [point, radius, turned] of heads.reverse()) daisy(growing, point, radius * size, turned);
}

function thrift(growing: Growing, [x, y]: Point) {
  const { random, size, sheet } = growing;
  for (let i = 0; i < 46; i++) {
    const angle = (random() + random() - 1) * 1.25;
    blade(
      growing,
      [x + (random() - 0.5) * 50, y],
      angle,
      (90 + 120 * random()) * size,
      6.5 * size,
      (random() - 0.5) * 0.2,
      {
        ...leafTones,
        night: 0.06 + 0.24 * random(),
      },
    );
  }
  for (const [angle, long, radius] of [
    [-0.3, 330, 30],
    [0.27, 380, 33],
    [-0.09, 470, 38],
    [0.13, 560, 40],
    [-0.2, 590, 34],
  ] as const) {
    const points = stalk(growing, [x, y], angle, long * size, -angle * 0.5, 4.2 * size);
    const [hx, hy] = points.at(-1) as Point;
    for (let i = 0; i < 64; i++) {
      // From the rim inward, so that the middle lies on top.
      const ringRadius = radius * size * (1 - i / 74);
      const turn = i * 2.399963;
      const [px, py] = [hx + ringRadius * exactMath.cos(turn), hy - 6 + ringRadius * 0.78 * exactMath.sin(turn)];
      const lit = (py - hy) / (radius * size);
      sheet.paint(shapes.ellipse(px, py, 6.4 * size, 5.2 * size, 14), {
        coral: 0.62 + 0.3 * lit + 0.12 * random(),
        sea: Math.max(0, 0.12 + 0.2 * lit),
        sun: random() > 0.7 ? 0.24 : 0,
      });
    }
    sheet.paint(shapes.leaf([hx - 8, hy + radius * 0.62], [hx + 8, hy + radius * 0.62], 7), {
      coral: 0.5,
      sun: 0.6,
      sea: 0.4,
    });
  }
}
