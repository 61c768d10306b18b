/**
 * Sends chosen or dropped files one after the other and shows how far each is
 * (files/parts/chooser.html). Without this the form sends them all at once.
 */
import { within } from "../within.ts";

interface Kept {
  files: { id: number; name: string; url: string }[];
}

export function connectUploads(page: ParentNode): void {
  for (const place of within<HTMLElement>(page, "[data-upload]")) {
    const input = place.querySelector<HTMLInputElement>("input[type=file]");
    if (!input || place.dataset.connected !== undefined) continue;
    place.dataset.connected = "";
    new Upload(place, input);
  }
}

class Upload {
  private readonly waiting: (() => Promise<boolean>)[] = [];
  private sending = false;
  private readonly place: HTMLElement;
  private readonly input: HTMLInputElement;

  constructor(place: HTMLElement, input: HTMLInputElement) {
    this.place = place;
    this.input = input;
    const form = place.closest<HTMLFormElement>("[data-upload-form]");
    // Sent as soon as chosen; the button is for browsers without scripts.
    form?.querySelector("[data-upload-button]")?.remove();
    input.required = false;
    input.addEventListener("change", () => this.take(input.files));
    this.acceptDrops();
  }

  private acceptDrops(): void {
    const target = this.place.querySelector<HTMLElement>(".upload-place");
    const words = this.place.querySelector<HTMLElement>("[data-upload-drag]");
    if (!target || !words) return;
    words.hidden = !matchMedia("(pointer: fine)").matches;
    for (const name of ["dragenter", "dragover"]) {
      target.addEventListener(name, (event) => {
        event.preventDefault();
        target.dataset.over = "";
      });
    }
    for (const name of ["dragleave", "drop"]) {
      target.addEventListener(name, () => delete target.dataset.over);
    }
    target.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take(event.dataTransfer?.files ?? null);
    });
  }

  private take(files: FileList | null): void {
    for (const file of files ?? []) {
      const line = new Line(this.place, file.name);
      if (file.size > Number(this.place.dataset.limit)) {
        line.refuse([this.place.dataset.tooLarge ?? ""]);
        continue;
      }
      this.waiting.push(() => this.send(file, line));
    }
    this.input.value = "";
    if (!this.sending) void this.sendAll();
  }

  private async sendAll(): Promise<void> {
    this.sending = true;
    let good = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      good = (await next()) && good;
    }
    this.sending = false;
    const allGood = good && !this.place.querySelector(".upload-fault");
    if (allGood && this.place.dataset.field === undefined) location.reload();
  }

  private send(file: File, line: Line): Promise<boolean> {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.place.dataset.url ?? "");
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => line.show(event.loaded, event.total));
      request.addEventListener("load", () => done(this.finish(request, line)));
      request.addEventListener("error", () => {
        line.refuse([this.place.dataset.broken ?? ""]);
        done(false);
      });
      request.send(formOf(file));
    });
  }

  private finish(request: XMLHttpRequest, line: Line): boolean {
    const answer = parsed(request.responseText);
    if (request.status !== 200 || !answer?.files) {
      line.refuse(answer?.faults ?? [this.place.dataset.broken ?? ""]);
      return false;
    }
    line.finish(answer, this.place.dataset.field);
    return true;
  }
}

/** One file in the list below the field. */
class Line {
  private readonly item = document.createElement("li");
  private readonly state = document.createElement("span");
  private readonly bar = document.createElement("progress");
  private readonly label = document.createElement("span");
  private readonly place: HTMLElement;

  constructor(place: HTMLElement, name: string) {
    this.place = place;
    this.label.className = "upload-name";
    this.label.textContent = name;
    this.state.className = "upload-state";
    this.state.textContent = place.dataset.waiting ?? "";
    this.bar.max = 100;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", name);
    this.item.append(this.label, this.state, this.bar);
    place.querySelector("[data-upload-list]")?.append(this.item);
  }

  show(sent: number, total: number): void {
    const percent = Math.floor((100 * sent) / Math.max(total, 1));
    this.bar.value = percent;
    this.state.textContent = percent < 100 ? `${percent} %` : (this.place.dataset.checking ?? "");
  }

  refuse(sentences: string[]): void {
    this.bar.remove();
    this.state.textContent = "";
    for (const sentence of sentences) {
      const fault = document.createElement("p");
      fault.className = "upload-fault";
      fault.textContent = sentence;
      this.item.append(fault);
    }
  }

  /** Makes the name a link to the file's page. */
  private lead(url: string): void {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = this.label.textContent;
    this.label.replaceChildren(link);
  }

  finish(kept: Kept, field: string | undefined): void {
    this.bar.remove();
    this.state.textContent = this.place.dataset.done ?? "";
    this.state.dataset.good = "";
    if (field === undefined) {
      this.lead(kept.files[0]?.url ?? "");
      return;
    }
    for (const file of kept.files) this.item.append(hiddenField(field, file.id));
    const out = document.createElement("button");
    out.type = "button";
    out.className = "btn btn-quiet";
    out.textContent = this.place.dataset.remove ?? "";
    out.addEventListener("click", () => this.item.remove());
    this.item.append(out);
  }
}

function hiddenField(name: string, id: number): HTMLInputElement {
  const hidden = document.createElement("input");
  hidden.type = "hidden";
  hidden.name = name;
  hidden.value = String(id);
  return hidden;
}

function formOf(file: File): FormData {
  const form = new FormData();
  // The language form of every page carries the token; the file comes last, so that the server
  // knows the rest before it.
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  form.append("csrfmiddlewaretoken", token?.value ?? "");
  const once = crypto.getRandomValues(new Uint32Array(4));
  form.append("submission", Array.from(once, (part) => part.toString(36)).join("-"));
  form.append("file", file);
  return form;
}

function parsed(text: string): (Kept & { faults?: string[] }) | null {
  try {
    return JSON.parse(text) as Kept & { faults?: string[] };
  } catch {
    return null;
  }
}
