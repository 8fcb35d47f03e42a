// What the live stream says of a drawn board (iot_lab/workshop/drawn_boards/picture.py tells it).
export type BoardState = "off" | "running" | "ended" | "stopped" | "failed";
/** Milliseconds since the run began, and the level: 0, 1, or the share of the time at 1. */
export type Edge = [ms: number, level: number];
export type Message = [ms: number, way: "in" | "out", topic: string, payload: string];

export interface BoardNews {
  state: BoardState;
  exercise?: string;
  run?: number;
  t_ms?: number;
  error?: { line: number | null; said: string } | null;
  shows?: Record<string, Shown>;
  edges?: Record<string, Edge[]>;
  left_out?: number;
  messages?: Message[];
  text?: string;
  text_left_out?: boolean;
}

/** What a part shows; each kind has its own fields (docs/simulator.md). */
export interface Shown {
  brightness?: number;
  colours?: number[][];
  picture?: string;
  text?: string;
  is_lit?: boolean;
  angle_degrees?: number;
  target_degrees?: number;
  tone_hz?: number;
  is_closed?: boolean;
  is_joined?: boolean;
}
