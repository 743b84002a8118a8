import { fileURLToPath } from 'node:url';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  resolve: { alias: { $lib: here('./src'), $dev: here('./dev') } },
  // The texts stand in ../assets, beside the ui.
  server: { port: 5173, strictPort: true, host: '127.0.0.1', fs: { allow: [here('..')] } },
  build: {
    target: 'safari16',
    assetsInlineLimit: 0, // no data: addresses, so that the content policy can say font-src 'self'
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // The worker of pdf.js is a module: with .js every web view takes it for one.
        assetFileNames: (asset) =>
          asset.names[0]?.endsWith('.mjs') ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['dev/test-setup.ts'],
    testTimeout: 20_000,
  },
});
