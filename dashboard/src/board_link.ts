// How a page speaks to the learner's drawn board: here over the room's server, at home to a worker (home_board.ts).
import type { Knob } from "./knobs";
import { refusalWords } from "./refusal";
import { t } from "./texts";

/** `drawn`: its part in the wiring picture. */
export interface DrawnKnob extends Knob {
  drawn: string;
}

export interface BoardLink {
  /** Words where it is refused, else none. */
  run(files: Record<string, string>): Promise<string>;
  stop(): Promise<unknown>;
  knobs(): Promise<DrawnKnob[] | null>;
  turn(knob: string, value: number): Promise<unknown>;
  type(text: string): Promise<unknown>;
}

export class RoomLink implements BoardLink {
  private readonly place: string;

  constructor(exercise: string) {
    this.place = encodeURIComponent(exercise);
  }

  async run(files: Record<string, string>): Promise<string> {
    const answer = await post(`run/${this.place}`, { files });
    return answer ? (answer.ok ? "" : refusalWords(answer)) : t("verdict.no_answer");
  }

  stop(): Promise<unknown> {
    return post("stop");
  }

  async knobs(): Promise<DrawnKnob[] | null> {
    const answer = await fetch(`/api/my/board/knobs/${this.place}`).catch(() => null);
    return answer?.ok ? ((await answer.json()) as { knobs: DrawnKnob[] }).knobs : null;
  }

  turn(knob: string, value: number): Promise<unknown> {
    return post(`knobs/${this.place}/${knob}`, { value });
  }

  type(text: string): Promise<unknown> {
    return post("type", { text });
  }
}

function post(what: string, body?: object): Promise<Response | null> {
  const sent = body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {};
  return fetch(`/api/my/board/${what}`, { method: "POST", ...sent }).catch(() => null);
}
