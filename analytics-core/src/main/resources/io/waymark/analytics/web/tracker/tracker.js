/*! Waymark tracker, Apache-2.0 */
(() => {
  const win = window, doc = document, nav = navigator, loc = location;
  if (win.waymark) return;

  // The server puts in how the endpoint lies from here, and whether it honours a visitor's wish not to be tracked.
  const own = doc.currentScript || doc.querySelector("script[data-key]");
  const endpoint = new URL("track", own.src);
  const honorsOptOut = true;
  const optedOut = honorsOptOut && (nav.globalPrivacyControl || nav.doNotTrack == "1");

  const PENDING = "waymark.pending", VISITOR = "waymark.visitor", USER = "waymark.user", CONTROL = "control";
  const options = own ? { ...own.dataset } : {};
  const on = name => name in options && options[name] !== false && options[name] != "false";
  let user, referrer = doc.referrer, current, place;
  let queue = [], timer, busy, failures = 0, started, variants = {};

  // Reads without a value; writes, or removes for null, and tells whether that worked: storage may be blocked or full.
  const storage = (key, value) => {
    try {
      if (value === undefined) return JSON.parse(localStorage.getItem(key));
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {}
  };

  const unique = () => crypto.randomUUID?.()
    || [...crypto.getRandomValues(new Uint8Array(16))].map(byte => (byte + 256).toString(16).slice(1)).join("");

  // Without an id of our own the server recognises the visitor for a day.
  const visitor = () => {
    if (options.persist != "localStorage") return;
    const id = storage(VISITOR) || unique();
    if (storage(VISITOR, id)) return id;
  };

  const address = () => loc.origin + loc.pathname + loc.search + (on("hash") ? loc.hash : "");
  const spot = () => loc.pathname + (on("hash") ? loc.hash : "");

  const record = (name, properties, more) => {
    if (queue.length > 500) return;
    queue.push({
      id: unique(), name, time: Date.now(), distinctId: user || visitor(), url: address(), referrer, ...more, properties,
    });
    if (!timer) later(1e3);
  };

  const later = delay => {
    clearTimeout(timer);
    if (started) timer = setTimeout(flush, delay);
  };

  // One request at a time. What failed is kept with its ids and times, where another page finds it, until it is answered.
  const flush = leaving => {
    leaving = leaving === true;
    if (!started || busy && !leaving) return;
    const stored = leaving ? [] : storage(PENDING) || [];
    const batch = stored.concat(queue.splice(0, 50));
    clearTimeout(timer);
    timer = 0;
    if (!batch.length) return;

    const settle = sent => {
      const ids = batch.map(event => event.id);
      const kept = (storage(PENDING) || []).filter(event => !ids.includes(event.id));
      const pending = sent ? kept : kept.concat(batch).slice(-100);
      if (!storage(PENDING, pending.length ? pending : null) && !sent) queue = batch.concat(queue);
      failures = sent ? 0 : failures + 1;
      if (!sent || queue.length) later(sent ? 0 : Math.min(5e3 * 2 ** failures, 3e5));
    };

    const body = JSON.stringify({ key: options.key, sentAt: Date.now(), events: batch });
    if (!leaving) {
      busy = true;
      const answered = sent => {
        busy = false;
        settle(sent);
      };
      fetch(endpoint, { method: "POST", body, keepalive: body.length < 2e4 }).then(
        answer => answered(answer.status < 500 && answer.status != 429 && answer.status != 408),
        () => answered(false));
    } else if (failures || nav.onLine === false) settle(false);
    else settle(nav.sendBeacon(endpoint, body));
  };

  const page = properties => {
    const now = address();
    if (current && current != now) referrer = current;
    current = now;
    place = spot();
    record("$pageview", properties, { title: doc.title });
  };

  // The title is set after the address.
  const moved = () => setTimeout(() => spot() == place || page());

  // A page that was answered by the server just now, which counts pages itself.
  const countedByServer = () => {
    const load = performance.getEntriesByType("navigation")[0] || {};
    const cached = load.deliveryType ? load.deliveryType == "cache" : load.responseEnd && load.transferSize === 0;
    return !cached && (options.pageViews == "server" || load.serverTiming?.some(entry => entry.name == "waymark"));
  };

  const observePages = () => {
    for (const method of ["pushState", "replaceState"]) {
      const original = history[method];
      history[method] = function () {
        original.apply(this, arguments);
        moved();
      };
    }
    win.addEventListener("popstate", moved);
    if (on("hash")) win.addEventListener("hashchange", moved);
    win.addEventListener("pageshow", event => event.persisted && page());
    if (countedByServer()) {
      current = address();
      place = spot();
    } else page();
  };

  const marked = (element, properties = {}) => {
    for (const { name, value } of element.attributes) {
      const key = name.match(/^data-analytics-(?!event$)(.+)/);
      if (key) properties[key[1].replace(/-/g, "_")] = value;
    }
    record(element.dataset.analyticsEvent, properties);
  };

  const FILE = /\.(pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|rtf|epub|zip|rar|7z|t?gz|dmg|pkg|exe|msi|apk|mp[34]|wav|avi|mov|wmv)$/i;
  const clicked = event => {
    const find = selector => event.composedPath().find(element => element.matches?.(selector));
    const link = event.type != "submit" && find("a[href]");
    if (event.type == "auxclick" && (event.button != 1 || !link)) return;
    const element = find("[data-analytics-event]");
    if (element && (element.tagName == "FORM") == (event.type == "submit")) marked(element);
    if (!link || !/^https?:$/.test(link.protocol)) return;
    const url = link.origin + link.pathname;
    if (on("downloads") && (link.hasAttribute("download") || FILE.test(link.pathname))) record("file_download", { url });
    else if (on("outbound") && link.host != loc.host) record("outbound_click", { url });
  };

  const start = () => {
    if (started || !options.key) return;
    started = true;
    if (options.persist == "localStorage") user = user || storage(USER);
    if (options.user) api.identify(options.user);
    if (!/^(off|false)$/.test(options.pageViews)) observePages();
    for (const type of ["click", "auxclick", "submit"]) doc.addEventListener(type, clicked, true);
    doc.addEventListener("visibilitychange", () => doc.visibilityState == "hidden" && flush());
    win.addEventListener("pagehide", () => flush(true));
    win.addEventListener("online", flush);
    later(queue.length ? 500 : 0);
  };

  const api = {
    init(more) {
      Object.assign(options, more);
      if (doc.prerendering) doc.addEventListener("prerenderingchange", start, { once: true });
      else start();
    },
    track: (name, properties) => record(name, properties),
    identify(id, properties) {
      if (id == null || id === "") return;
      const before = user ? undefined : visitor();
      user = String(id);
      if (options.persist == "localStorage") storage(USER, user);
      record("$identify", { $anon_distinct_id: before, $set: properties });
    },
    page,
    // The server decides, and counts it as seen; the page asks once.
    variant: experiment => variants[experiment] ||= fetch(new URL("variant", endpoint), {
      method: "POST", body: JSON.stringify({ key: options.key, experiment, distinctId: user || visitor() }),
    }).then(answer => answer.json()).then(answer => answer.variant || CONTROL).catch(() => CONTROL),
    reset() {
      variants = {};
      user = undefined;
      storage(USER, null);
      storage(VISITOR, null);
    },
    push: call => api[call[0]](...call.slice(1)),
  };
  if (optedOut) for (const name in api) api[name] = name == "variant" ? async () => CONTROL : () => {};

  const stub = win.analytics;
  win.waymark = api;
  if (!stub || Array.isArray(stub) && !stub.track) {
    win.analytics = api;
    stub?.forEach(call => api.push(call));
  }
  win.trackEvent ||= api.track;
  api.init();
})();
