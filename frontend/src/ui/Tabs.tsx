import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export type TabsProps = {
  label: string;
  tabs: readonly { id: string; label: ReactNode; content: ReactNode }[];
  value?: string;
  onValueChange?: (id: string) => void;
};

export function Tabs({ label, tabs, value, onValueChange }: TabsProps) {
  const controlled = value === undefined ? { defaultValue: tabs[0]?.id } : { value, onValueChange };
  return (
    <Radix.Root {...controlled}>
      <Radix.List aria-label={label} className="mb-6 flex gap-1 overflow-x-auto border-rule border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className="-mb-px min-h-11 whitespace-nowrap border-transparent border-b-2 px-4 py-2 font-medium text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
