import { ChevronDown, CircleAlert, Search } from "lucide-react";
import { type ComponentProps, createContext, type ReactNode, useContext, useId } from "react";
import { classNames } from "./classNames.ts";

type FieldContextValue = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean };

const FieldContext = createContext<FieldContextValue | undefined>(undefined);

/** What an input inside a {@link Field} must carry so that label, hint and error belong to it. */
function useFieldProps() {
  const field = useContext(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Says "optional" after the label. */
  optional?: boolean;
  className?: string;
  children: ReactNode;
};

export function Field({ label, hint, error, required = false, optional = false, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint ? hintId : "", error ? errorId : ""].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error), required }}>
      <div className={classNames("grid gap-1.5", className)}>
        <Label htmlFor={id} optional={optional}>
          {label}
        </Label>
        {hint ? <Hint id={hintId}>{hint}</Hint> : null}
        {children}
        {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      </div>
    </FieldContext>
  );
}

function Label({ htmlFor, optional, children }: { htmlFor?: string; optional?: boolean; children: ReactNode }) {
  return (
    <label htmlFor={htmlFor} className="font-medium">
      {children}
      {optional ? <span className="ml-2 font-normal text-sm text-soft">optional</span> : null}
    </label>
  );
}

function Hint({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="text-sm text-soft">
      {children}
    </p>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 font-medium text-danger text-sm">
      <CircleAlert aria-hidden="true" className="mt-1 size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** The look of every box that takes text. */
export const inputClasses =
  "w-full min-h-11 rounded-lg border border-edge bg-leaf px-3 py-2 text-ink placeholder:text-soft hover:border-ink aria-invalid:border-2 aria-invalid:border-danger disabled:opacity-60";

type InputProps = ComponentProps<"input"> & {
  /** Shown inside the box at its end, such as a currency or "%". */
  suffix?: ReactNode;
  /** A box for a few characters, with its suffix. */
  narrow?: boolean;
};

export function Input({ className, suffix, narrow = false, ...rest }: InputProps) {
  const field = useFieldProps();
  const input = (
    <input {...field} {...rest} className={classNames(inputClasses, suffix ? "pr-16" : undefined, className)} />
  );
  if (!suffix && !narrow) return input;
  return (
    <span className={classNames("relative block", narrow && "max-w-40")}>
      {input}
      {suffix ? (
        <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-soft">
          {suffix}
        </span>
      ) : null}
    </span>
  );
}

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

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  const field = useFieldProps();
  return (
    <textarea {...field} rows={rows} {...rest} className={classNames(inputClasses, "leading-relaxed", className)} />
  );
}

/** The platform's own list: it works with every keyboard, screen reader and phone. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  const field = useFieldProps();
  return (
    <span className="relative block">
      <select {...field} {...rest} className={classNames(inputClasses, "appearance-none pr-10", className)}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-soft"
      />
    </span>
  );
}

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  hint?: ReactNode;
  /** "radio" for one choice among several with the same `name`. */
  type?: "checkbox" | "radio";
};

export function Checkbox({ label, hint, type = "checkbox", className, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <div className={classNames("flex items-start gap-3", className)}>
      <input
        {...rest}
        type={type}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-1 size-5 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-soft">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}

type SwitchProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** A setting that is on or off at once. */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div className={classNames("flex items-start justify-between gap-4", className)}>
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-soft">
            {hint}
          </p>
        ) : null}
      </div>
      <input
        {...rest}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox has its checked state by itself
        role="switch"
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative mt-0.5 h-6 w-11 shrink-0 appearance-none rounded-full border border-edge bg-sunk transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-[1.125rem] before:rounded-full before:bg-edge before:transition-transform before:content-[''] checked:border-accent checked:bg-accent checked:before:translate-x-5 checked:before:bg-on-accent"
      />
    </div>
  );
}
