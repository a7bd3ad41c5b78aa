// What this browser keeps for Tribune: small stores in IndexedDB, shared by all its tabs and the service worker. Where
// there is none (some private windows), memory serves as long as the page is open.

const stores = { acts: { keyPath: "id", autoIncrement: true }, leases: { keyPath: "name" }, readers: { keyPath: "summit" } };

/** Milliseconds after which a database that does not open, and a transaction that does not end, is given up. */
const timeout = 4000;

let opening;
function database() {
  opening ??= new Promise(resolve => {
    let request;
    setTimeout(() => resolve(undefined), timeout);
    try { request = indexedDB.open("tribune", 1); } catch { return resolve(undefined); }
    request.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(stores)) request.result.createObjectStore(name, options);
    };
    request.onsuccess = () => {
      // A later version of the page wants to change the stores; the next use opens anew.
      request.result.onversionchange = () => { request.result.close(); opening = undefined; };
      request.result.onclose = () => { opening = undefined; };
      resolve(request.result);
      // Where it came too late, the next use has it.
      opening = Promise.resolve(request.result);
    };
    request.onerror = () => resolve(undefined);
  });
  return opening;
}

/** Nothing where there is no database. */
async function begin(name, mode) {
  // What the reader did is on disk before it is said to be kept; who may send it now is not worth the wait.
  const durability = name === "leases" ? "relaxed" : "strict";
  const transaction = async () => (await database())?.transaction(name, mode, { durability });
  try { return await transaction(); } catch {
    // A phone that slept may have closed it without a word: once more, on one that is opened anew.
    opening = undefined;
    return transaction();
  }
}

/** Whether what is kept outlives the page. */
export const isLasting = async () => await database() !== undefined;

/**
 * Runs `work` on one store, in one transaction, and resolves to what it returns once that is on disk. `work` gets the
 * store as `{ get, all, put, remove }` and awaits nothing else.
 */
export async function within(name, mode, work) {
  const transaction = await begin(name, mode);
  if (!transaction) return work(memory(name));
  return new Promise((resolve, reject) => {
    const store = transaction.objectStore(name);
    let result;
    const abort = () => { try { transaction.abort(); } catch { /* it had ended by itself */ } };
    const timer = setTimeout(() => { abort(); reject(new Error("late")); }, timeout);
    transaction.oncomplete = () => { clearTimeout(timer); resolve(result); };
    transaction.onabort = () => { clearTimeout(timer); reject(transaction.error ?? new Error("aborted")); };
    work({
      get: key => done(store.get(key)), all: () => done(store.getAll()),
      put: value => done(store.put(value)), remove: key => done(store.delete(key)),
    }).then(value => { result = value; }, error => {
      abort();
      reject(error);
    });
  });
}

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const kept = new Map();
let last = 0;

function memory(name) {
  if (!kept.has(name)) kept.set(name, new Map());
  const [values, { keyPath }] = [kept.get(name), stores[name]];
  return {
    get: async key => values.get(key),
    all: async () => [...values.values()],
    put: async value => {
      const key = value[keyPath] ?? ++last;
      values.set(key, { ...value, [keyPath]: key });
      return key;
    },
    remove: async key => { values.delete(key); },
  };
}
