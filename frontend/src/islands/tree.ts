/**
 * Trees of <details> (shell/partials/tree_tools.html says how they are written).
 *
 * Without this they open and close. With it they filter while one types, open and close all at
 * once, follow the arrow keys, open the way to a linked entry, and unfold for paper.
 */

import { within } from "../within.ts";

const ENTRY = ".tree-node, .tree-leaf";
const WAIT_MS = 120;

export function connectTrees(page: ParentNode): void {
  for (const tree of within<HTMLElement>(page, "[data-tree]")) {
    if (tree.dataset.connected !== undefined) continue;
    tree.dataset.connected = "";
    connectTools(tree);
    tree.addEventListener("keydown", (event) => followArrows(tree, event));
  }
  openLinked();
}

addEventListener("hashchange", openLinked);

let foldedAgainAfterPrint: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => {
  foldedAgainAfterPrint = [...document.querySelectorAll<HTMLDetailsElement>("details.tree-node:not([open])")];
  for (const node of foldedAgainAfterPrint) node.open = true;
});
addEventListener("afterprint", () => {
  for (const node of foldedAgainAfterPrint) node.open = false;
});

/** Opens every branch above the entry that the address names, and the entry itself. */
function openLinked(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id ? document.getElementById(id) : null;
  if (!target?.closest("[data-tree]")) return;
  for (let node: Element | null = target; node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) node.open = true;
  }
  target.scrollIntoView({ block: "center" });
}

function connectTools(tree: HTMLElement): void {
  const tools = tree.querySelector<HTMLElement>("[data-tree-tools]");
  if (!tools) return;
  tools.hidden = false;
  const onClick = (button: string, open: boolean): void =>
    tools.querySelector(button)?.addEventListener("click", (event) => {
      event.preventDefault(); // inside a form, the button asks the server where no script runs
      setAll(tree, open);
    });
  onClick("[data-tree-open]", true);
  onClick("[data-tree-close]", false);

  const field = tools.querySelector<HTMLInputElement>("[data-tree-filter]");
  const count = tools.querySelector<HTMLElement>("[data-tree-count]");
  if (!field || !count) return;
  const filter = new Filter(tree, count);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  // What the server was asked for is shown already.
  const show = (): void => filter.show(field.value === field.defaultValue ? "" : field.value);
  const later = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(show, WAIT_MS);
  };
  field.addEventListener("input", later);
  field.addEventListener("compositionend", later);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    field.value = "";
    filter.show("");
  });
  show(); // the browser may have restored what was typed
}

function setAll(tree: HTMLElement, open: boolean): void {
  for (const node of tree.querySelectorAll<HTMLDetailsElement>("details.tree-node")) node.open = open;
}

/** One line of the tree with the words it can be found by. */
interface Entry {
  readonly element: HTMLElement;
  readonly item: HTMLElement;
  readonly words: string;
  readonly isLeaf: boolean;
}

/** Full-width and half-width, Ⅲ and III, upper and lower case are the same; queries/trees.py folds likewise. */
const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

class Filter {
  private readonly entries: readonly Entry[];
  private openBefore: ReadonlySet<HTMLElement> | undefined;
  private readonly tree: HTMLElement;
  private readonly count: HTMLElement;
  private readonly countBefore: readonly ChildNode[];

  constructor(tree: HTMLElement, count: HTMLElement) {
    this.tree = tree;
    this.count = count;
    this.countBefore = [...count.childNodes];
    this.entries = [...tree.querySelectorAll<HTMLElement>(ENTRY)].map((element) => ({
      element,
      item: element.closest("li") ?? element,
      words: folded(element.dataset.words ?? `${ownText(element)} ${element.dataset.search ?? ""}`),
      isLeaf: !element.querySelector(ENTRY),
    }));
  }

  /**
   * Shows the entries that hold every word of `text`, with the branches above and below them.
   *
   * Branches open down to their leaves, and the leaves are counted. What sums up a whole branch (.tree-sum) hides meanwhile.
   */
  show(text: string): void {
    const words = folded(text).split(/\s+/u).filter(Boolean);
    if (words.length === 0) return this.restore();
    this.openBefore ??= new Set(this.entries.filter(isOpen).map((entry) => entry.element));
    const found = this.entries.filter((entry) => words.every((word) => entry.words.includes(word)));
    const shown = new Set<Element>();
    for (const { item } of found) {
      for (const inner of item.querySelectorAll("li")) shown.add(inner);
      for (let up: Element | null = item; up && up !== this.tree; up = up.parentElement) shown.add(up);
    }
    for (const { element, item, isLeaf } of this.entries) {
      item.hidden = !shown.has(item);
      if (element instanceof HTMLDetailsElement) element.open = !isLeaf && shown.has(item);
    }
    this.tree.dataset.filtered = "";
    const leaves = this.entries.filter(({ item, isLeaf }) => isLeaf && shown.has(item)).length;
    const { some = "", none = "" } = this.count.dataset;
    this.count.textContent = leaves > 0 ? some.replace("{n}", String(leaves)) : none;
  }

  private restore(): void {
    for (const { element, item } of this.entries) {
      item.hidden = false;
      if (this.openBefore && element instanceof HTMLDetailsElement) element.open = this.openBefore.has(element);
    }
    this.openBefore = undefined;
    delete this.tree.dataset.filtered;
    this.count.replaceChildren(...this.countBefore);
  }
}

const isOpen = ({ element }: Entry): boolean => element instanceof HTMLDetailsElement && element.open;

/** The text of an entry without that of the entries inside it. */
function ownText(element: HTMLElement): string {
  if (!(element instanceof HTMLDetailsElement)) return element.textContent ?? "";
  return [...element.children]
    .filter((child) => !child.classList.contains("tree-list"))
    .map((child) => child.textContent ?? "")
    .join(" ");
}

/** Up and down walk the open lines, left closes or goes up a level, right opens or goes down one. */
function followArrows(tree: HTMLElement, event: KeyboardEvent): void {
  const summary = event.target;
  if (!(summary instanceof HTMLElement) || summary.tagName !== "SUMMARY") return;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const node = summary.parentElement;
  if (!(node instanceof HTMLDetailsElement)) return;
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  step(node, visibleLines(tree), summary)?.focus();
}

type Step = (
  node: HTMLDetailsElement,
  lines: readonly HTMLElement[],
  line: HTMLElement,
) => HTMLElement | null | undefined;

const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: (_node, lines, line) => lines[lines.indexOf(line) + 1],
  ArrowUp: (_node, lines, line) => lines[lines.indexOf(line) - 1],
  Home: (_node, lines) => lines[0],
  End: (_node, lines) => lines[lines.length - 1],
  ArrowRight: (node) => {
    if (node.open) return node.querySelector<HTMLElement>(":scope > .tree-list summary");
    node.open = true;
    return null;
  },
  ArrowLeft: (node) => {
    if (!node.open) return node.parentElement?.closest("details.tree-node")?.querySelector<HTMLElement>(":scope > summary");
    node.open = false;
    return null;
  },
};

/** The lines with no closed branch and nothing filtered out above them. */
function visibleLines(tree: HTMLElement): HTMLElement[] {
  return [...tree.querySelectorAll<HTMLElement>("summary")].filter((line) => {
    const above = line.parentElement?.parentElement;
    return !above?.closest("details:not([open])") && !line.closest("[hidden]");
  });
}
