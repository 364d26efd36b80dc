import { Search } from "lucide-react";
import { Input, type InputProps } from "./Input.tsx";

/** A field to search with. */
export function SearchInput(props: Omit<InputProps, "type" | "className">) {
  return (
    <span className="relative block">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-soft"
      />
      <Input {...props} type="search" className="pl-10" />
    </span>
  );
}
