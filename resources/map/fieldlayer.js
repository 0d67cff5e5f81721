"use strict";
/*
 * The map's script: fetches what is to be shown, draws it, and talks with the window about what is chosen.
 *
 * The window says (signals of `bridge`): reload_wanted(fit), look_wanted(), route_wanted(), ground_wanted(),
 *   select_wanted(id), mode_wanted(name), pick_view_wanted(), picks_wanted(JSON), pin_shown(JSON), look_at(JSON),
 *   fit_wanted(), paper_wanted(on).
 * The page says (slots of `bridge`): ready(count, milliseconds), case_clicked(id), case_opened(id), picked(JSON),
 *   crowd(JSON), pin_put(lon, lat), mode_left(), ground_asked(), paper_ready().
 * Whatever comes from a case is shown as a text node; nothing of it is ever read as markup.
 */
(function () {
  const { Points, toX, toY, toLon, toLat, WORLD } = FieldPoints;
  const { element, filled, length, told, Legend } = FieldWords;
  const PAD = [40, 40];
  const NEAREST_FIT = 15;      // a single case is not looked at from closer than this zoom
  const CHOSEN_ZOOM = 13;      // a chosen case that is out of sight is looked at from here at least
  const FAN_MOST = 12;         // more than these at one place are told to the window, which lists them
  const SAME_PLACE = 22;       // px at the closest zoom within which nothing can be parted by zooming
  const PAPER_MS = 400;        // tiles that are drawn in other colours take so long
  const AT_ONCE = 4;           // answers that are asked for ahead

  window.fieldLayer = function (map, urls) {
    const scene = {
      look: null, points: new Points(0), stops: [], line: [], chosen: "", fan: [], pin: null, focus: "",
      focusAt: undefined,
      sketch: null, drawn: () => nameShown(),
    };
    const layer = new FieldCanvas(scene).addTo(map);
    const controls = [];
    const legend = new Legend(map, scene);
    let bridge = null, given = null, turns = 0, picks = [];

    const hint = L.tooltip({ direction: "top", offset: [0, -12], opacity: 1, className: "case-hint" });
    const name = L.tooltip({ direction: "top", offset: [0, -16], opacity: 1, className: "case-hint case-chosen" });
    const nothing = element("div", "nothing");
    const spoken = element("div", "spoken");
    const toolBar = element("div", "tool-words");
    nothing.hidden = toolBar.hidden = true;
    spoken.setAttribute("aria-live", "polite");
    map.getContainer().append(nothing, toolBar, spoken);
    map.attributionControl.remove();
    const ground = new FieldGround(map, () => bridge.ground_asked());
    const tools = new FieldTools(map, layer, scene, {
      picked: (ids) => {
        setPicks(ids);
        bridge.picked(JSON.stringify(ids));
      },
      pin: (at) => bridge.pin_put(at.lng, at.lat),
      measured: sayMeasure,
      left: () => { sayTool(); bridge.mode_left(); },
    });

    /* ---- what is shown ---- */

    async function reload(fit) {
      const started = performance.now(), turn = (turns += 1);
      const head = await (await fetch(urls.cases)).json();
      const fresh = new Points(head.count), asked = [];
      const ask = (number) => fetch("cases/" + head.version + "/" + number + ".geojson");
      for (let number = 0; number < head.pages; number += 1) {
        while (asked.length < Math.min(head.pages, number + AT_ONCE)) asked.push(ask(asked.length));
        const answer = await asked[number];
        if (!answer.ok) return;            // it was of a version that is gone: a newer one is on its way
        fresh.add((await answer.json()).features);
        if (turn !== turns) return;        // there is something newer to show
        await new Promise((go) => setTimeout(go));
      }
      if (turn !== turns) return;
      hint.remove();
      name.remove();
      scene.points = fresh;
      scene.fan = [];
      setPicks(picks);
      tie();
      sayNothing();
      if (fit) fitAll();
      choose(fresh.ofCase.has(scene.chosen) || isStop(scene.chosen) ? scene.chosen : "");
      requestAnimationFrame(() => setTimeout(() => bridge.ready(fresh.n, performance.now() - started)));
    }

    async function route() {
      const told = await (await fetch(urls.route)).json();
      scene.stops = told.features.filter((one) => one.geometry.type === "Point").map((one) => ({
        ...one.properties, x: toX(one.geometry.coordinates[0]), y: toY(one.geometry.coordinates[1]),
      }));
      const line = told.features.find((one) => one.geometry.type === "LineString");
      scene.line = line ? line.geometry.coordinates.map(([lon, lat]) => [toX(lon), toY(lat)]) : [];
      tie();
      legend.show();
      sayNothing();
      layer.soon();
    }

    function sayNothing() {
      nothing.hidden = scene.points.n > 0 || scene.stops.length > 0 || !!scene.pin;
    }

    const isStop = (id) => scene.stops.some((stop) => stop.id === id);

    /* Stops, the chosen case and a fan are drawn by themselves, so no group may hold them; a stop stands for the
       nearest of its case's points. */
    function tie() {
      const { points } = scene;
      points.apart.fill(0);
      for (const stop of scene.stops) {
        const own = points.ofCase.get(stop.id) || [];
        const gap = (at) => Math.hypot(points.x[at] - stop.x, points.y[at] - stop.y);
        stop.at = own.length ? own.reduce((best, at) => (gap(at) < gap(best) ? at : best)) : undefined;
        if (stop.at !== undefined) points.apart[stop.at] = 1;
      }
      for (const at of points.ofCase.get(scene.chosen) || []) points.apart[at] = 1;
      for (const at of scene.fan) points.apart[at] = 1;
    }

    function fitAll() {
      const { points, stops } = scene;
      if (!points.n && !stops.length) return;
      const room = L.latLngBounds([]);
      if (points.n) {
        const edges = points.bounds();
        room.extend([toLat(edges.north), toLon(edges.west)]).extend([toLat(edges.south), toLon(edges.east)]);
      }
      for (const stop of stops) room.extend([toLat(stop.y), toLon(stop.x)]);
      const covered = legend.covers();  // nothing is hidden below the legend
      const sides = scene.look && scene.look.direction === "rtl" ? [covered, 0] : [0, covered];
      map.fitBounds(room, {
        paddingTopLeft: [PAD[0] + sides[0], PAD[1]], paddingBottomRight: [PAD[0] + sides[1], PAD[1]],
        maxZoom: NEAREST_FIT, animate: false,
      });
    }

    /* ---- what is chosen ---- */

    function choose(id) {
      scene.chosen = id || "";
      if (!scene.fan.some((at) => scene.points.said[at].id === id)) scene.fan = [];
      tie();
      hint.remove();
      layer.draw();
    }

    function select(id) {
      choose(id);
      const at = placeOf(id);
      if (at && !map.getBounds().pad(-0.05).contains(at)) {
        map.setView(at, Math.max(map.getZoom(), CHOSEN_ZOOM), { animate: false });
      }
    }

    function placeOf(id) {
      const own = scene.points.ofCase.get(id);
      if (own) return scene.points.latLng(own[0]);
      const stop = scene.stops.find((one) => one.id === id);
      return stop ? L.latLng(toLat(stop.y), toLon(stop.x)) : null;
    }

    function holder(id) {
      const own = new Set(scene.points.ofCase.get(id));
      return layer.items.find((item) => item.group && item.group.members.some((at) => own.has(at)));
    }

    /* The name of the chosen one stands at its marker wherever that was drawn. */
    function nameShown() {
      const item = scene.chosen && layer.items.filter((one) => one.id === scene.chosen).pop();
      if (!item) {
        name.remove();
        return;
      }
      name.setContent(told(item, scene)).setLatLng(map.containerPointToLatLng(layer.where(item)));
      if (!map.hasLayer(name)) name.addTo(map);
    }

    function press(item) {
      if (!item) {
        if (scene.fan.length) unfold([]);
        return;
      }
      if (item.group) openGroup(item.group);
      else {
        choose(item.id);
        bridge.case_clicked(item.id);
      }
    }

    /* Closer, until it parts; those at one place are fanned out, or listed by the window where they are many. */
    function openGroup(group) {
      const edges = scene.points.bounds(group.members), close = WORLD * 2 ** map.getMaxZoom();
      const wide = Math.max(edges.east - edges.west, edges.south - edges.north) * close;
      const room = L.latLngBounds([toLat(edges.north), toLon(edges.west)], [toLat(edges.south), toLon(edges.east)]);
      const zoom = Math.min(map.getBoundsZoom(room, false, L.point(120, 120)), map.getMaxZoom());
      if (wide > SAME_PLACE && zoom > map.getZoom()) map.setView(room.getCenter(), zoom, { animate: false });
      else if (group.count <= FAN_MOST) unfold(group.members);
      else {
        const ids = [...new Set(group.members.map((at) => scene.points.said[at].id))];
        spoken.textContent = filled(scene.look.words.group, { count: group.count });
        bridge.crowd(JSON.stringify(ids));
      }
    }

    function unfold(members) {
      scene.fan = members;
      tie();
      layer.soon();
    }

    function setPicks(ids) {
      picks = ids;
      scene.points.picked.fill(0);
      for (const id of ids) for (const at of scene.points.ofCase.get(id) || []) scene.points.picked[at] = 1;
      layer.soon();
    }

    function pickView() {
      const seen = map.getBounds(), [west, east] = [toX(seen.getWest()), toX(seen.getEast())];
      const [north, south] = [toY(seen.getNorth()), toY(seen.getSouth())];
      const ids = scene.points.within([[west, north], [east, north], [east, south], [west, south]]);
      setPicks(ids);
      bridge.picked(JSON.stringify(ids));
    }

    /* ---- how it looks ---- */

    async function dress() {
      const look = await (await fetch(urls.look)).json();
      given = look;
      await put(look);
    }

    /* On paper everything is as by day, without what can only be pressed. */
    async function paper(on) {
      document.documentElement.classList.toggle("paper", on);
      const kinds = given.kinds.map((kind) => ({ ...kind, colour: kind.paper || kind.colour }));
      const dark = given.colours.ground !== given.paper.ground;
      if (dark) await put(on ? { ...given, colours: given.paper, kinds: kinds } : given);
      layer.draw();
      const say = () => requestAnimationFrame(() => requestAnimationFrame(() => bridge.paper_ready()));
      if (on) setTimeout(say, dark ? PAPER_MS : 0);
    }

    async function put(look) {
      const { words } = look;
      scene.look = look;
      const root = document.documentElement;
      root.lang = look.language;
      root.dir = look.direction;
      for (const [token, colour] of Object.entries(look.colours)) root.style.setProperty("--" + token, colour);
      map.getContainer().setAttribute("aria-label", words.map);
      map.getContainer().setAttribute("role", "application");
      nothing.textContent = words.nothing;
      controls.splice(0).forEach((control) => control.remove());
      const near = look.direction === "rtl" ? "topright" : "topleft";
      controls.push(
        L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out, position: near }).addTo(map),
        L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map));
      legend.show();
      await showGround();
      layer.soon();
    }

    async function showGround() {
      ground.show((await (await fetch(urls.ground)).json()).packs, scene.look);
    }

    function sayTool() {
      if (tools.measured.length > 1) {
        sayMeasure(tools.length());
        return;
      }
      const words = scene.look.words["mode_" + tools.mode];
      toolBar.hidden = !words;
      toolBar.textContent = words || "";
    }

    function sayMeasure(metres) {
      toolBar.hidden = false;
      const { words } = scene.look;
      toolBar.textContent = filled(words.measured, { length: length(metres, words) });
      spoken.textContent = toolBar.textContent;
    }

    /* ---- pointer and keys ---- */

    function showHint(item) {
      hint.setContent(told(item, scene)).setLatLng(map.containerPointToLatLng(layer.where(item)));
      if (!map.hasLayer(hint)) hint.addTo(map);
    }

    map.on("click", (event) => {
      map.getContainer().focus({ preventScroll: true });
      if (!tools.press(event.latlng)) press(layer.hit(event.containerPoint));
    });
    map.on("dblclick", (event) => {
      const item = layer.hit(event.containerPoint);
      if (tools.mode !== "pan") return;
      if (item && item.id) bridge.case_opened(item.id);
      else if (!item) map.zoomIn(1, { animate: false });
    });
    map.on("mousemove", (event) => {
      const item = tools.mode === "pan" || tools.mode === "pin" ? layer.hit(event.containerPoint) : null;
      map.getContainer().dataset.over = item && tools.mode === "pan" ? "item" : "";
      if (!item || (item.id && item.id === scene.chosen)) {
        hint.remove();
        return;
      }
      showHint(item);
    });
    map.on("mouseout movestart zoomstart", () => hint.remove());
    map.on("zoomstart", () => { if (scene.fan.length) unfold([]); });

    new FieldSteps(map, layer, scene, tools, {
      spoken: (words) => { spoken.textContent = [...words.children].map((one) => one.textContent).join(" "); },
      hint: showHint,
      press: press,
      fit: fitAll,
      back: () => { unfold([]); hint.remove(); },
    });
    window.fieldMap = fieldProbe(map, layer, scene, tools, ground, holder, () => picks);

    new QWebChannel(qt.webChannelTransport, async (channel) => {
      bridge = channel.objects.bridge;
      bridge.reload_wanted.connect(reload);
      bridge.look_wanted.connect(async () => { await dress(); sayTool(); });
      bridge.route_wanted.connect(route);
      bridge.ground_wanted.connect(showGround);
      bridge.select_wanted.connect(select);
      bridge.mode_wanted.connect((mode) => { tools.set(mode); sayTool(); });
      bridge.pick_view_wanted.connect(pickView);
      bridge.picks_wanted.connect((ids) => setPicks(JSON.parse(ids)));
      bridge.fit_wanted.connect(fitAll);
      bridge.paper_wanted.connect(paper);
      bridge.pin_shown.connect((told) => {
        const pin = JSON.parse(told);
        scene.pin = pin && { x: toX(pin.lon), y: toY(pin.lat), lat: pin.lat, radius: pin.radius };
        sayNothing();
        layer.soon();
      });
      bridge.look_at.connect((told) => {
        const { lon, lat, metres } = JSON.parse(told);
        map.fitBounds(L.latLng(lat, lon).toBounds(metres * 2), { animate: false, maxZoom: map.getMaxZoom() });
      });
      await dress();
      await route();
      await reload(true);
    });
  };
})();
