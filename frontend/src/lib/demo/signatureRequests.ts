/** Something a demo person is asked to sign, in words. */
export type SignatureRequest = { id: number; person: string; what: string; answer: (agreed: boolean) => void };

let current: readonly SignatureRequest[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly SignatureRequest[]) {
  current = next;
  for (const listener of listeners) listener();
}

/** The demo wallet's open questions, answered in the dialog that the shell shows for them. */
export const signatureRequests = {
  list: () => current,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  ask(person: string, what: string): Promise<boolean> {
    return new Promise((resolve) => {
      const id = nextId++;
      const answer = (agreed: boolean) => {
        publish(current.filter((request) => request.id !== id));
        resolve(agreed);
      };
      publish([...current, { id, person, what, answer }]);
    });
  },
};
