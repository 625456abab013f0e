// The page's line to the server (GET /live). A browser opens six connections to one site at most, and people open many
// tabs: a tab that is not looked at keeps its line only if it holds one of a few places, shared by all tabs; otherwise
// it hangs up, and on its return says the last event it heard.

export type Hear = (name: string, hear: (data: Record<string, unknown>) => void) => void;

const places = 3;

let release: (() => void) | null = null;

function tryPlace(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise<void>((done) => (release = done)) : undefined;
    });
  });
}

async function holdsPlace(): Promise<boolean> {
  if (!('locks' in navigator)) return false;
  for (let place = 0; place < places && !release; ++place) await tryPlace(`live-${place}`);
  return release !== null;
}

// Keeps the line open as described. `attach` says what to hear each time it is opened; `back` is called when it stands
// again after having been lost.
export function keepStream(address: string, attach: (on: Hear) => void, back: () => void): void {
  let source: EventSource | null = null;
  let heard = '';
  let lost = false;

  const open = () => {
    if (source) return;
    const mine = new EventSource(heard ? `${address}${address.includes('?') ? '&' : '?'}after=${heard}` : address);
    source = mine;
    attach((name, hear) =>
      mine.addEventListener(name, (event) => {
        heard = event.lastEventId || heard;
        hear(JSON.parse(event.data as string) as Record<string, unknown>);
      }),
    );
    mine.addEventListener('error', () => (lost = true));
    mine.addEventListener('open', () => {
      if (lost) back();
      lost = false;
    });
  };
  const close = () => {
    lost = lost || source !== null;
    source?.close();
    source = null;
  };
  const settle = async () => {
    if (!document.hidden || (await holdsPlace())) open();
    else if (document.hidden) close();
  };

  document.addEventListener('visibilitychange', () => void settle());
  window.addEventListener('pagehide', () => {
    close();
    release?.();
    release = null;
  });
  window.addEventListener('pageshow', (event) => event.persisted && void settle());
  void settle();
}
