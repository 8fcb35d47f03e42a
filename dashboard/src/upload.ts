// Add a firmware file: it leaves in pieces, one after the other, and the server checks it when it is whole.
import { refusalWords } from "./refusal";
import { t } from "./texts";

const PIECE_BYTES = 128 * 1024;
interface Kept {
  chip: string;
  version: string;
}

/** Send what the person chooses; `told` is given words to show, `done` is called once a firmware was kept. */
export function startUpload(told: (words: string) => void, done: () => Promise<void>): void {
  const show = (): void => document.getElementById("flash-upload")?.removeAttribute("hidden");
  show();
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    const file = input.id === "flash-file" ? input.files?.[0] : undefined;
    if (!file) return;
    input.disabled = true;
    void send(file)
      .then(async ({ words, isKept }) => {
        if (isKept) await done();
        show();
        told(words);
      })
      .finally(() => {
        input.disabled = false;
        input.value = "";
      });
  });
}

async function send(file: File): Promise<{ words: string; isKept: boolean }> {
  const bar = document.querySelector<HTMLProgressElement>("#flash-upload progress");
  if (bar) bar.hidden = false;
  try {
    for (let at = 0; ; at += PIECE_BYTES) {
      const where = new URLSearchParams({ at: String(at), size: String(file.size), name: file.name });
      const body = file.slice(at, at + PIECE_BYTES);
      const headers = { "Content-Type": "application/octet-stream" };
      const answer = await fetch(`/api/flash/firmware?${where}`, { method: "POST", headers, body });
      if (!answer.ok) return { words: await refusalWords(answer), isKept: false };
      const { kept } = (await answer.json()) as { kept: Kept | null };
      if (kept) return { words: t("flash.firmware_kept", { chip: kept.chip, version: kept.version }), isKept: true };
      if (bar) bar.value = Math.min(1, (at + PIECE_BYTES) / file.size);
    }
  } catch {
    return { words: t("flash.away"), isKept: false };
  } finally {
    if (bar) bar.hidden = true;
  }
}
