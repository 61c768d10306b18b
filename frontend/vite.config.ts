import { defineConfig } from "vite";

import { compressed } from "./build/compressed.ts";
import { picturesAsFiles } from "./build/pictures-as-files.ts";

// Offices run browsers that lag some years behind (Chromium 87 came in 2020), phones likewise.
const BROWSERS = ["chrome87", "edge88", "firefox88", "safari14"];

export default defineConfig({
  // Addresses inside the build are relative, so the server may serve it under any path.
  base: "./",
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: BROWSERS,
    cssTarget: BROWSERS,
    cssMinify: "lightningcss",
    // Pictures never become data: addresses; the Content-Security-Policy blocks those.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // htmx can evaluate text; the page tells it not to (allowEval) and the policy forbids it.
      // How long our two small plug-ins take is no news for whoever builds.
      checks: { eval: false, bundlerTimings: false },
      input: { theme: "src/theme.ts", main: "src/main.ts" },
    },
  },
  plugins: [picturesAsFiles(), compressed()],
});
