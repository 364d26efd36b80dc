import { createSheet, type Point, type Sheet } from "../press/createSheet.ts";
import { exactMath } from "../press/exactMath.ts";
import { inks } from "../press/inks.ts";
import { noise } from "../press/noise.ts";
import { shapes } from "../press/shapes.ts";

const { paper, ...drums } = inks;
type Dusk = Sheet<keyof typeof drums>;

const [width, height, shore] = [900, 1200, 760];

/** Where the lanterns hang: how far along, and on which of the five wires. They are the tune, read as on a staff. */
const lanterns: readonly (readonly [along: number, wire: number])[] = [
  [0.08, 2.5],
  [0.18, 1.5],
  [0.28, 0.5],
  [0.4, 1],
  [0.53, 1.5],
  [0.61, 2.5],
  [0.72, 3],
  [0.84, 1.5],
  [0.92, 0.5],
];

/** The cover of Lantern Song: a tune hung out over the harbour. */
export function lanternsOverWater(scale: number): Uint8Array {
  const sheet: Dusk = createSheet({ left: 0, top: 0, width, height, scale, paper, inks: drums });
  sky(sheet);
  town(sheet);
  water(sheet);
  for (let wire = 0; wire < 5; wire++) {
    const line = Array.from({ length: 61 }, (_, i): Point => [i * 15, wireHeight(i * 15, wire)]);
    sheet.overprint(
      shapes.ribbon(line, () => 1.7),
      { night: 0.75, sea: 0.5 },
    );
  }
  for (const [along, wire] of lanterns) {
    const x = along * width;
    lantern(sheet, x, wireHeight(x, wire), wireHeight(x, Math.floor(wire)));
  }
  return sheet.toPng();
}

function wireHeight(x: number, wire: number): number {
  const t = x / width - 0.5;
  return 150 + wire * 72 + (0.25 - t * t) * (190 + wire * 20);
}

function sky(sheet: Dusk) {
  // Light takes the dark inks away and leaves the warm ones.
  sheet.paint(shapes.rectangle(0, 0, width, shore + 2), {
    night: (x, y) => 0.72 * exactMath.smooth(600, -40, y) * (1 - 0.9 * glow(x, y)),
    sea: (x, y) =>
      0.8 * exactMath.smooth(780, 60, y + 60 * (noise.layered(x / 330, y / 90, 3, 3) - 0.5)) * (1 - 0.75 * glow(x, y)),
    coral: (x, y) => {
      const last = 0.14 + 0.52 * exactMath.smooth(60, 740, y + 50 * (noise.layered(x / 300, y / 60, 4, 3) - 0.5));
      return exactMath.mix(last, 0.34, glow(x, y));
    },
    sun: (x, y) => exactMath.mix(0.62 * exactMath.smooth(480, 780, y), 0.95, glow(x, y)),
  });
  const random = noise.sequence(5);
  for (let i = 0; i < 90; i++) {
    const [x, y] = [random() * width, random() * random() * 460];
    sheet.overprint(shapes.disc(x, y, 0.8 + 1.3 * random() * random()), { night: 0, sea: 0.1, coral: 0.1 });
  }
}

/** How much lantern light there is in the air. */
function glow(x: number, y: number): number {
  let dark = 1;
  for (const [along, wire] of lanterns) {
    const [dx, dy] = [x - along * width, y - wireHeight(along * width, wire) - 50];
    const away = (dx * dx + dy * dy) / (120 * 120);
    if (away < 1) dark *= 1 - 0.85 * (1 - away) * (1 - away) * (1 - away);
  }
  return 1 - dark;
}

/** Roofs along the quay, dark against the last light, with a few windows lit. */
function town(sheet: Dusk) {
  const random = noise.sequence(7);
  for (const [base, tall, dark] of [
    [shore - 6, 66, 0.34],
    [shore, 46, 0.66],
  ] as const) {
    let x = -30 - random() * 40;
    while (x < width) {
      const wide = 30 + random() * 54;
      const high = tall * (0.5 + 0.7 * random()) * (1 - 0.45 * exactMath.smooth(0, 330, 330 - Math.abs(x - 640)));
      const roof = 9 + random() * 17;
      const tones = { night: dark, sea: 0.72, coral: 0.45 };
      sheet.paint(shapes.rectangle(x, base - high, wide, high + 4), tones);
      sheet.paint(
        [
          [x - 3, base - high],
          [x + wide / 2, base - high - roof],
          [x + wide + 3, base - high],
        ],
        tones,
      );
      if (random() > 0.5) sheet.paint(shapes.rectangle(x + wide * 0.68, base - high - roof, 6, roof), tones);
      for (let i = 0; i < 3; i++) {
        if (random() > 0.42 || dark < 0.5) continue;
        sheet.paint(shapes.rectangle(x + 6 + i * 11, base - high + 8 + Math.floor(random() * 2) * 13, 4.6, 6.4), {
          sun: 0.95,
          coral: 0.2,
        });
      }
      x += wide + (random() > 0.7 ? 8 : -1);
    }
  }
}

function water(sheet: Dusk) {
  sheet.paint(shapes.rectangle(0, shore, width, height - shore), {
    sun: (_, y) => 0.34 * exactMath.smooth(890, 760, y),
    coral: (x, y) => 0.62 - 0.3 * exactMath.smooth(770, 1080, y) + 0.2 * (noise.layered(x / 200, y / 12, 8, 3) - 0.5),
    sea: (x, y) => 0.42 + 0.5 * exactMath.smooth(760, 1040, y) + 0.16 * (noise.layered(x / 160, y / 9, 9, 3) - 0.5),
    night: (x, y) => 0.22 + 0.54 * exactMath.smooth(770, 1160, y) + 0.2 * (noise.layered(x / 220, y / 14, 10, 3) - 0.5),
  });
  sheet.overprint(shapes.rectangle(0, shore, width, 26), {
    night: (_, y) => 0.6 - 0.3 * exactMath.smooth(shore, shore + 26, y),
    sea: 0.7,
  });
  for (const [along, wire] of lanterns) reflection(sheet, along * width, wire);
}

/** A lantern's light on the water, broken by ripples that a sound might have made. */
function reflection(sheet: Dusk, x: number, wire: number) {
  const start = shore + 34 + (4 - wire) * 10;
  const random = noise.sequence(100 + Math.round(x));
  for (let i = 0; i < 32; i++) {
    const t = i / 31;
    const y = start + i * (6 + 5.4 * t);
    if (y > height) break;
    const half = (11 + 13 * exactMath.sin(Math.PI * (0.2 + 0.75 * t))) * (0.6 + 0.7 * random()) * (1 + t * 0.7);
    const shift = (random() - 0.5) * (6 + 16 * t);
    const line: Point[] = [
      [x + shift - half, y],
      [x + shift - half * 0.3, y - 1.2],
      [x + shift + half * 0.3, y + 1.2],
      [x + shift + half, y],
    ];
    sheet.overprint(
      shapes.ribbon(shapes.curve(line, 6), (s) => (3.4 + 3 * t) * exactMath.sin(Math.PI * s)),
      { sun: 1 - 0.2 * t, coral: 0.2 + 0.36 * t, sea: 0.04 + 0.16 * t, night: 0.05 + 0.22 * t },
    );
  }
}

function lantern(sheet: Dusk, x: number, y: number, hook: number) {
  const middle = y + 50;
  sheet.overprint(
    shapes.ribbon(
      [
        [x, hook],
        [x, y + 20],
      ],
      () => 1.8,
    ),
    { night: 0.9, sea: 0.5 },
  );
  const [halfWide, halfTall] = [25, 29];
  const body = shapes.ellipse(x, middle, halfWide, halfTall);
  sheet.paint(body, {
    sun: 1,
    coral: (px, py) =>
      0.86 -
      0.8 * exactMath.smooth(1, 0.1, ((px - x) * (px - x)) / 625 + ((py - middle - 6) * (py - middle - 6)) / 800),
  });
  for (const rib of [-0.62, -0.22, 0.22, 0.62]) {
    const line = Array.from({ length: 17 }, (_, i): Point => {
      const angle = Math.PI * (i / 16 - 0.5);
      return [x + rib * halfWide * exactMath.cos(angle), middle + halfTall * exactMath.sin(angle)];
    });
    sheet.overprint(
      shapes.ribbon(line, () => 1.2),
      { coral: 0.95 },
    );
  }
  for (const end of [-1, 1])
    sheet.paint(shapes.rectangle(x - 9, middle + end * (halfTall - 1) - 3.5, 18, 7), {
      night: 0.92,
      coral: 0.5,
      sea: 0.4,
    });
  sheet.overprint(
    shapes.ribbon(
      [
        [x, middle + halfTall + 3],
        [x + 1.5, middle + halfTall + 21],
      ],
      (t) => 2 + 3 * t,
    ),
    { coral: 0.95, night: 0.2 },
  );
}
