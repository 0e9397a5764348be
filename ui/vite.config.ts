import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  resolve: {
    alias: {
      $lib: source('lib'),
      $components: source('components'),
      $screens: source('screens'),
      $papers: fileURLToPath(new URL('../src-tauri/crates/paper/types', import.meta.url)),
    },
  },
  // What the stand-in knows of papers is what the core knows: the same files.
  server: { port: 5173, strictPort: true, fs: { allow: ['.', '../src-tauri/crates/paper/types'] } },
  build: {
    // The engines that the window may find itself in: WebKitGTK 2.44, Safari 17.5, WebView2.
    target: ['es2022', 'safari17.5', 'chrome123'],
    // The content security policy knows no `data:` for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The wallet's page, and the practice desk's.
    rolldownOptions: { input: ['index.html', 'desk.html'] },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
