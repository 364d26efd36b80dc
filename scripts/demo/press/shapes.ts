import type { Point, Shape } from "./createSheet.ts";
import { exactMath } from "./exactMath.ts";

/** Outlines of simple things. */
export const shapes = { rectangle, disc, ring, ellipse, ribbon, leaf, curve };

const turn = 2 * Math.PI;

function rectangle(x: number, y: number, width: number, height: number): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

function ellipse(x: number, y: number, radiusX: number, radiusY: number, steps = 72): Point[] {
  return Array.from({ length: steps }, (_, i): Point => {
    const angle = (turn * i) / steps;
    return [x + radiusX * exactMath.cos(angle), y + radiusY * exactMath.sin(angle)];
  });
}

function disc(x: number, y: number, radius: number): Point[] {
  return ellipse(x, y, radius, radius, Math.max(24, Math.round(radius * 2)));
}

function ring(x: number, y: number, radius: number, width: number): Shape {
  return [disc(x, y, radius + width / 2), disc(x, y, radius - width / 2).reverse()];
}

/** A line that has a width at each point. */
function ribbon(points: readonly Point[], widthAt: (share: number) => number): Point[] {
  const last = points.length - 1;
  const left: Point[] = [];
  const right: Point[] = [];
  points.forEach(([x, y], i) => {
    const [ax, ay] = points[Math.max(0, i - 1)] as Point;
    const [bx, by] = points[Math.min(last, i + 1)] as Point;
    const length = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)) || 1;
    const half = widthAt(i / last) / 2;
    const [nx, ny] = [(-(by - ay) / length) * half, ((bx - ax) / length) * half];
    left.push([x + nx, y + ny]);
    right.push([x - nx, y - ny]);
  });
  return [...left, ...right.reverse()];
}

/** A pointed leaf from one point to another; `bend` pushes its middle aside. */
function leaf(from: Point, to: Point, width: number, bend = 0): Point[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const spine = Array.from({ length: 15 }, (_, i): Point => {
    const t = i / 14;
    const push = bend * 4 * t * (1 - t);
    return [from[0] + dx * t - dy * push, from[1] + dy * t + dx * push];
  });
  return ribbon(spine, (t) => width * exactMath.sin(Math.PI * (0.04 + 0.96 * t)));
}

/** A smooth line through points (Catmull and Rom). */
function curve(points: readonly Point[], stepsBetween = 12): Point[] {
  const line: Point[] = [];
  const at = (i: number) => points[Math.min(points.length - 1, Math.max(0, i))] as Point;
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let step = 0; step < stepsBetween; step++) {
      const t = step / stepsBetween;
      const blend = (k: 0 | 1) =>
        0.5 *
        (2 * b[k] +
          (c[k] - a[k]) * t +
          (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t +
          (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t * t * t);
      line.push([blend(0), blend(1)]);
    }
  }
  line.push(at(points.length - 1));
  return line;
}
