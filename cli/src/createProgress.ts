export type Progress = { add: (amount: number) => void; end: () => void };

const width = 24;

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.ceil(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** A bar on the terminal with the time that is left; nothing where no person watches. */
export function createProgress(what: string, total: number): Progress {
  if (!process.stderr.isTTY) return { add: () => {}, end: () => {} };
  const start = performance.now();
  let done = 0;
  let drawn = 0;
  const draw = () => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const seconds = (performance.now() - start) / 1000;
    const left = share > 0.01 && share < 1 ? `, ${duration((seconds / share) * (1 - share))} left` : "";
    const bar = "#".repeat(Math.round(share * width)).padEnd(width, ".");
    process.stderr.write(`\r\u001b[K${what} [${bar}] ${(share * 100).toFixed(0)} %${left}`);
  };
  return {
    add(amount) {
      done += amount;
      if (performance.now() - drawn < 100) return;
      drawn = performance.now();
      draw();
    },
    end() {
      draw();
      process.stderr.write("\n");
    },
  };
}
