// An RxDB laptop (its memory storage, which is the one that comes with it and the quickest) before a plain server that
// keeps the documented pull and push contract. Told what to do by lines of JSON; NODE_PATH names the packages.
//
//   node rxdb.js server FILE      serves the documents of a file, prints {"port": …}
//   node rxdb.js laptop
'use strict';
const fs = require('fs');
const http = require('http');
const readline = require('readline');
const zlib = require('zlib');

const BATCH = 1000;
const documents = (file) => fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));

function serve(file) {
  let seq = 0;
  const cases = new Map();
  const visits = new Map();
  for (const one of documents(file)) cases.set(one.id, { ...one, _seq: seq += 1, _deleted: false });
  const answers = {
    '/pull': (asked) => {
      const after = Number(asked.get('after'));
      const page = [...cases.values()].filter((one) => one._seq > after).sort((a, b) => a._seq - b._seq).slice(0, BATCH);
      return { documents: page, checkpoint: { seq: page.length ? page[page.length - 1]._seq : after } };
    },
    '/push': (asked, rows) => {
      const table = asked.get('table') === 'visits' ? visits : cases;
      const clashes = [];
      for (const { newDocumentState: fresh, assumedMasterState: assumed } of rows) {
        const here = table.get(fresh.id);
        if (here && (!assumed || assumed._seq !== here._seq)) clashes.push(here);
        else table.set(fresh.id, { ...fresh, _seq: seq += 1 });
      }
      return clashes;
    },
    '/touch': (asked) => {
      for (const id of asked.get('ids').split(',')) {
        const one = cases.get(id);
        one.balance_at = asked.get('stamp');
        one._seq = seq += 1;
      }
      return {};
    },
  };
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const asked = new URL(request.url, 'http://x');
      const body = parts.length ? JSON.parse(Buffer.concat(parts)) : null;
      zlib.gzip(JSON.stringify(answers[asked.pathname](asked.searchParams, body)), { level: 6 }, (error, packed) => {
        if (error) throw error;
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        response.end(packed);
      });
    });
  });
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
  process.stdin.on('end', () => process.exit(0)).resume();
}

async function laptop() {
  const { createRxDatabase } = require('rxdb');
  const { getRxStorageMemory } = require('rxdb/plugins/storage-memory');
  const { replicateRxCollection } = require('rxdb/plugins/replication');
  let database = null;
  let number = 0;
  const id = { type: 'string', maxLength: 40 };
  const schema = { version: 0, primaryKey: 'id', type: 'object', properties: { id }, required: ['id'] };

  async function replicate(url, table, pull) {
    const replication = replicateRxCollection({
      collection: database[table],
      replicationIdentifier: table,
      live: false,
      pull: pull && {
        batchSize: BATCH,
        handler: async (checkpoint) => (await fetch(`${url}/pull?after=${checkpoint ? checkpoint.seq : 0}`)).json(),
      },
      push: {
        batchSize: BATCH,
        handler: async (rows) =>
          (await fetch(`${url}/push?table=${table}`, { method: 'POST', body: JSON.stringify(rows) })).json(),
      },
    });
    await replication.awaitInitialReplication();
    await replication.cancel();
  }

  async function timed(work) {
    const used = process.cpuUsage();
    const started = process.hrtime.bigint();
    await work();
    const s = Number(process.hrtime.bigint() - started) / 1e9;
    const cpu = process.cpuUsage(used);
    return { s, cpu: (cpu.user + cpu.system) / 1e6 };
  }

  const orders = {
    fresh: async () => {
      if (database) await database.close();
      const name = `laptop${number += 1}`;
      database = await createRxDatabase({ name, storage: getRxStorageMemory(), multiInstance: false });
      await database.addCollections({ cases: { schema }, visits: { schema } });
      return {};
    },
    touch: async (told) => {
      await (await fetch(`${told.url}/touch?ids=${told.ids.join(',')}&stamp=${encodeURIComponent(told.stamp)}`)).json();
      return {};
    },
    pull: (told) => timed(() => replicate(told.url, 'cases', true)),
    add: async (told) => { await database.visits.bulkInsert(documents(told.file)); return {}; },
    push: (told) => timed(() => replicate(told.url, 'visits', false)),
    count: async () => ({ documents: await database.cases.count().exec() }),
  };
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const told = JSON.parse(line);
    console.log(JSON.stringify(await orders[told.do](told)));
  }
  process.exit(0);
}

if (process.argv[2] === 'server') serve(process.argv[3]);
else laptop().catch((error) => { console.error(error); process.exit(1); });
