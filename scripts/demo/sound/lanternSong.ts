import { exactMath } from "../press/exactMath.ts";
import { encodeWav } from "./encodeWav.ts";
import { instruments } from "./instruments.ts";

const rate = 22_050;
const beat = 0.64;
const seconds = 11;

type Score = readonly (readonly [beat: number, pitch: string, loudness: number])[];

/** The tune, whose first nine notes are the lanterns on the cover. */
const tune: Score = [
  [0, "A4", 0.8],
  [1, "C5", 0.85],
  [2, "E5", 1],
  [3, "D5", 0.95],
  [4.5, "C5", 0.75],
  [5, "A4", 0.8],
  [6, "G4", 0.8],
  [7.5, "C5", 0.8],
  [8, "E5", 1],
  [9, "D5", 0.9],
  [11, "B4", 0.7],
  [12, "C5", 0.85],
];

const chords = [
  ["A2", "E3", "A3", "C4", "E4", "A3"],
  ["F2", "C3", "F3", "A3", "C4", "F3"],
  ["C3", "G3", "C4", "E4", "G4", "C4"],
  ["G2", "D3", "G3", "B3", "D4", "G3"],
] as const;

const farewell = ["C3", "G3", "C4", "E4", "G4", "D5"] as const;

/** Lantern Song: a waltz of eleven seconds for harp and a small bell, as a WAV. */
export function lanternSong(): Uint8Array {
  return encodeWav(play(), rate);
}

/** The first bars, which fade away: what everybody may hear. */
export function lanternSongExcerpt(): Uint8Array {
  const bars = play().slice(0, Math.round(6 * beat * rate) + rate);
  const fade = rate * 1.4;
  return encodeWav(
    bars.map((sample, i) => sample * exactMath.smooth(bars.length, bars.length - fade, i)),
    rate,
  );
}

let take: Float64Array | undefined;

/** One take serves the whole and the excerpt. */
function play(): Float64Array {
  take ??= record();
  return take;
}

function record(): Float64Array {
  const track = new Float64Array(rate * seconds);
  const at = (beats: number) => 0.08 + beats * beat;
  for (const [beats, pitch, loudness] of tune) {
    instruments.bell({ track, rate, start: at(beats), pitch: hertz(pitch), loudness: 0.36 * loudness });
  }
  chords.forEach((chord, bar) => {
    chord.forEach((pitch, i) => {
      // Nobody plays exactly in time, and the first of three weighs most.
      const late = [0, 0.012, 0.004, 0.016, 0.008, 0.014][i] as number;
      const start = at(bar * 3 + i / 2) + late;
      instruments.harp({
        track,
        rate,
        start,
        pitch: hertz(pitch),
        loudness: [0.6, 0.46, 0.56, 0.5, 0.54, 0.44][i] as number,
      });
    });
    instruments.breath({ track, rate, start: at(bar * 3), pitch: hertz(chord[0]), loudness: 0.045 }, beat * 3.6);
  });
  farewell.forEach((pitch, i) => {
    instruments.harp({ track, rate, start: at(12) + i * 0.11, pitch: hertz(pitch), loudness: 0.62 - i * 0.04 });
  });
  instruments.breath({ track, rate, start: at(12), pitch: hertz("C3"), loudness: 0.05 }, 3);

  const room = instruments.hall(track, rate);
  const mixed = track.map((sample, i) => sample + 0.32 * (room[i] as number));
  const last = mixed.length;
  const faded = mixed.map((sample, i) => sample * exactMath.smooth(last, last - rate * 1.6, i));
  const peak = faded.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return faded.map((sample) => (sample / peak) * 0.84);
}

/** The pitch of a note's name, from A4 = 440 Hz, one equal semitone after another. */
function hertz(name: string): number {
  const steps = { C: -9, D: -7, E: -5, F: -4, G: -2, A: 0, B: 2 }[name[0] as "A"];
  const semitones = steps + (Number(name[1]) - 4) * 12;
  let pitch = 440;
  for (let i = 0; i < Math.abs(semitones); i++) pitch *= semitones > 0 ? 1.0594630943592953 : 0.9438743126816935;
  return pitch;
}
