// The room as this page knows it: the snapshot, then every frame.
import type { Point } from "./format";
import type { BoardMessage, Frame, Snapshot } from "./messages";

const RECENT = 60;

export interface Series {
  name: string;
  unit: string;
  value: number | null;
  recent: Point[];
}

export interface Board {
  name: string;
  isOnline: boolean;
  seenMs: number | null;
  info: Record<string, unknown>;
  /** Where its program ended by an error. */
  line: number | null;
  series: Map<string, Series>;
}

export class Room {
  readonly boards = new Map<string, Board>();
  /** When the server last said something, on the server's clock. */
  lastMs = 0;
  private heardAt = performance.now();

  /** The server's time now, as far as this page can tell. */
  get nowMs(): number {
    return this.lastMs + (performance.now() - this.heardAt);
  }

  takeSnapshot(snapshot: Snapshot): void {
    this.boards.clear();
    this.hear(snapshot.now);
    for (const said of snapshot.boards) {
      const board = this.board(said.name);
      update(board, said);
      for (const one of said.series) {
        board.series.set(one.name, { name: one.name, unit: one.unit ?? "", value: one.v, recent: [...one.recent] });
      }
    }
  }

  /** Apply a frame; return the names of the boards that changed. */
  takeFrame(frame: Frame): Set<string> {
    const changed = new Set<string>();
    this.hear(frame.now);
    for (const said of frame.boards ?? []) {
      update(this.board(said.name), said);
      changed.add(said.name);
    }
    for (const [name, series, ms, value] of frame.samples ?? []) {
      this.addSample(this.board(name), series, [ms, value], frame.now);
      changed.add(name);
    }
    return changed;
  }

  /** Take the server's time; a clock that was set back is believed. */
  hear(now: number): void {
    this.lastMs = now;
    this.heardAt = performance.now();
  }

  private board(name: string): Board {
    let board = this.boards.get(name);
    if (!board) {
      board = { name, isOnline: false, seenMs: null, info: {}, line: null, series: new Map() };
      this.boards.set(name, board);
    }
    return board;
  }

  private addSample(board: Board, name: string, point: Point, nowMs: number): void {
    let series = board.series.get(name);
    if (!series) {
      series = { name, unit: unitFrom(board.info, name), value: null, recent: [] };
      board.series.set(name, series);
    }
    board.seenMs = nowMs;
    const last = series.recent.at(-1);
    if (last && point[0] < last[0]) return;
    series.value = point[1];
    series.recent.push(point);
    if (series.recent.length > RECENT) series.recent.splice(0, series.recent.length - RECENT);
  }
}

function update(board: Board, said: BoardMessage): void {
  board.isOnline = said.state === "online";
  board.seenMs = said.seen_ms ?? board.seenMs;
  board.line = said.line ?? null;
  if (!said.info) return;
  board.info = said.info;
  for (const series of board.series.values()) series.unit ||= unitFrom(said.info, series.name);
}

function unitFrom(info: Record<string, unknown>, series: string): string {
  const units = (info["series"] ?? {}) as Record<string, unknown>;
  const unit = units[series] ?? units[series.split(".")[0] ?? series];
  return typeof unit === "string" ? unit : "";
}
