// The page without a network: keeps this release in the browser once the first visit has come to rest.
//
// What is named after its content (the app, the folder with its workers) never changes under its name: it is taken from the cache,
// whichever release it is of. The page itself, and what a host may edit beside it, come from the network first and from the cache
// where there is none. So the page on the screen is always the newest that could be had, and each finds the very files that it
// was built with: an open page of the last release its own workers, offline, too. That is why a new release takes over at once
// and needs no page to be closed or reloaded; pages are told of it, and their visitors decide.
//
// Invariants: nothing but this page's own files is touched, no address of another server, no request but GET. No query is asked
// with or stored: old links held settings there. The cache of a release holds all of it or does not exist. A cache of another release goes only when no other page is open.

// Written by the build (build/offline.mjs): a hash of all files, and their names.
const VERSION = '%VERSION%';
const HASHED = '%HASHED%'.split(' ');
const NAMED = '%NAMED%'.split(' ');

const base = new URL(registration.scope).pathname;
// Pages at several paths of one server share its caches: the path is part of the name.
const PREFIX = `victim-clusters ${base} `;
const OWN = PREFIX + VERSION;

/** How long the network may take before the cache answers in its place, in ms. */
const PATIENCE_MS = 3000;

/** Files of any release that are named after their content. */
const isHashed = (name) => /^(app|worker)-[0-9a-f]{8,}/.test(name);

addEventListener('install', (event) => event.waitUntil(install()));
// The page of the first visit, too.
addEventListener('activate', (event) => event.waitUntil(clients.claim().then(tell)));

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(base)) return;
  const name = url.pathname.slice(base.length);
  if (name === '' || name === 'index.html') event.respondWith(freshOrKept(request, './'));
  else if (isHashed(name)) event.respondWith(keptOrFresh(request));
  else if (NAMED.includes(name)) event.respondWith(freshOrKept(request, name));
});

// A page says which release it is, and hears which one is kept.
addEventListener('message', (event) => {
  const { hello } = event.data ?? {};
  if (hello === undefined) return;
  event.source.postMessage({ version: VERSION });
  if (hello === VERSION) event.waitUntil(tidy(event.source.id));
});

/** Stores this release, or nothing: what was kept before stays as it is. */
async function install() {
  const cache = await caches.open(OWN);
  try {
    const page = await fetch('./', { cache: 'no-cache' });
    // Released anew in this very moment: the next visit finds it out.
    if (!page.ok || !(await page.clone().text()).includes(`"${VERSION}"`)) throw new Error('the page is of another release');
    await cache.put('./', await direct(page));
    // What another release has in common with this one is not asked for again.
    const store = async (name) => cache.put(name, (isHashed(name) && (await kept(name))) || (await fetched(name)));
    await Promise.all([...HASHED, ...NAMED].map(store));
  } catch (error) {
    await caches.delete(OWN);
    throw error;
  }
  await skipWaiting();
}

async function fetched(name) {
  const answer = await fetch(name, { cache: isHashed(name) ? 'default' : 'no-cache' });
  if (!answer.ok) throw new Error(`${name} is answered with ${answer.status}`);
  return direct(answer);
}

/** An answer without the way that it came: browsers refuse redirected ones for pages. */
async function direct(answer) {
  if (!answer.redirected) return answer;
  return new Response(await answer.blob(), { status: answer.status, headers: answer.headers });
}

/** A file from any release that is kept, this one first. */
async function kept(request) {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  for (const name of [OWN, ...others]) {
    const found = await (await caches.open(name)).match(request, { ignoreSearch: true, ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/** The file from the network, asked for without the query of the address. */
async function fresh(request) {
  const { origin, pathname, search } = new URL(request.url);
  if (search === '') return fetch(request);
  // A page's request can't be copied with another address. Its redirects are followed here, because it may not follow any itself.
  const { headers, cache, credentials } = request;
  return direct(await fetch(origin + pathname, { mode: 'same-origin', headers, cache, credentials, referrerPolicy: 'no-referrer' }));
}

async function keptOrFresh(request) {
  return (await kept(request)) ?? fresh(request);
}

async function freshOrKept(request, name) {
  const own = await caches.open(OWN);
  const stored = await own.match(name, { ignoreSearch: true, ignoreVary: true });
  if (!stored) return fresh(request);
  if (!navigator.onLine) return stored;
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, PATIENCE_MS); });
  const answer = await Promise.race([fresh(request).catch(() => undefined), late]);
  clearTimeout(timer);
  // Anything but a failure of the server or of the way to it is what the host wants to be seen.
  if (!answer || answer.status >= 500) return stored;
  // Not the page: it may be of another release, and is kept with its own files only.
  if (answer.ok && name !== './') await own.put(name, answer.clone()).catch(() => {});
  return answer;
}

const pages = async () => {
  const all = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(registration.scope));
};

async function tell() {
  for (const page of await pages()) page.postMessage({ version: VERSION });
}

/** Removes other releases if the page that asks is the only one. */
async function tidy(id) {
  if ((await pages()).some((page) => page.id !== id)) return;
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  await Promise.all(others.map((name) => caches.delete(name)));
}
