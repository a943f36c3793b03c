// A static file server on the loopback interface, for `make serve`, `make dev` and the walks.
//
//     node tests/e2e/server.mjs FOLDER [PORT]

import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.geojson': 'application/geo+json',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Compresses as a host would. The largest file takes half a second, once. */
const compress = (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });

/** Parses a `_headers` file into rules: a pattern for paths, and the headers of the paths that match. */
export function headerRules(text) {
  const rules = [];
  for (const line of text.split('\n').filter((line) => line.trim() && !line.startsWith('#'))) {
    if (line.startsWith('/')) {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] });
    } else {
      const [, name, value] = line.match(/^\s+([\w-]+):\s*(.+)$/);
      rules.at(-1).headers.push([name, value]);
    }
  }
  return rules;
}

/** Returns all headers of a path. Several values of one name are joined by commas, as for policies. */
function headersOf(rules, pathname) {
  const found = {};
  for (const [name, value] of rules.filter(({ pattern }) => pattern.test(pathname)).flatMap(({ headers }) => headers)) {
    found[name] = found[name] ? `${found[name]}, ${value}` : value;
  }
  return found;
}

const isPacked = (name) => ['.png', '.woff2'].includes(path.extname(name));

/**
 * Serves the files of `root` below the path `base`.
 *
 * @param {string} root  folder to serve
 * @param {{port?: number, base?: string, instead?: Record<string, string | null>, hasHeaders?: boolean, frames?: string, isCompressing?: boolean,
 *   heard?: (request: import('node:http').IncomingMessage) => void, answer?: (name: string, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean}} options
 *   `port`: 0 (default) takes a free one; `base`: starts and ends with "/", default "/"; `instead`: contents in place of files, by name (null: no such
 *   file); `hasHeaders`: whether headers are sent as the folder's `_headers` says, default true; `frames`:
 *   who may show the page in a frame, in place of what `_headers` says; `isCompressing`: whether files are compressed, default true;
 *   `heard`: is told every request before it is answered; `answer`: may answer a request itself, and then returns true
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function serve(root, { port = 0, base = '/', instead = {}, hasHeaders = true, frames, isCompressing = true, heard, answer } = {}) {
  const folder = path.resolve(root);
  // Cache by path: the file's modification time and its compressed bytes.
  const compressed = new Map();
  const brotli = async (file, written) => {
    const known = compressed.get(file);
    if (known?.written === written) return known.bytes;
    const bytes = await compress(await readFile(file));
    compressed.set(file, { written, bytes });
    return bytes;
  };
  const told = await readFile(path.join(folder, '_headers'), 'utf8').catch(() => '');
  const rules = headerRules(frames ? told.replace(/frame-ancestors .*/, `frame-ancestors ${frames}`) : told);
  const server = createServer(async (request, response) => {
    heard?.(request);
    let own = {};
    // The browser may cache nothing between walks.
    const send = (status, headers = {}) => response.writeHead(status, { ...own, 'Cache-Control': 'no-store', ...headers });
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405).end();
    try {
      const { pathname } = new URL(request.url, 'http://localhost');
      if (!pathname.startsWith(base)) return send(404).end();
      if (hasHeaders) own = headersOf(rules, `/${pathname.slice(base.length)}`);
      const name = decodeURIComponent(pathname.slice(base.length)).replace(/(^|\/)$/, '$1index.html');
      if (answer?.(name, request, response)) return;
      if (Object.hasOwn(instead, name)) {
        if (instead[name] === null) return send(404).end();
        send(200, { 'Content-Type': types[path.extname(name)] ?? 'application/octet-stream' });
        return response.end(instead[name]);
      }
      const file = path.join(folder, name);
      if (!file.startsWith(folder + path.sep)) return send(404).end();
      const { mtimeMs } = await stat(file).then((found) => (found.isFile() ? found : Promise.reject(new Error('not a file'))));
      const isCompressed = isCompressing && !isPacked(file) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
      const bytes = isCompressed ? await brotli(file, mtimeMs) : await readFile(file);
      send(200, {
        'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
        'Content-Length': bytes.length,
        ...(isCompressed && { 'Content-Encoding': 'br' }),
      });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    } catch {
      send(404).end();
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port = '8080'] = process.argv.slice(2);
  try {
    const { url } = await serve(folder, { port: Number(port) });
    console.log(`\n    Victim Clusters: ${url}\n\n    (Ctrl+C stops it)`);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken: name another one, as in PORT=${Number(port) + 1}` : error.message);
    process.exitCode = 1;
  }
}
