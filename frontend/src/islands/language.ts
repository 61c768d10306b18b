/** Comes back to the same place of the page after the language was changed. */
export function connectLanguageSwitch(page: ParentNode): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("[data-language-form]")) {
    const next = form.querySelector<HTMLInputElement>("input[name=next]");
    if (!next) continue;
    const path = next.value;
    form.addEventListener("submit", () => (next.value = path + location.hash));
  }
}
