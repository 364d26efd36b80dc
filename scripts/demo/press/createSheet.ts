import { encodePng } from "./encodePng.ts";
import { noise } from "./noise.ts";

export type Point = readonly [x: number, y: number];

/** A shape: one outline, or several when it has holes or parts. */
export type Shape = readonly Point[] | readonly (readonly Point[])[];

/** How much ink, from 0 to 1: everywhere the same, or by place. */
export type Tone = number | ((x: number, y: number) => number);

export type Ink = {
  colour: readonly [red: number, green: number, blue: number];
  /** How far the ink's drum is out of place, in pixels, as it always is a little. */
  shift: readonly [x: number, y: number];
};

export type SheetParameters<Name extends string> = {
  /** Where the sheet begins and how large it is, in the units that shapes are drawn in. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** Pixels for each unit. */
  scale: number;
  paper: readonly [red: number, green: number, blue: number];
  /** Four at most: with four densities each, they make the 256 colours of the palette. */
  inks: Record<Name, Ink>;
};

export type Sheet<Name extends string> = {
  /** Covers what is under the shape: inks that aren't named are taken away there. */
  paint: (shape: Shape, tones: Partial<Record<Name, Tone>>) => void;
  /** Prints over what is there: inks that aren't named stay. */
  overprint: (shape: Shape, tones: Partial<Record<Name, Tone>>) => void;
  /** The finished print. */
  toPng: () => Uint8Array;
};

/** The steps between no ink and full ink. */
const densities = 4;
const subLines = 4;

/** A side of an outline; `here` is where it crosses the line that is being looked at. */
type Edge = { top: number; bottom: number; x: number; slope: number; direction: number; here: number };
type Mask = { x: number; y: number; width: number; height: number; cover: Float32Array };

/** A sheet of paper in a duplicator with few inks: grainy tones, colours that mix by overprinting. */
export function createSheet<Name extends string>(parameters: SheetParameters<Name>): Sheet<Name> {
  const { left, top, scale } = parameters;
  const width = Math.round(parameters.width * scale);
  const height = Math.round(parameters.height * scale);
  const inks = Object.entries(parameters.inks) as [Name, Ink][];
  const plates = new Map(inks.map(([name]) => [name, new Float32Array(width * height)]));

  const lay = (shape: Shape, names: readonly Name[], tones: Partial<Record<Name, Tone>>) => {
    const mask = maskOf(placed(shape, left, top), scale, width, height);
    for (const name of names) {
      const plate = plates.get(name) as Float32Array;
      const tone = tones[name] ?? 0;
      for (let row = 0; row < mask.height; row++) {
        for (let column = 0; column < mask.width; column++) {
          const cover = mask.cover[row * mask.width + column] as number;
          if (cover === 0) continue;
          const x = mask.x + column;
          const y = mask.y + row;
          const amount = typeof tone === "number" ? tone : tone((x + 0.5) / scale + left, (y + 0.5) / scale + top);
          const before = plate[y * width + x] as number;
          plate[y * width + x] = before + (Math.min(1, Math.max(0, amount)) - before) * cover;
        }
      }
    }
  };

  return {
    paint: (shape, tones) =>
      lay(
        shape,
        inks.map(([name]) => name),
        tones,
      ),
    overprint: (shape, tones) => lay(shape, Object.keys(tones) as Name[], tones),
    toPng() {
      const drums = inks.map(([name, { shift }], number) => ({
        plate: plates.get(name) as Float32Array,
        shift,
        turn: number / inks.length,
        weight: densities ** number,
      }));
      const pixels = new Uint8Array(width * height);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const grain = grainAt(x, y);
          let mixture = 0;
          for (const { plate, shift, turn, weight } of drums) {
            const fromX = Math.min(width - 1, Math.max(0, x - shift[0]));
            const fromY = Math.min(height - 1, Math.max(0, y - shift[1]));
            const density = (plate[fromY * width + fromX] as number) * (densities - 1);
            // Inks take turns, so that their grains don't pile up.
            const threshold = grain + turn - Math.floor(grain + turn);
            mixture += weight * Math.min(densities - 1, Math.floor(density + threshold));
          }
          pixels[y * width + x] = mixture;
        }
      }
      const colours = inks.map(([, ink]) => ink);
      return encodePng({ width, height, palette: paletteOf(parameters.paper, colours), pixels });
    },
  };
}

/** Numbers whose fractions spread evenly and still look like grain. */
function grainAt(x: number, y: number): number {
  return x * 0.7548776662466927 + y * 0.5698402909980532 + 0.15 * noise.at(x, y, 7000);
}

/** What every mixture of densities looks like: inks are transparent and darken each other. */
function paletteOf(paper: readonly number[], inks: readonly Ink[]): [number, number, number][] {
  return Array.from({ length: densities ** inks.length }, (_, mixture) => {
    const channel = (i: number) =>
      Math.round(
        inks.reduce((light, { colour }, number) => {
          const density = (Math.floor(mixture / densities ** number) % densities) / (densities - 1);
          return light * (1 - density + (density * (colour[i] as number)) / 255);
        }, paper[i] as number),
      );
    return [channel(0), channel(1), channel(2)];
  });
}

/** The outlines of a shape, measured from the corner of the sheet. */
function placed(shape: Shape, left: number, top: number): Point[][] {
  const outlines = (typeof shape[0]?.[0] === "number" ? [shape] : shape) as readonly (readonly Point[])[];
  return outlines.map((outline) => outline.map(([x, y]): Point => [x - left, y - top]));
}

/** How much of each pixel a shape covers. Overlapping outlines of the same direction join. */
function maskOf(outlines: readonly (readonly Point[])[], scale: number, width: number, height: number): Mask {
  const edges: Edge[] = [];
  let [left, right, upper, lower] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const outline of outlines) {
    outline.forEach(([ax, ay], i) => {
      const [bx, by] = outline[(i + 1) % outline.length] as Point;
      const [x1, y1, x2, y2] = [ax * scale, ay * scale, bx * scale, by * scale];
      left = Math.min(left, x1);
      right = Math.max(right, x1);
      upper = Math.min(upper, y1);
      lower = Math.max(lower, y1);
      if (y1 === y2) return;
      const slope = (x2 - x1) / (y2 - y1);
      edges.push(
        y1 < y2
          ? { top: y1, bottom: y2, x: x1, slope, direction: 1, here: x1 }
          : { top: y2, bottom: y1, x: x2, slope, direction: -1, here: x2 },
      );
    });
  }
  const x0 = Math.max(0, Math.floor(left));
  const y0 = Math.max(0, Math.floor(upper));
  const columns = Math.max(0, Math.min(width, Math.ceil(right)) - x0);
  const rows = Math.max(0, Math.min(height, Math.ceil(lower)) - y0);
  const cover = new Float32Array(columns * rows);
  edges.sort((a, b) => a.top - b.top);
  const live: Edge[] = [];
  let waiting = 0;
  for (let line = 0; line < rows * subLines; line++) {
    const y = y0 + (line + 0.5) / subLines;
    while (waiting < edges.length && (edges[waiting] as Edge).top <= y) live.push(edges[waiting++] as Edge);
    let kept = 0;
    for (const edge of live) {
      if (edge.bottom <= y) continue;
      edge.here = edge.x + (y - edge.top) * edge.slope - x0;
      live[kept++] = edge;
    }
    live.length = kept;
    live.sort((a, b) => a.here - b.here);
    const row = Math.floor(line / subLines) * columns;
    let winding = 0;
    for (let i = 0; i + 1 < kept; i++) {
      const edge = live[i] as Edge;
      winding += edge.direction;
      if (winding !== 0) coverSpan(cover, row, columns, edge.here, (live[i + 1] as Edge).here);
    }
  }
  return { x: x0, y: y0, width: columns, height: rows, cover };
}

/** Adds a stretch of one sub-line to the pixels that it touches. */
function coverSpan(cover: Float32Array, row: number, columns: number, from: number, to: number): void {
  const start = Math.max(0, from);
  const end = Math.min(columns, to);
  for (let column = Math.floor(start); column < end; column++) {
    const share = Math.min(end, column + 1) - Math.max(start, column);
    cover[row + column] = Math.min(1, (cover[row + column] as number) + share / subLines);
  }
}
