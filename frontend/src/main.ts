import "./styles/main.scss";

import { connectCopyLinks } from "./islands/copy-link.ts";
import { connectLanguageSwitch } from "./islands/language.ts";
import { connectTrees } from "./islands/tree.ts";
import { connectUploads } from "./islands/upload.ts";
import { loadOnDemand } from "./on-demand.ts";

connectTrees(document);
connectCopyLinks(document);
connectLanguageSwitch(document);
connectUploads(document);
void loadOnDemand(document);

// What htmx brings in later comes alive as well.
document.addEventListener("htmx:load", (event) => {
  if (!(event.target instanceof HTMLElement)) return;
  connectTrees(event.target);
  connectCopyLinks(event.target);
  connectUploads(event.target);
  void loadOnDemand(event.target);
});
