// A refusal in the server's own words: the page of an error, a piece of HTML, or JSON (iot_lab/web/app.py writes all three).
import { t } from "./texts";

const HTML_WORDS = ".empty h1, .empty h1 ~ p:not(:last-child), .queue";
interface Explained {
  error?: { seen?: string; cause?: string; next?: string };
}

/** What to show of an answer that is no success; where it carries no words, its number. Never throws. */
export async function refusalWords(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => "");
  return wordsIn(text, answer.headers.get("Content-Type") ?? "") || t("refused.status", { status: answer.status });
}

function wordsIn(text: string, kind: string): string {
  if (kind.includes("json")) return wordsInJson(text);
  // A shared worker has no pages to read; it asks for JSON.
  if (!kind.includes("html") || typeof DOMParser === "undefined") return "";
  const found = new DOMParser().parseFromString(text, "text/html").querySelectorAll(HTML_WORDS);
  return [...found].map((one) => (one.textContent ?? "").trim()).join(" ");
}

function wordsInJson(text: string): string {
  try {
    const { seen, cause, next } = (JSON.parse(text) as Explained).error ?? {};
    return [seen, cause, next].filter(Boolean).join(" ");
  } catch {
    return "";
  }
}
