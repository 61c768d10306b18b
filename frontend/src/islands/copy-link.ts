import { within } from "../within.ts";

/**
 * Buttons that copy the address of a part of the page (data-copy-link) or the text of an element
 * (data-copy-text); hidden until this runs.
 */
const SHOWN_FOR_MS = 2500;

export function connectCopyLinks(page: ParentNode): void {
  for (const button of within<HTMLButtonElement>(page, "[data-copy-link], [data-copy-text]")) {
    if (!button.hidden) continue; // connected before
    button.hidden = false;
    button.addEventListener("click", (event) => {
      event.preventDefault(); // inside a <summary>, do not fold it
      event.stopPropagation();
      void copied(button);
    });
  }
}

async function copied(button: HTMLButtonElement): Promise<void> {
  if (!(await put(wanted(button)))) return;
  const told = button.dataset.copied ?? "";
  const label = button.textContent;
  say(told);
  button.dataset.done = "";
  if (button.dataset.copyText !== undefined) button.textContent = told;
  setTimeout(() => {
    delete button.dataset.done;
    if (button.dataset.copyText !== undefined) button.textContent = label;
    say("");
  }, SHOWN_FOR_MS);
}

function wanted(button: HTMLButtonElement): string {
  const source = button.dataset.copyText;
  if (source !== undefined) return document.getElementById(source)?.textContent?.trim() ?? "";
  return new URL(`#${button.dataset.copyLink ?? ""}`, location.href).href;
}

let voice: HTMLElement | undefined;

/** Tells screen readers; one place for all buttons of the page. */
function say(words: string): void {
  if (!voice) {
    voice = document.createElement("div");
    voice.className = "visually-hidden";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  voice.textContent = words;
}

/** Puts text on the clipboard; over plain http browsers offer only the old way. */
async function put(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed: try the old way.
    }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
