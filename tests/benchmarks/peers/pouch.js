// A PouchDB laptop (LevelDB below it) before a pouchdb-server. It is told what to do by lines of JSON on standard
// input and answers each with one. NODE_PATH names the folder of packages.
//
//   node pouch.js FOLDER
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const PouchDB = require('pouchdb');

const folder = process.argv[2];
let local = null;

const documents = (file) =>
  fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => {
    const one = JSON.parse(line);
    one._id = one.id;
    delete one.id;
    return one;
  });

async function put(database, all) {
  for (let at = 0; at < all.length; at += 1000) {
    const answers = await database.bulkDocs(all.slice(at, at + 1000));
    const wrong = answers.find((each) => each.error);
    if (wrong) throw new Error(JSON.stringify(wrong));
  }
}

async function timed(work) {
  const used = process.cpuUsage();
  const started = process.hrtime.bigint();
  const done = await work();
  const s = Number(process.hrtime.bigint() - started) / 1e9;
  const cpu = process.cpuUsage(used);
  if (done.doc_write_failures) throw new Error(JSON.stringify(done));
  return { s, cpu: (cpu.user + cpu.system) / 1e6, documents: done.docs_written };
}

const options = (told) => ({ batch_size: told.batch || 100, batches_limit: 10 });

const orders = {
  // the office's own end: documents straight into the server's database
  fill: async (told) => { await put(new PouchDB(told.url), documents(told.file)); return {}; },
  touch: async (told) => {
    const server = new PouchDB(told.url);
    for (const id of told.ids) {
      const one = await server.get(id);
      one.balance_at = told.stamp;
      await server.put(one);
    }
    return {};
  },
  // the laptop's end
  fresh: async () => {
    local = new PouchDB(path.join(folder, `laptop-${process.pid}`));
    return {};
  },
  pull: (told) => timed(() => PouchDB.replicate(told.url, local, options(told))),
  add: async (told) => { await put(local, documents(told.file)); return {}; },
  push: (told) => timed(() => PouchDB.replicate(local, told.url, options(told))),
  count: async () => ({ documents: (await local.info()).doc_count }),
};

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const told = JSON.parse(line);
    console.log(JSON.stringify(await orders[told.do](told)));
  }
  process.exit(0);
})().catch((error) => { console.error(error); process.exit(1); });
