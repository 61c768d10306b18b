/**
 * Appearance: light, dark, or as the device has it.
 *
 * Loaded as a classic script in the head, so that the first paint is already right. It must stay
 * without imports and exports: the build then writes one self-contained file.
 */
(() => {
  type Choice = "auto" | "light" | "dark";
  const KEY = "appearance";
  const root = document.documentElement;
  const deviceIsDark = matchMedia("(prefers-color-scheme: dark)");

  const isChoice = (value: string | null): value is Choice =>
    value === "auto" || value === "light" || value === "dark";

  function remembered(): Choice {
    try {
      const value = localStorage.getItem(KEY);
      return isChoice(value) ? value : "auto";
    } catch {
      return "auto"; // storage is switched off: follow the device
    }
  }

  function remember(choice: Choice): void {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // Storage is switched off: the choice holds for this page.
    }
  }

  let choice = remembered();

  function apply(): void {
    const dark = choice === "dark" || (choice === "auto" && deviceIsDark.matches);
    root.dataset.bsTheme = dark ? "dark" : "light";
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-appearance] button")) {
      button.setAttribute("aria-pressed", String(button.value === choice));
    }
  }

  function connect(): void {
    for (const group of document.querySelectorAll<HTMLElement>("[data-appearance]")) {
      group.hidden = false;
      group.addEventListener("click", (event) => {
        const button = event.target instanceof Element ? event.target.closest("button") : null;
        if (!button || !isChoice(button.value)) return;
        choice = button.value;
        remember(choice);
        apply();
      });
    }
    apply();
  }

  apply();
  deviceIsDark.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", connect);
  // Another tab changed it.
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    choice = remembered();
    apply();
  });
  // Paper is white.
  addEventListener("beforeprint", () => (root.dataset.bsTheme = "light"));
  addEventListener("afterprint", apply);
})();
