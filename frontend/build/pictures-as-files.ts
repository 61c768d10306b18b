import type { Plugin } from "vite";

const DATA_SVG = /url\(\s*(["']?)data:image\/svg\+xml(?:;charset=[\w-]+)?(;base64)?,((?:(?!\1\))[\s\S])*?)\1\s*\)/g;

/**
 * Turns pictures that style sheets carry as data: addresses into files beside them.
 *
 * Our Content-Security-Policy lets pictures come from this site only, and Tabler's form controls
 * carry theirs inside the style sheet.
 */
export function picturesAsFiles(): Plugin {
  return {
    name: "pictures-as-files",
    enforce: "post",
    generateBundle(_options, bundle) {
      const before = Object.keys(bundle);
      for (const name of before) {
        const part = bundle[name];
        if (part?.type !== "asset" || !name.endsWith(".css")) continue;
        const css = typeof part.source === "string" ? part.source : new TextDecoder().decode(part.source);
        part.source = css.replace(DATA_SVG, (_all, _quote: string, base64: string | undefined, body: string) => {
          const svg = base64 ? Buffer.from(body, "base64").toString("utf8") : decodeURIComponent(body);
          const reference = this.emitFile({ type: "asset", name: "picture.svg", source: svg.replaceAll('\\"', '"') });
          return `url("./${this.getFileName(reference).split("/").pop()}")`;
        });
        if (part.source.includes("url(data:") || part.source.includes('url("data:')) {
          this.error(`${name} still holds a data: address, which the Content-Security-Policy blocks`);
        }
      }
    },
  };
}
