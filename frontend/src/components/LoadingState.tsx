import { Spinner } from "./Spinner.tsx";

export function LoadingState({ label = "Loading" }: { label?: string }) {
  return (
    <p role="status" className="flex items-center justify-center gap-3 py-12 text-soft">
      <Spinner />
      {label}…
    </p>
  );
}
