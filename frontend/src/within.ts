/** Finds elements in a part of the page; the part itself counts, htmx may bring in just that. */
export function within<E extends HTMLElement>(part: ParentNode, selector: string): E[] {
  const inside = [...part.querySelectorAll<E>(selector)];
  return part instanceof HTMLElement && part.matches(selector) ? [part as E, ...inside] : inside;
}
