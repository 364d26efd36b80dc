/** One of them has a wallet that does several calls at once (EIP-5792), as some wallets do and others do not. */
export type DemoPerson = { index: number; name: string; role: string; address: `0x${string}`; batches?: true };

/** The people a newcomer can play on the local chain. Their keys are public: everybody has them. */
export const people: readonly DemoPerson[] = [
  { index: 0, name: "Ines Okafor", role: "creator", address: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266" },
  { index: 1, name: "Tomas Lind", role: "co-author", address: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" },
  {
    index: 2,
    name: "Maya Chen",
    role: "licensee",
    address: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
    batches: true,
  },
];

/** Something a demo person is asked to sign, in words. */
type SignatureRequest = { id: number; person: string; what: string; answer: (agreed: boolean) => void };

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
