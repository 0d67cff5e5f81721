"use strict";
/*
 * Draws the cases on the map and talks with the window about which one is chosen.
 *
 * The window says (signals of `bridge`): reload_wanted(fit), look_wanted(), select_wanted(id).
 * The page says (slots of `bridge`):     ready(count, milliseconds), case_clicked(id).
 * Whatever comes from a case is shown as a text node; nothing of it is ever read as markup.
 */
(function () {
  const PAD = [36, 36];
  const NEAREST_FIT = 15;      // a single case is not looked at from closer than this zoom
  const RADIUS = 9, CHOSEN_RADIUS = 12;
  const EXACT = 100;           // metres; a place known better than this needs no ring
  const MOST_RINGS = 100;      // more rings than this on one screen would say nothing
  const WIDEST_RING = 0.4;     // of the map's shorter side; a wider one is drawn for the chosen case alone

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* A dot with its bucket's number in it, so that the colour is never alone; the chosen one has a double edge. */
  const CaseMarker = L.CircleMarker.extend({
    _updatePath: function () {
      const canvas = this._renderer, look = this.options;
      canvas._updateCircle(this);
      if (!canvas._drawing || this._empty()) return;
      const ctx = canvas._ctx;
      ctx.save();
      ctx.globalAlpha = 1;
      ctx.strokeStyle = ctx.fillStyle = look.label;
      if (look.edge) {
        ctx.lineWidth = 2;
        ctx.beginPath();
        ctx.arc(this._point.x, this._point.y, look.edge, 0, Math.PI * 2);
        ctx.stroke();
      }
      ctx.font = "600 11px " + look.font;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(String(look.bucket), this._point.x, this._point.y + 0.5);
      ctx.restore();
    },
  });

  /* There are no streets to show; a quiet grid lets the eye see the map move and how far things are. */
  const Grid = L.GridLayer.extend({
    createTile: () => element("div", "grid"),
  });

  window.fieldLayer = function (map, urls) {
    const markers = new Map();
    const rings = L.layerGroup().addTo(map);
    const controls = [];
    let look = null, bridge = null, chosen = null, turns = 0;

    const hint = L.tooltip({ direction: "top", offset: [0, -10], opacity: 1, className: "case-hint" });
    const name = L.tooltip({ direction: "top", offset: [0, -12], opacity: 1, className: "case-hint case-chosen" });
    const cluster = L.markerClusterGroup({
      animate: false,
      showCoverageOnHover: false,
      spiderfyOnMaxZoom: true,
      maxClusterRadius: (zoom) => (zoom >= 15 ? 20 : 46),
      iconCreateFunction: clusterIcon,
      spiderLegPolylineOptions: { weight: 1, color: "#8a948f", opacity: 1 },
    });

    /* A ring of shares: with "the worst wins" every large cluster would be crimson. */
    function clusterIcon(group) {
      const inside = group.getAllChildMarkers();
      const counts = look.buckets.map(() => 0);
      inside.forEach((marker) => { counts[marker.options.bucket] += 1; });
      let from = 0;
      const shares = counts.map((count, number) => {
        const start = from;
        from += (count / inside.length) * 100;
        return look.buckets[number].colour + " " + start + "% " + from + "%";
      });
      const ring = element("div", "cluster");
      ring.style.background = "conic-gradient(" + shares.join(",") + ")";
      ring.appendChild(element("span", "", String(inside.length)));
      const side = inside.length < 10 ? 32 : inside.length < 100 ? 38 : 46;
      return L.divIcon({ html: ring, className: "", iconSize: [side, side] });
    }

    function style(marker) {
      const isChosen = marker.options.case === chosen;
      return {
        radius: isChosen ? CHOSEN_RADIUS : RADIUS,
        weight: isChosen ? 4 : 2,
        edge: isChosen ? CHOSEN_RADIUS - 2.5 : 0,
        color: isChosen ? look.colours.focus : look.colours.surface,
        label: look.colours.surface,
        fillColor: look.buckets[marker.options.bucket].colour,
        fillOpacity: 1,
        font: look.colours.font,
      };
    }

    function made(row) {
      const [lat, lon, id, bucket, radius, title, detail] = row;
      const marker = new CaseMarker([lat, lon], { case: id, bucket: bucket, place: radius, title: title, detail: detail });
      marker.setStyle(style(marker));
      return marker;
    }

    function told(marker) {
      const words = element("div");
      words.appendChild(element("strong", "", marker.options.title));
      words.appendChild(element("span", "", marker.options.detail));
      return words;
    }

    /* Drawn by itself now, and not inside a cluster. */
    function alone(marker) {
      return map.hasLayer(marker);
    }

    /* Where a case really is: one fanned out of a cluster stands somewhere else for the moment. */
    function home(marker) {
      return marker._preSpiderfyLatlng || marker.getLatLng();
    }

    /* The cluster a case is drawn in now. */
    function holder(marker) {
      let group = marker.__parent;
      while (group && !group._icon) group = group.__parent;
      return group;
    }

    function drawRings() {
      rings.clearLayers();
      const seen = map.getBounds().pad(0.2), size = map.getSize();
      const widest = Math.min(size.x, size.y) * WIDEST_RING * metresPerPixel();
      let left = MOST_RINGS;
      for (const marker of markers.values()) {
        const radius = marker.options.place, isChosen = marker.options.case === chosen;
        if (radius <= EXACT) continue;
        if (!isChosen && (!left || radius > widest || !alone(marker) || !seen.contains(home(marker)))) continue;
        if (!isChosen) left -= 1;
        rings.addLayer(ring(marker, isChosen, radius <= widest));
      }
      for (const one of rings.getLayers()) one.bringToBack();
    }

    /* A ring wider than the map is not filled: it would tint everything and say nothing. */
    function ring(marker, isChosen, fits) {
      const colour = look.buckets[marker.options.bucket].colour;
      return L.circle(home(marker), {
        radius: marker.options.place, interactive: false, color: colour, weight: isChosen ? 2 : 1,
        dashArray: "4 4", fill: fits, fillColor: colour, fillOpacity: isChosen ? 0.12 : 0.06,
      });
    }

    function metresPerPixel() {
      const middle = map.getSize().divideBy(2);
      const [one, other] = [middle, middle.add([100, 0])].map((at) => map.containerPointToLatLng(at));
      return map.distance(one, other) / 100;
    }

    function nameChosen() {
      const marker = markers.get(chosen);
      name.remove();
      if (marker && alone(marker)) {
        marker.bringToFront();
        name.setContent(told(marker)).setLatLng(marker.getLatLng()).addTo(map);
      }
    }

    function drawn() {
      fanOut();
      drawRings();
      nameChosen();
    }

    /* Part the chosen case from those at the very same place, which no zoom would do. */
    function fanOut() {
      const marker = markers.get(chosen);
      if (!marker || alone(marker)) return;
      const group = holder(marker);
      if (group && group.getChildCount() === marker.__parent.getChildCount()) group.spiderfy();
    }

    function select(id) {
      const before = markers.get(chosen);
      chosen = id || null;
      if (before) before.setStyle(style(before));
      const marker = markers.get(chosen);
      hint.remove();
      if (!marker) {
        drawn();
        return;
      }
      marker.setStyle(style(marker));
      bring(marker);
    }

    /* Make a case visible with as little movement as possible. */
    function bring(marker) {
      const there = map.getBounds().pad(-0.05).contains(home(marker));
      if (!there || !alone(marker)) {
        const zoom = Math.max(map.getZoom(), partingZoom(marker));
        if (!there || zoom !== map.getZoom()) map.setView(home(marker), zoom, { animate: false });
      }
      drawn();
    }

    /* The zoom at which a case is drawn by itself, or together only with those at the very same place. */
    function partingZoom(marker) {
      let group = marker.__parent;
      if (group._zoom < map.getMaxZoom()) return group._zoom + 1;
      while (group.__parent && group.__parent.getChildCount() === group.getChildCount()) group = group.__parent;
      return group._zoom;
    }

    async function reload(fit) {
      const started = performance.now(), turn = ++turns;
      const rows = await (await fetch(urls.cases)).json();
      if (turn !== turns) return;  // there is something newer to show
      name.remove();
      hint.remove();
      rings.clearLayers();
      cluster.clearLayers();
      markers.clear();
      rows.forEach((row) => markers.set(row[2], made(row)));
      const all = [...markers.values()];
      if (fit && all.length) {
        const room = L.latLngBounds(all.map((marker) => marker.getLatLng()));
        map.fitBounds(room, { padding: PAD, maxZoom: NEAREST_FIT, animate: false });
      }
      cluster.addLayers(all);
      nothing.hidden = all.length > 0;
      if (!markers.has(chosen)) chosen = null;
      drawn();
      requestAnimationFrame(() => requestAnimationFrame(
        () => bridge.ready(all.length, performance.now() - started)));
    }

    async function dress() {
      look = await (await fetch(urls.look)).json();
      const root = document.documentElement;
      for (const [token, colour] of Object.entries(look.colours)) root.style.setProperty("--" + token, colour);
      map.getContainer().setAttribute("aria-label", look.words.map);
      nothing.textContent = look.words.nothing;
      controls.splice(0).forEach((control) => control.remove());
      controls.push(
        L.control.zoom({ zoomInTitle: look.words.zoom_in, zoomOutTitle: look.words.zoom_out }).addTo(map),
        L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map),
        L.control.attribution({ prefix: false }).addAttribution(look.words.attribution).addTo(map),
        legend().addTo(map));
      markers.forEach((marker) => marker.setStyle(style(marker)));
      cluster.refreshClusters();
      drawn();
    }

    function legend() {
      const control = L.control({ position: "topright" });
      control.onAdd = () => {
        const box = element("div", "legend");
        box.setAttribute("aria-label", look.words.legend);
        look.buckets.forEach((bucket, number) => {
          const line = element("div", "legend-line");
          const dot = element("i", "", String(number));
          dot.style.background = bucket.colour;
          line.append(dot, element("span", "", bucket.label));
          box.appendChild(line);
        });
        return box;
      };
      return control;
    }

    const nothing = element("div", "nothing");
    nothing.hidden = true;
    map.getContainer().appendChild(nothing);
    map.attributionControl.remove();
    new Grid({ tileSize: 128, maxZoom: map.getMaxZoom() }).addTo(map);
    cluster.addTo(map);
    cluster.on("click", (event) => bridge.case_clicked(event.layer.options.case));
    cluster.on("mouseover", (event) => {
      if (event.layer.options.case !== chosen) {
        hint.setContent(told(event.layer)).setLatLng(event.layer.getLatLng()).addTo(map);
      }
    });
    cluster.on("mouseout", () => hint.remove());
    cluster.on("spiderfied unspiderfied", nameChosen);
    map.on("moveend zoomend", drawn);

    window.fieldMap = {
      /* For tests and for pictures: where a case is on the page, in px from its upper left corner. */
      pointOf: (id) => {
        const marker = markers.get(id);
        const seen = alone(marker) ? marker : holder(marker);
        const at = map.latLngToContainerPoint(seen.getLatLng());
        return [at.x, at.y, seen === marker];
      },
      chosen: () => chosen,
      count: () => markers.size,
      rings: () => rings.getLayers().length,
    };

    new QWebChannel(qt.webChannelTransport, async (channel) => {
      bridge = channel.objects.bridge;
      bridge.reload_wanted.connect(reload);
      bridge.look_wanted.connect(dress);
      bridge.select_wanted.connect(select);
      await dress();
      await reload(true);
    });
  };
})();
