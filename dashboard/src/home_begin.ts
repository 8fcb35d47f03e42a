// Starting the worker at home: its script, then the pack. The page's first script does so, and whoever replaces a worker.
import type { Pack } from "./home_worker";

/** `lives` tells whether boards run in real time there; rejected where the worker cannot start. */
export interface Begun {
  worker: Worker;
  lives: Promise<boolean>;
}
declare global {
  interface Window {
    home: {
      /** The worker's script, and the pack's files with their sizes. */
      worker: string;
      pack: Record<string, number>;
      /** What the page's first script has begun, and whom it tells what part has come; nothing in an old browser. */
      loading?: Promise<Pack>;
      begun?: Begun;
      told?: (part: number) => void;
    };
  }
}

export function beginWorker(script: string, pack: Promise<Pack>): Begun {
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const lives = new Promise<boolean>((done, failed) => {
    worker.onerror = (event) => failed(new Error(event.message));
    worker.onmessage = ({ data }) => (data.ready ? done(data.lives) : failed(new Error(data.broken)));
    pack.then((came) => worker.postMessage({ pack: came }), (error: unknown) => { worker.terminate(); failed(error); });
  });
  lives.catch(() => undefined); // told where it is waited for
  return { worker, lives };
}
