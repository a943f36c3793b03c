// Builds the page quickly: what `make serve` and `make dev` show. `make build` makes the small page for hosts.
//
//     node build/quick.mjs            builds the page
//     node build/quick.mjs compile    only runs cargo, which needs no wasm-bindgen
//
// It runs cargo with the profile `quick` and wasm-bindgen, and puts the same files together as Trunk does from index.html, but
// without wasm-opt. It needs neither Trunk nor wasm-opt, whose installation takes longer than this build. The page is in
// target/quick-page/.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
const compiled = path.join(target, 'wasm32-unknown-unknown', 'quick');
const bound = path.join(target, 'quick-bindgen');

/** The folder of the built page. */
export const page = path.join(target, 'quick-page');

/** A command of the build failed; `message` holds what it printed. */
export class BuildError extends Error {}

/** Runs a command. Prints its errors as they come, and throws them if it fails. */
function run(command, words, signal) {
  return new Promise((resolve, reject) => {
    const color = process.stderr.isTTY ? { CARGO_TERM_COLOR: 'always' } : {};
    const child = spawn(command, words, { cwd: root, signal, env: { ...process.env, ...color }, stdio: ['ignore', 'inherit', 'pipe'] });
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      process.stderr.write(text);
      printed += text;
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new BuildError(printed || `${command} failed with exit code ${code}`))));
  });
}

/** Writes the JavaScript and WebAssembly of a program to `bound`, unless they are current. */
async function bind(program, signal) {
  const source = path.join(compiled, `${program}.wasm`);
  const out = path.join(bound, program);
  // Written after everything else, so that a build that was ended midway is done again.
  const stamp = path.join(out, 'made-from');
  const { mtimeMs, size } = await stat(source);
  const version = `${mtimeMs} ${size}`;
  if (await readFile(stamp, 'utf8').catch(() => null) === version) return;
  await rm(out, { recursive: true, force: true });
  await run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-dir', out, '--out-name', program, source], signal);
  await writeFile(stamp, version);
}

const attribute = (element, name) => element.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];

/** Copies the files of a worker into a folder, under the names that Trunk gives them. */
async function copyWorker(program, hasLoader, folder) {
  for (const name of [`${program}.js`, `${program}_bg.wasm`]) await cp(path.join(bound, program, name), path.join(folder, name));
  if (hasLoader) await writeFile(path.join(folder, `${program}_loader.js`), `import init from './${program}.js';await init();`);
}

/** Copies the app's files, named after their content, into a folder. Returns the script that starts it and the links that preload it. */
async function copyApp(program, folder) {
  const files = [`${program}.js`, `${program}_bg.wasm`].map((name) => path.join(bound, program, name));
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  const name = `${program}-${hash.digest('hex').slice(0, 16)}`;
  await cp(files[0], path.join(folder, `${name}.js`));
  await cp(files[1], path.join(folder, `${name}_bg.wasm`));
  return {
    script: `<script type="module">
import init from './${name}.js';
await init({ module_or_path: './${name}_bg.wasm' });
</script>`,
    links: `<link rel="modulepreload" href="./${name}.js" crossorigin="anonymous">
<link rel="preload" href="./${name}_bg.wasm" crossorigin="anonymous" as="fetch" type="application/wasm">
`,
  };
}

/** Writes the files that the `data-trunk` links of index.html ask for into a folder, and index.html with those links replaced. */
async function assemble(folder) {
  let html = await readFile(path.join(root, 'index.html'), 'utf8');
  for (const [link] of html.matchAll(/<link data-trunk [^>]*>/g)) {
    const [rel, href, type, program] = ['rel', 'href', 'data-type', 'data-bin'].map((name) => attribute(link, name));
    let replacement = '';
    if (rel === 'rust' && type === 'main') {
      const app = await copyApp(program, folder);
      replacement = app.script;
      html = html.replace('</head>', () => `${app.links}</head>`);
    } else if (rel === 'rust' && type === 'worker') {
      await copyWorker(program, link.includes(' data-loader-shim'), folder);
    } else if (rel === 'inline') {
      replacement = `<style>${await readFile(path.join(root, href), 'utf8')}</style>`;
    } else if (rel === 'copy-dir') {
      await cp(path.join(root, href), folder, { recursive: true });
    } else {
      throw new BuildError(`index.html: build/quick.mjs cannot replace ${link}. Teach it to, or use a link of another kind.`);
    }
    html = html.replace(link, () => replacement);
  }
  await writeFile(path.join(folder, 'index.html'), html);
}

/** Compiles the app and the workers. */
async function compile(signal) {
  const crates = ['--package', 'victim-clusters', '--package', 'vc-workers', '--bins'];
  await run('cargo', ['build', '--locked', '--profile', 'quick', '--target', 'wasm32-unknown-unknown', ...crates], signal);
}

/** Builds the page into `page`. Aborting the signal ends the build and leaves the last page as it is. */
export async function build(signal) {
  await compile(signal);
  await Promise.all(['app', 'worker', 'unpack', 'fetch'].map((program) => bind(program, signal)));
  signal?.throwIfAborted();
  const staging = `${page}.staging`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  await assemble(staging);
  await run(process.execPath, [path.join(root, 'build', 'finish.mjs'), staging], signal);
  await rm(page, { recursive: true, force: true });
  await rename(staging, page);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await (process.argv[2] === 'compile' ? compile() : build()).catch((error) => {
    if (!(error instanceof BuildError)) console.error(error);
    process.exitCode = 1;
  });
}
