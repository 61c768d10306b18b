/** htmx as the meta element htmx-config of shell/page.html sets it: no eval, this site only. */
import "htmx.org";

// Django's token comes from the language form, which every page has; its cookie is out of reach.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  const headers = (event as CustomEvent<{ headers: Record<string, string> }>).detail.headers;
  if (token) headers["X-CSRFToken"] = token.value;
});
