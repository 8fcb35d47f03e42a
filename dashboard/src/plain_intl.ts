// Stand-ins for two makers of words that uPlot asks for as it is loaded and our charts never use: they write their own
// numbers and times. The browser's own read their tables first, a fifth of a second on an old computer (see build.mjs).
export class PlainNumbers {
  format(value: number): string {
    return String(value);
  }
}

export class PlainDates {
  resolvedOptions(): { timeZone: string | undefined } {
    return { timeZone: undefined };
  }
}
