// Say whether the page is live: the header's sign, and a banner with a word and a shape while it is not.
import { clockTime } from "./format";
import { onLanguage } from "./language";
import type { HubState, Link } from "./messages";
import { t } from "./texts";

export class LinkSign {
  private link: Link = "connecting";
  private hub: HubState = "ok";
  private lastMs = 0;
  /** Why the server refuses this page what it shows, in the server's words. */
  private refusal = "";

  constructor() {
    this.show();
    onLanguage(() => this.show());
  }

  setLink(link: Link, lastMs: number, refusal = ""): void {
    this.link = link;
    this.refusal = refusal;
    this.lastMs = lastMs || Number(document.querySelector<HTMLElement>("[data-seen]")?.dataset["seen"] ?? 0);
    this.show();
  }

  setHub(hub: HubState): void {
    if (hub === this.hub) return;
    this.hub = hub;
    this.show();
  }

  private show(): void {
    const isTroubled = this.link === "lost" || this.hub !== "ok";
    document.body.dataset["link"] = this.link;
    const indicator = document.getElementById("indicator");
    if (indicator) {
      indicator.hidden = false;
      indicator.dataset["link"] = this.hub !== "ok" && this.link === "live" ? "lost" : this.link;
      write(indicator, ".indicator-word", this.word());
    }
    const banner = document.getElementById("banner");
    if (!banner) return;
    banner.hidden = !isTroubled;
    write(banner, "strong", isTroubled ? this.title() : "");
    write(banner, ".banner-detail", isTroubled ? this.detail() : "");
  }

  private word(): string {
    if (this.link === "lost") return t("link.lost");
    if (this.link === "connecting") return t("link.connecting");
    return this.hub === "ok" ? t("link.live") : t("link.troubled");
  }

  private title(): string {
    if (this.link === "lost") return t("link.lost");
    if (this.hub === "broken") return t("link.broken");
    return this.hub === "broker-lost" ? t("link.broker_lost") : t("link.store_failing");
  }

  private detail(): string {
    if (this.refusal) return this.refusal;
    if (this.link !== "lost") return t("link.trouble_detail");
    return this.lastMs ? t("link.lost_since", { time: clockTime(this.lastMs) }) : t("link.lost_detail");
  }
}

function write(parent: Element, selector: string, text: string): void {
  const element = parent.querySelector(selector);
  if (element && element.textContent !== text) element.textContent = text;
}
