// A server on the loopback interface that publishes a small city the way open-data servers do: an ArcGIS FeatureServer, an ArcGIS
// Hub download, Socrata and plain files; and that fails the way they do.
//
// The first part of a path names the fault, `good` for none:
//
//     busy     every third answer is 503
//     error    every other page is an error inside an answer of status 200
//     stuck    from row 2,000 on pages are empty, and say that there is more
//     cut      connections end in the middle of the answers from row 2,000 on, until `repair` is called
//     short    answers are shorter than their Content-Length says
//     slow     answers take a minute
//     closed   answers lack the header that lets other pages read them
//     moved    every answer is a page for people
//     sent     every answer is a redirect to the server `elsewhere`
//     stored   an ArcGIS Hub's prepared file is on the server `elsewhere`

import { createServer } from 'node:http';

const squares = ['North', 'South', 'East', 'West', 'Harbor', 'Hill'];
const kinds = [['LARCENY', 'SHOP', 14], ['BURGLARY', 'DWELLING', 3], ['ASSAULT', 'STREET', 22]];
const west = (at) => -76.7 + at * 0.02;

/** Makes the victim of each row number. */
function victim(number) {
  const at = number % squares.length;
  const [description, premise, hour] = kinds[(number * 7 + at) % kinds.length];
  const when = Date.UTC(2022, number % 12, 1 + (number % 28), (hour + (number % 5)) % 24, number % 60);
  return {
    OBJECTID: number + 1, RowID: `R${number}`, CrimeDateTime: when, Description: description, PremiseType: premise, Neighborhood: squares[at],
    Latitude: 39.25 + (number % 100) / 10_000, Longitude: west(at) + 0.005 + (number % 97) / 10_000,
  };
}

const fields = Object.entries({
  OBJECTID: 'OID', RowID: 'String', CrimeDateTime: 'Date', Description: 'String', PremiseType: 'String', Neighborhood: 'String',
  Latitude: 'Double', Longitude: 'Double',
}).map(([name, kind]) => ({ name, type: `esriFieldType${kind}` }));

const region = (name, at) => ({
  type: 'Feature',
  properties: { Name: name, Population: 1000 + 500 * at, Housing: 600, Vacant: 40 + 30 * at },
  geometry: { type: 'Polygon', coordinates: [[[west(at), 39.24], [west(at) + 0.02, 39.24], [west(at) + 0.02, 39.28], [west(at), 39.28], [west(at), 39.24]]] },
});

const csvTime = (ms) => new Date(ms).toISOString();
const csvLine = (row) => `${Object.values({ ...row, CrimeDateTime: csvTime(row.CrimeDateTime) }).join(',')}\n`;
const headings = `${fields.map(({ name }) => name).join(',')}\n`;

/**
 * @param {{rows?: number, elsewhere?: string}} options
 * @returns {Promise<{url: string, asked: string[], headers: object[], repair: () => void, close: () => Promise<void>}>}  `asked`: what was asked for, in order;
 *   `headers`: with which headers
 */
export async function publish({ rows = 5000, elsewhere } = {}) {
  const asked = [];
  const headers = [];
  let isBroken = true;
  const questions = new Map();
  const all = () => Array.from({ length: rows }, (_, number) => victim(number));

  /** Returns the answer as [status, type, body]. */
  function answer(fault, path, query) {
    const json = (value, status = 200) => [status, 'application/json', JSON.stringify(value)];
    const layer = path.match(/^\/(table|regions)\/FeatureServer\/0(\/query)?$/);
    if (layer) {
      const [, which, isQuery] = layer;
      if (!isQuery) {
        return json(which === 'table'
          ? { name: 'Crime', maxRecordCount: 1000, objectIdField: 'OBJECTID', geometryType: 'esriGeometryPoint', fields }
          : { name: 'Neighborhoods', maxRecordCount: 4, objectIdField: 'OBJECTID', geometryType: 'esriGeometryPolygon', fields: fields.slice(0, 1) });
      }
      const n = which === 'table' ? rows : squares.length;
      if (query.get('returnCountOnly')) return json({ count: n });
      const from = Number(query.get('resultOffset'));
      if (fault === 'stuck' && from >= 2000) return json({ features: [], exceededTransferLimit: true });
      // Pages are shorter than requested, as on real servers.
      const to = Math.min(n, from + Math.min(Number(query.get('resultRecordCount')), which === 'table' ? 1000 : 4) - (from > 0 && which === 'table' ? 1 : 0));
      const more = to < n;
      if (which === 'table') {
        const features = Array.from({ length: to - from }, (_, at) => ({ attributes: victim(from + at) }));
        return json({ fields, features, ...(more && { exceededTransferLimit: true }) });
      }
      const features = squares.slice(from, to).map((name, at) => region(name, from + at));
      return json({ type: 'FeatureCollection', ...(more && { properties: { exceededTransferLimit: true } }), features });
    }
    if (path.startsWith('/api/download/v1/items/')) {
      const n = (questions.get(path) ?? 0) + 1;
      questions.set(path, n);
      return n < 2 ? json({ status: 'Pending' }, 202) : json({ status: 'Completed', resultUrl: `${fault === 'stored' ? elsewhere : url}/${fault}/files/crimes.csv` });
    }
    if (path.startsWith('/resource/')) {
      if (path.endsWith('.json')) return json([{ count: String(rows) }]);
      const [from, n] = ['$offset', '$limit'].map((name) => Number(query.get(name)));
      return [200, 'text/csv', headings + all().slice(from, from + n).map(csvLine).join('')];
    }
    if (path === '/files/crimes.csv') return [200, 'text/csv', headings + all().map(csvLine).join('')];
    if (path === '/files/city.geojson') return json({ type: 'FeatureCollection', features: squares.map(region) });
    return [404, 'text/plain', 'there is no such thing'];
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const [, fault, rest] = pathname.match(/^\/([a-z]+)(\/.*)$/) ?? [];
    asked.push(request.url);
    headers.push(request.headers);
    let [status, type, body] = fault === 'moved' ? [200, 'text/html', '<!doctype html><title>We have moved</title>'] : answer(fault, rest, searchParams);
    const isPage = searchParams.has('resultOffset');
    if (fault === 'busy' && asked.length % 3 === 0) [status, body] = [503, 'come back later'];
    if (fault === 'error' && isPage && asked.length % 2 === 0) body = JSON.stringify({ error: { code: 504, message: 'Timeout', details: [] } });
    const bytes = Buffer.from(body);
    const answered = { 'Content-Type': type, 'Content-Length': bytes.length };
    if (fault !== 'closed') answered['Access-Control-Allow-Origin'] = '*';
    if (fault === 'sent') [status, answered.Location] = [302, `${elsewhere}${request.url}`];
    if (fault === 'short') answered['Content-Length'] = bytes.length + 10;
    const send = () => {
      response.writeHead(status, answered);
      const isCut = fault === 'cut' && isBroken && Number(searchParams.get('resultOffset')) >= 2000;
      if (!isCut && fault !== 'short') return response.end(bytes);
      response.write(isCut ? bytes.subarray(0, bytes.length / 2) : bytes, () => response.destroy());
    };
    if (fault === 'slow') {
      const timer = setTimeout(send, 60_000);
      request.on('close', () => clearTimeout(timer));
    } else {
      send();
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    asked,
    headers,
    repair: () => { isBroken = false; },
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
