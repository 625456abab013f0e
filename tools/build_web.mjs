// Builds the browser's files into OUT: bundles web/src/*.ts and web/styles/square.css, copies the display face.
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2];
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const entries = [];
for (const folder of ['web/src', 'web/styles']) {
  if (!existsSync(folder)) continue;
  for (const name of readdirSync(folder)) {
    if (/^[a-z_]+\.entry\.(ts|css)$/.test(name)) entries.push({ in: join(folder, name), out: name.replace(/\.entry\.(ts|css)$/, '') });
  }
}
const { warnings } = await build({
  entryPoints: entries,
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
  external: ['*.woff2'],
  logLevel: 'warning',
});
// A brace that is missing leaves a page without its look, and nothing else says so.
if (warnings.length > 0) process.exit(1);
const face = 'node_modules/@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-700-normal.woff2';
copyFileSync(face, join(out, 'display.woff2'));
for (const name of existsSync('web/static') ? readdirSync('web/static') : []) copyFileSync(join('web/static', name), join(out, name));
