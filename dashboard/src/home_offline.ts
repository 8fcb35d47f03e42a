// The course at home after the first visit, without its server: a service worker, where the browser allows one (https,
// or this same computer). `iot_lab/web/take_home/folder.py` says before this text what there is to keep.
interface Kept {
  name: string;
  files: string[];
}
interface Life extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const toKeep = (self as unknown as { kept: Kept }).kept;

self.addEventListener("install", (event) => (event as Life).waitUntil(caches.open(toKeep.name).then((cache) => cache.addAll(toKeep.files))));
self.addEventListener("activate", (event) => (event as Life).waitUntil(forgetOld()));
self.addEventListener("fetch", (event) => (event as Asked).respondWith(answer((event as Asked).request)));

async function forgetOld(): Promise<void> {
  const old = (await caches.keys()).filter((one) => one.startsWith("iot-lab-home-") && one !== toKeep.name);
  await Promise.all(old.map((one) => caches.delete(one)));
}

/** The server's newest where it answers, for a new folder must not mix with an old one; else what was kept. */
async function answer(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(toKeep.name)).match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}
