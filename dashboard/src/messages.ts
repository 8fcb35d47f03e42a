// What the live stream says of the boards (iot_lab/hub/live_boards.py tells it).
import type { Point } from "./format";

/** `broken`: one of the server's permanent threads has ended (/health says it, the stream does not). */
export type HubState = "ok" | "broker-lost" | "store-failing" | "broken";

export interface HubMessage {
  state: HubState;
}

export interface BoardMessage {
  name: string;
  state: "online" | "offline";
  seen_ms: number | null;
  info?: Record<string, unknown>;
  line?: number | null;
}

export interface SeriesMessage {
  name: string;
  unit: string | null;
  v: number | null;
  t: number | null;
  recent: Point[];
}

export interface Snapshot {
  now: number;
  hub: HubMessage;
  boards: (BoardMessage & { series: SeriesMessage[] })[];
}

export interface Frame {
  now: number;
  hub?: HubMessage;
  samples?: [board: string, series: string, t: number, value: number][];
  boards?: BoardMessage[];
  log?: [board: string, t: number, line: string][];
}

/** How the page stands to the server. */
export type Link = "connecting" | "live" | "lost";

/** What a stream tells the page; `text` is JSON, so that a shared worker passes it on without reading it. */
export type StreamMessage = { kind: "ping" | "snapshot" | "frame"; text: string } | { kind: "link"; link: Link; refusal?: string };
