// Writes the page that lists the packages that are shipped with this one, and the texts of their licenses.
//
//     node build/licenses.mjs FILE
//
// It lists every package that is compiled into the page or its workers, except macros, build scripts and our own crates. Where a
// package offers several licenses, it is taken under MIT if that is one of them. Needs `cargo` and fetched packages, but no network.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const TARGET = 'wasm32-unknown-unknown';
const LICENSE_FILE = /^(licen[sc]e|copying|notice|unlicense|copyright)/i;

const file = process.argv[2];
if (!file) throw new Error('usage: node build/licenses.mjs FILE');

const cargo = (...words) => execFileSync('cargo', [...words, '--locked', '--offline'], { encoding: 'utf8', maxBuffer: 1 << 28 });
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
const byText = (a, b) => (a < b ? -1 : Number(a > b));

/** Packages of others that are compiled in, as `name version`. */
function shipped() {
  const tree = cargo('tree', '--package', 'victim-clusters', '--package', 'vc-workers', '--target', TARGET, '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--no-dedupe', '--format', '{p}');
  const lines = tree.split('\n').filter((line) => line && !line.includes(`(${process.cwd()}`));
  return new Set(lines.map((line) => line.split(' ').slice(0, 2).join(' ').replace(' v', ' ')));
}

/** The MIT license of a package that was published without its text. */
const mit = (holders) => `MIT License

Copyright (c) ${holders}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The BSD license of two clauses of a package that was published without its text. */
const bsd2 = (holders) => `BSD 2-Clause License

Copyright (c) ${holders}

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in the documentation and/or other materials provided with the distribution.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

/** The license texts that a package requires to be passed on. */
function texts({ name, license, authors, manifest_path: manifest }) {
  const folder = path.dirname(manifest);
  const names = readdirSync(folder).filter((name) => LICENSE_FILE.test(name)).sort(byText);
  const choice = names.filter((name) => /mit(?!-?0)/i.test(name));
  const isChoice = / OR |\//.test(license ?? '') && choice.length > 0;
  // Parts of a package may have licenses of their own, which hold whichever license is chosen for the rest.
  const wanted = isChoice ? names.filter((name) => choice.includes(name) || /notice|copyright|unicode|whatwg/i.test(name)) : names;
  const read = (name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim();
  if (wanted.length > 0) return wanted.map(read);
  // The terms of this license name no author, so a copy of it is a copy for every package.
  if (license === 'Apache-2.0') return [readFileSync('LICENSE', 'utf8').trim()];
  const holders = authors.length > 0 ? authors.map((author) => author.replace(/ *<.*>/, '')).join(', ') : `the authors of ${name}`;
  if (license === 'BSD-2-Clause') return [bsd2(holders)];
  if (!/\bMIT\b/.test(license ?? '')) throw new Error(`${name} comes without the text of its license, ${license}`);
  return [mit(holders)];
}

const { packages } = JSON.parse(cargo('metadata', '--format-version', '1'));
const listed = shipped();
const ours = packages.filter(({ name, version }) => listed.has(`${name} ${version}`)).sort((a, b) => byText(`${a.name} ${a.version}`, `${b.name} ${b.version}`));
if (ours.length !== listed.size) throw new Error('packages of the tree are missing in the metadata');

// Each text once, with all packages that share it. Texts that differ only in white space count as one.
const shared = new Map();
for (const of of ours) {
  for (const text of texts(of)) {
    const key = text.replace(/\s+/g, ' ');
    shared.set(key, { text, of: [...(shared.get(key)?.of ?? []), `${of.name} ${of.version}`] });
  }
}

const style = `
${readFileSync('style/tokens.css', 'utf8').trim()}
      body { max-width: 880px; margin: 0 auto; padding: 32px 20px 80px; background: var(--paper); color: var(--ink); font: 15px/1.5 var(--sans); overflow-wrap: break-word; }
      h1, h2, h3 { font-family: var(--serif); line-height: 1.2; }
      h1 { font-size: 28px; } h2 { margin-top: 40px; font-size: 22px; } h3 { margin: 28px 0 6px; font-size: 15px; }
      a { color: var(--accent); } p[lang="es"] { color: var(--muted); }
      table { width: 100%; border-collapse: collapse; font-size: 13px; }
      th, td { padding: 4px 12px 4px 0; border-top: 1px solid var(--rule); text-align: start; vertical-align: top; font-weight: 400; }
      thead th { font-weight: 600; border: 0; }
      @media (max-width: 520px) { table { table-layout: fixed; } th:nth-child(2) { width: 22%; } th, td { overflow-wrap: anywhere; } }
      pre { max-width: 100%; margin: 0; padding-inline-start: 12px; border-inline-start: 3px solid var(--rule); color: var(--muted); font: 12px/1.45 ui-monospace, monospace; white-space: pre-wrap; }
    `;
// The page runs nothing and asks no server, so a script of another page has no use for it.
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;

const row = ({ name, version, license }) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(version)}</td><td>${escaped(license ?? '')}</td></tr>`;
const section = ({ text, of }) => `<section><h3>${escaped([...new Set(of)].join(', '))}</h3><pre>${escaped(text)}</pre></section>`;
writeFileSync(file, `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="referrer" content="no-referrer">
    <title>Licenses · Victim Clusters</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" type="image/svg+xml" href="favicon.svg">
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>Licenses</h1>
      <p>Victim Clusters is free software under the <a href="#own">Apache License 2.0</a>. The page and its workers contain the work of others, named here with the terms under which they share it.</p>
      <p lang="es">Victim Clusters es software libre bajo la licencia Apache 2.0. La página contiene el trabajo de otros, que se nombra aquí con las condiciones en que lo comparten (en inglés, como se publicaron).</p>
      <p><a href="./">Victim Clusters</a></p>
      <h2>What is in it</h2>
      <table>
        <thead><tr><th scope="col">Package</th><th scope="col">Version</th><th scope="col">License</th></tr></thead>
        <tbody>
${ours.map(row).join('\n')}
<tr><th scope="row">The Rust standard library</th><td></td><td>MIT OR Apache-2.0, © The Rust Project Contributors</td></tr>
        </tbody>
      </table>
      <h2 id="own">The license of Victim Clusters</h2>
      <pre>${escaped(readFileSync('LICENSE', 'utf8').trim())}</pre>
      <h2>The licenses of the packages</h2>
${[...shared.values()].map(section).join('\n')}
    </main>
  </body>
</html>
`);
