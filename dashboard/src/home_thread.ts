// The page's end of the worker at home: questions with their answers, orders to the drawn board, and its news. A worker
// that dies, or is given up, is replaced when it is next asked for something.
import type { BoardNews } from "./board_news";
import { type Begun, beginWorker } from "./home_begin";
import type { Order, Pack, Question } from "./home_worker";

export type Said = { said: string } | { reason: "slow" | "broken" };
type Unnumbered<Kind> = Kind extends Question ? Omit<Kind, "id"> : never;

/** Python's memory never shrinks: where one program made so much of it, the next ones get a new worker. Usual are 30 to 60 MB. */
const MOST_BYTES = 64 * 2 ** 20;

const IDLE_AFTER_MS = 500;

export class HomeThread {
  private worker: Promise<Worker> | null = null;
  private readonly waiting = new Map<number, (answer: Said) => void>();
  private numbers = 0;
  private isRunning = false;
  /** Whether boards run in real time here; known once the worker is ready. */
  isLive = true;
  onNews: (news: BoardNews) => void = () => undefined;
  /** The worker is gone, and what ran in it. */
  onLost: () => void = () => undefined;

  /** `begun` is the first worker, where it has begun already. */
  constructor(
    private readonly script: string,
    private readonly pack: () => Promise<Pack>,
    private begun?: Begun,
  ) {}

  /** Start the worker, so that the first question need not wait for it. Rejected where it cannot start. */
  async ready(): Promise<Worker> {
    this.worker ??= this.start();
    try {
      return await this.worker;
    } catch (error) {
      this.worker = null;
      throw error;
    }
  }

  async ask(question: Unnumbered<Question>, limitMs: number): Promise<Said> {
    const worker = await this.ready();
    const id = ++this.numbers;
    const answer = new Promise<Said>((resolve) => this.waiting.set(id, resolve));
    const limit = setTimeout(() => this.answered(id, { reason: "slow" }), limitMs);
    worker.postMessage({ ...question, id });
    return answer.finally(() => clearTimeout(limit));
  }

  async order(order: Order): Promise<void> {
    (await this.ready()).postMessage(order);
  }

  /** Whether the worker is asked something now: then it hears nothing else. */
  get isBusy(): boolean {
    return this.waiting.size > 0;
  }

  /** Do something once the worker is there and has nothing to do, which a slow computer has no time for earlier. */
  async whenIdle(act: () => void): Promise<void> {
    await this.ready();
    await new Promise((done) => setTimeout(done, IDLE_AFTER_MS));
    if (this.isBusy) void this.whenIdle(act);
    else act();
  }

  /** Give the worker up: whoever waits for it is told. */
  async replace(): Promise<void> {
    const old = this.worker;
    this.worker = null;
    for (const id of [...this.waiting.keys()]) this.answered(id, { reason: "broken" });
    this.isRunning = false;
    (await old?.catch(() => null))?.terminate();
    this.onLost();
  }

  private answered(id: number, answer: Said): void {
    this.waiting.get(id)?.(answer);
    this.waiting.delete(id);
  }

  private async start(): Promise<Worker> {
    const { worker, lives } = this.begun ?? beginWorker(this.script, this.pack());
    delete this.begun;
    this.isLive = await lives;
    worker.onerror = () => void this.replace();
    worker.onmessage = ({ data }) => this.hear(data);
    return worker;
  }

  private hear(data: { id?: number; said?: string; bytes?: number; news?: string }): void {
    if (data.news !== undefined) {
      const news = JSON.parse(data.news) as BoardNews;
      this.isRunning = news.state === "running";
      this.onNews(news);
    } else if (data.id !== undefined) {
      this.answered(data.id, data.said === undefined ? { reason: "broken" } : { said: data.said });
      if ((data.bytes ?? 0) > MOST_BYTES && !this.isBusy && !this.isRunning) void this.replace().then(() => this.ready()).catch(() => undefined);
    }
  }
}
