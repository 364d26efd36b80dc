import { exactMath } from "../press/exactMath.ts";
import { noise } from "../press/noise.ts";

/** What plays. Each adds a note to a track of samples, from a moment on. */
export const instruments = { harp, bell, breath, hall };

export type Note = {
  track: Float64Array;
  rate: number;
  /** In seconds. */
  start: number;
  /** In hertz. */
  pitch: number;
  /** From 0 to 1. */
  loudness: number;
};

/** A plucked string: a burst of noise that runs through a loop and is smoothed a little each time (Karplus, Strong). */
function harp({ track, rate, start, pitch, loudness }: Note): void {
  // Smoothing looks half a sample ahead, and a delay between two samples makes up the rest of the period.
  const period = rate / pitch + 0.5;
  const length = Math.floor(period - 0.1);
  const rest = period - length;
  const tuning = (1 - rest) / (1 + rest);
  const loop = burst(length, Math.round(pitch * 10));
  const keep = 0.9985 - 0.0000016 * pitch;
  const first = Math.round(start * rate);
  const samples = Math.min(track.length - first, Math.round(rate * 4));
  let [before, delayed] = [0, 0];
  for (let i = 0; i < samples; i++) {
    const here = loop[i % length] as number;
    const smoothed = keep * 0.5 * (here + (loop[(i + 1) % length] as number));
    delayed = tuning * (smoothed - delayed) + before;
    before = smoothed;
    loop[i % length] = delayed;
    track[first + i] = (track[first + i] as number) + here * loudness * Math.min(1, i / 24);
  }
}

/** Noise without its edge, as a fingertip makes it, and without a sum that would push the string aside. */
function burst(length: number, seed: number): Float64Array {
  const random = noise.sequence(seed);
  let soft = 0;
  const values = new Float64Array(length).map(() => {
    soft += 0.34 * (random() * 2 - 1 - soft);
    return soft;
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  return values.map((value) => value - mean);
}

/** A small bell or a thumb piano: a few sines, the higher ones gone sooner. */
function bell({ track, rate, start, pitch, loudness }: Note): void {
  const first = Math.round(start * rate);
  const samples = Math.min(track.length - first, Math.round(rate * 3.2));
  const partials = [
    { times: 1, share: 1, fall: 1.7 },
    { times: 2.002, share: 0.26, fall: 2.9 },
    { times: 3.01, share: 0.1, fall: 5 },
    { times: 5.43, share: 0.07, fall: 11 },
  ];
  for (const { times, share, fall } of partials) {
    if (pitch * times > rate * 0.45) continue;
    const step = (2 * Math.PI * pitch * times) / rate;
    const shrink = exactMath.exp(-fall / rate);
    let level = share * loudness;
    for (let i = 0; i < samples; i++) {
      track[first + i] = (track[first + i] as number) + level * exactMath.sin(step * i) * Math.min(1, i / 60);
      level *= shrink;
    }
  }
}

/** A held, breathing tone below the rest. */
function breath({ track, rate, start, pitch, loudness }: Note, seconds: number): void {
  const first = Math.round(start * rate);
  const samples = Math.min(track.length - first, Math.round(rate * seconds));
  const step = (2 * Math.PI * pitch) / rate;
  for (let i = 0; i < samples; i++) {
    const t = i / samples;
    const swell = exactMath.smooth(0, 0.35, t) * exactMath.smooth(1, 0.55, t);
    const tone = exactMath.sin(step * i) + 0.5 * exactMath.sin(step * 1.004 * i) + 0.16 * exactMath.sin(step * 2 * i);
    track[first + i] = (track[first + i] as number) + loudness * swell * tone;
  }
}

/** The room: echoes that feed back, then are spread (Schroeder). Returns what the room adds. */
function hall(dry: Float64Array, rate: number): Float64Array {
  const wet = new Float64Array(dry.length);
  for (const [seconds, feedback] of [
    [0.0297, 0.79],
    [0.0371, 0.77],
    [0.0411, 0.75],
    [0.0437, 0.73],
  ] as const) {
    const delay = Math.round(seconds * rate);
    const line = new Float64Array(delay);
    let dull = 0;
    dry.forEach((sample, i) => {
      const echo = line[i % delay] as number;
      dull += 0.45 * (echo - dull);
      line[i % delay] = sample + feedback * dull;
      wet[i] = (wet[i] as number) + 0.25 * echo;
    });
  }
  for (const [seconds, feedback] of [
    [0.005, 0.7],
    [0.0017, 0.7],
  ] as const) {
    const delay = Math.round(seconds * rate);
    const line = new Float64Array(delay);
    for (let i = 0; i < wet.length; i++) {
      const held = line[i % delay] as number;
      const value = (wet[i] as number) + feedback * held;
      line[i % delay] = value;
      wet[i] = held - feedback * value;
    }
  }
  return wet;
}
