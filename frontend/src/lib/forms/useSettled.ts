import { useEffect, useState } from "react";

/** A value once it has stood still for a moment, in milliseconds: nobody is asked at every letter that is typed. */
export function useSettled<Value>(value: Value, moment = 250): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), moment);
    return () => clearTimeout(timer);
  }, [value, moment]);
  return settled;
}
