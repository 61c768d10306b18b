/** Loads htmx and Alpine only on pages that use them. */
import { within } from "./within.ts";

const HTMX = "[hx-get],[hx-post],[hx-put],[hx-patch],[hx-delete],[hx-boost]";
const ALPINE = "[x-data]";

let alpineStarted = false;

export async function loadOnDemand(part: ParentNode): Promise<void> {
  const has = (selector: string): boolean => within(part, selector).length > 0;
  if (!has(`${HTMX},${ALPINE}`)) return;
  await pageLoaded(); // htmx reads its settings from the page only once that is complete
  const loading: Promise<unknown>[] = [];
  if (has(HTMX)) loading.push(import("./htmx.ts"));
  if (!alpineStarted && has(ALPINE)) {
    alpineStarted = true;
    loading.push(import("@alpinejs/csp").then(({ default: Alpine }) => Alpine.start()));
  }
  await Promise.all(loading);
}

function pageLoaded(): Promise<unknown> {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}
