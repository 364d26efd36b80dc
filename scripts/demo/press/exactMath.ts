/**
 * Functions that give the same bits on every machine. JavaScript promises that only for + - * / and square roots;
 * Math.sin and its like may differ in the last digit, and a digest notices.
 */
export const exactMath = { sin, cos, exp, mix, smooth };

const halfPi = Math.PI / 2;
/** What Math.PI / 2 lacks to the true value. */
const halfPiRest = 6.123233995736766e-17;

function sin(x: number): number {
  return wave(x, 0);
}

function cos(x: number): number {
  return wave(x, 1);
}

function wave(x: number, shift: number): number {
  const turns = Math.round(x / halfPi);
  const r = x - turns * halfPi - turns * halfPiRest;
  const quarter = (((turns + shift) % 4) + 4) % 4;
  const value = quarter % 2 === 0 ? sinNearZero(r) : cosNearZero(r);
  return quarter < 2 ? value : -value;
}

function sinNearZero(r: number): number {
  const s = r * r;
  return r * (1 - (s / 6) * (1 - (s / 20) * (1 - (s / 42) * (1 - (s / 72) * (1 - (s / 110) * (1 - s / 156))))));
}

function cosNearZero(r: number): number {
  const s = r * r;
  return (
    1 - (s / 2) * (1 - (s / 12) * (1 - (s / 30) * (1 - (s / 56) * (1 - (s / 90) * (1 - (s / 132) * (1 - s / 182))))))
  );
}

function exp(x: number): number {
  const halvings = Math.max(0, Math.ceil(Math.abs(x)) * 2);
  let n = 1;
  let rounds = 0;
  while (n < halvings) {
    n *= 2;
    rounds++;
  }
  const r = x / n;
  let value = 1;
  for (let k = 14; k > 0; k--) value = 1 + (value * r) / k;
  for (let i = 0; i < rounds; i++) value *= value;
  return value;
}

/** From a to b as t goes from 0 to 1. */
function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** 0 up to `from`, 1 beyond `to`, with a soft passage. */
function smooth(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
