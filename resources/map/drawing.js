"use strict";
/*
 * The one canvas that everything of ours is drawn on: rings, the way of the day, groups, markers, stops.
 *
 * It is drawn when the map has come to rest and moves with the ground meanwhile. What was drawn is kept as a list of
 * `items` with their places, for whoever asks what is under the pointer or which marker comes next.
 */
(function () {
  const { WORLD, EARTH } = FieldPoints, paint = FieldPaint;
  const TAU = Math.PI * 2;
  const PAD = 0.25;            // of the map's size: drawn beyond its edges, so that a small pan shows no blank
  const RADIUS = 8.5, STOP_RADIUS = 13, CHOSEN_RADIUS = 12;
  const EXACT = 100;           // metres; a place known better than this needs no ring
  const MOST_RINGS = 100;      // more rings than this on one screen would say nothing
  const WIDEST_RING = 0.4;     // of the map's shorter side; a wider one is drawn for the chosen case alone
  const FINGER = 16;           // px; the least reach of a press
  const LIFT = 34;             // px that a chosen case is raised above others at its place
  const ROUNDS = 12;

  function groupRadius(count) {
    return count < 10 ? 16 : count < 100 ? 19 : count < 1000 ? 23 : 28;
  }

  const FieldCanvas = L.Layer.extend({
    initialize: function (scene) {
      this.scene = scene;      // what is to be drawn; see fieldlayer.js
      this.items = [];
      this.rings = 0;
    },

    onAdd: function (map) {
      this.canvas = L.DomUtil.create("canvas", "field-canvas leaflet-zoom-hide", map.getPane("overlayPane"));
      this.canvas.setAttribute("aria-hidden", "true");
      map.on("moveend zoomend resize viewreset", this.draw, this);
    },

    onRemove: function (map) {
      map.off("moveend zoomend resize viewreset", this.draw, this);
      this.canvas.remove();
    },

    /* Several changes in one turn cost one drawing. */
    soon: function () {
      if (this.waiting) return;
      this.waiting = requestAnimationFrame(() => { this.waiting = 0; this.draw(); });
    },

    draw: function () {
      if (!this.scene.look) return;
      cancelAnimationFrame(this.waiting);
      this.waiting = 0;
      this._place();
      const ctx = this.ctx, scene = this.scene;
      ctx.clearRect(0, 0, this.size.x, this.size.y);
      this.items = [];
      this._groups = scene.points.groups(this.zoom, this._edges(), scene.look.kinds.length);
      this._drawRings();
      this._drawRoute();
      for (const group of this._groups) if (group.count === 1) this._marker(group.members[0], group.x, group.y);
      for (const group of this._groups) if (group.count > 1) this._group(group);
      this._drawFan();
      this._drawApart();
      if (scene.pin) this._drawPin(scene.pin);
      if (scene.focus) this._drawFocus();
      if (scene.sketch) scene.sketch(this);
      scene.drawn();
    },

    /* The item under a point of the map's own pixels; the one on top where several are. */
    hit: function (at) {
      let best = null, least = Infinity;
      this.items.forEach((item, number) => {
        const gap = Math.hypot(item.x - this.origin.x - at.x, item.y - this.origin.y - at.y);
        if (gap <= Math.max(item.r, FINGER) && gap - number * 1e-6 - (gap <= item.r ? 100 : 0) < least) {
          least = gap - number * 1e-6 - (gap <= item.r ? 100 : 0);
          best = item;
        }
      });
      return best;
    },

    /* Where an item is, in the map's own pixels. */
    where: function (item) {
      return L.point(item.x - this.origin.x, item.y - this.origin.y);
    },

    /* Canvas pixels of a place of the world. */
    at: function (x, y) {
      return [x * this.scale - this.corner.x, y * this.scale - this.corner.y];
    },

    _place: function () {
      const map = this._map, size = map.getSize(), ratio = window.devicePixelRatio || 1;
      this.origin = size.multiplyBy(PAD).round();
      this.size = size.add(this.origin.multiplyBy(2));
      this.zoom = map.getZoom();
      this.scale = WORLD * 2 ** this.zoom;
      const corner = map.containerPointToLayerPoint(this.origin.multiplyBy(-1));
      L.DomUtil.setPosition(this.canvas, corner);
      this.corner = corner.add(map.getPixelOrigin());
      const wide = Math.round(this.size.x * ratio), tall = Math.round(this.size.y * ratio);
      if (this.canvas.width !== wide || this.canvas.height !== tall) {
        this.canvas.width = wide;
        this.canvas.height = tall;
        this.canvas.style.width = this.size.x + "px";
        this.canvas.style.height = this.size.y + "px";
      }
      this.ctx = this.canvas.getContext("2d");
      this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.ctx.textAlign = "center";
      this.ctx.textBaseline = "middle";
    },

    _edges: function () {
      const side = 64;  // a group at the very edge is still whole
      return {
        west: (this.corner.x - side) / this.scale, east: (this.corner.x + this.size.x + side) / this.scale,
        north: (this.corner.y - side) / this.scale, south: (this.corner.y + this.size.y + side) / this.scale,
      };
    },

    /* Pixels of the widest ring that is seen as one. */
    _widest: function () {
      return Math.min(this._map.getSize().x, this._map.getSize().y) * WIDEST_RING;
    },

    _drawRings: function () {
      const { points, chosen } = this.scene;
      const widest = this._widest();
      let left = MOST_RINGS;
      this.rings = 0;
      const ring = (at, isChosen) => {
        if (points.radius[at] <= EXACT) return;
        const radius = points.reach(at, this.zoom);
        if (!isChosen && (radius > widest || !left)) return;
        if (radius < RADIUS) return;
        if (!isChosen) left -= 1;
        const [x, y] = this.at(points.x[at], points.y[at]), colour = this.scene.look.kinds[points.kind[at]].colour;
        paint.ring(this.ctx, x, y, radius, colour, isChosen, radius <= widest);
        this.rings += 1;
      };
      for (const group of this._groups) if (group.count === 1) ring(group.members[0], false);
      for (const stop of this.scene.stops) {
        if (stop.id !== chosen) for (const at of points.ofCase.get(stop.id) || []) ring(at, false);
      }
      for (const at of points.ofCase.get(chosen) || []) ring(at, true);
    },

    _drawRoute: function () {
      const line = this.scene.line, colours = this.scene.look.colours;
      if (line.length < 2) return;
      paint.way(this.ctx, line.map((place) => this.at(...place)), [[7, colours.surface], [3.5, colours.accent]]);
    },

    _marker: function (at, worldX, worldY) {
      const [x, y] = this.at(worldX, worldY), look = this.scene.look, kind = look.kinds[this.scene.points.kind[at]];
      if (this.scene.points.picked[at]) paint.halo(this.ctx, x, y, RADIUS + 5, look.colours);
      paint.shape(this.ctx, kind.shape, x, y, RADIUS, kind.colour, look.colours.surface, 1.5);
      this.items.push({ x: x, y: y, r: RADIUS + 2, at: at, id: this.scene.points.said[at].id });
    },

    _group: function (group) {
      const [x, y] = this.at(group.x, group.y), radius = groupRadius(group.count), look = this.scene.look;
      if (group.picked) paint.halo(this.ctx, x, y, radius + 4, look.colours);
      paint.shares(this.ctx, x, y, radius, group, look);
      this.items.push({ x: x, y: y, r: radius, group: group });
    },

    /* Those at one place, parted on a circle around it. */
    _drawFan: function () {
      const { fan, points, look } = this.scene;
      const wide = Math.max(30, (fan.length * 26) / TAU);
      fan.forEach((at, number) => {
        const angle = (number / fan.length) * TAU - Math.PI / 2, [x, y] = this.at(points.x[at], points.y[at]);
        const left = x + wide * Math.cos(angle), top = y + wide * Math.sin(angle);
        paint.leg(this.ctx, x, y, left, top, look.colours.text_2);
        const kind = look.kinds[points.kind[at]];
        paint.shape(this.ctx, kind.shape, left, top, RADIUS, kind.colour, look.colours.surface, 1.5);
        this.items.push({ x: left, y: top, r: RADIUS + 2, at: at, id: points.said[at].id });
      });
    },

    /* The stops of the day with their numbers and the chosen case, pushed off one another and off what they cover. */
    _drawApart: function () {
      const { stops, points, chosen } = this.scene, shown = [];
      for (const stop of stops) {
        const [x, y] = this.at(stop.x, stop.y);
        shown.push({ x: x, y: y, homeX: x, homeY: y, r: STOP_RADIUS, stop: stop, id: stop.id, at: stop.at });
      }
      const stopIds = new Set(stops.map((stop) => stop.id));
      for (const at of points.ofCase.get(chosen) || []) {
        if (stopIds.has(chosen) && stops.some((stop) => stop.at === at)) continue;
        const [x, y] = this.at(points.x[at], points.y[at]), covers = this._covers(x, y);
        shown.push({ x: x, y: covers ? y - LIFT : y, homeX: x, homeY: y, r: CHOSEN_RADIUS, at: at, id: chosen });
      }
      this._part(shown);
      for (const one of shown) {
        const moved = Math.hypot(one.x - one.homeX, one.y - one.homeY) > 6;
        if (moved) paint.leg(this.ctx, one.homeX, one.homeY, one.x, one.y, this.scene.look.colours.text_2);
      }
      const top = shown.slice().reverse().sort((one, other) => (one.id === chosen) - (other.id === chosen));
      for (const one of top) this._bold(one, one.id === chosen);
    },

    _covers: function (x, y) {
      return this.items.some((item) => Math.hypot(item.x - x, item.y - y) < item.r + CHOSEN_RADIUS - 2);
    },

    _part: function (shown) {
      for (let round = 0; round < ROUNDS; round += 1) {
        let moved = false;
        for (let one = 0; one < shown.length; one += 1) {
          for (let other = one + 1; other < shown.length; other += 1) {
            const dx = shown[other].x - shown[one].x, dy = shown[other].y - shown[one].y, gap = Math.hypot(dx, dy);
            const room = shown[one].r + shown[other].r + 2;
            if (gap >= room) continue;
            const angle = gap > 0.01 ? Math.atan2(dy, dx) : 2.4 * other, by = (room - gap) / 2;
            shown[one].x -= by * Math.cos(angle);
            shown[one].y -= by * Math.sin(angle);
            shown[other].x += by * Math.cos(angle);
            shown[other].y += by * Math.sin(angle);
            moved = true;
          }
        }
        if (!moved) return;
      }
    },

    _bold: function (one, isChosen) {
      const { look, points } = this.scene, ctx = this.ctx;
      const kind = one.at === undefined ? null : look.kinds[points.kind[one.at]];
      const fill = kind ? kind.colour : look.colours.accent, shape = kind ? kind.shape : "circle";
      if (one.at !== undefined && points.picked[one.at]) paint.halo(ctx, one.x, one.y, one.r + 7, look.colours);
      if (isChosen) paint.shape(ctx, shape, one.x, one.y, one.r + 4.5, look.colours.focus, look.colours.surface, 2);
      paint.shape(ctx, shape, one.x, one.y, one.r, fill, look.colours.surface, 2);
      if (one.stop) {
        ctx.fillStyle = look.colours.surface;
        ctx.font = "600 13px " + look.colours.font;
        ctx.fillText(String(one.stop.number), one.x, one.y + (shape === "triangle" ? 2 : 0.5));
      }
      this.items.push({ x: one.x, y: one.y, r: one.r + 2, at: one.at, id: one.id, stop: one.stop });
    },

    _drawPin: function (pin) {
      const [x, y] = this.at(pin.x, pin.y), metres = EARTH * Math.cos((pin.lat * Math.PI) / 180);
      const radius = (pin.radius / metres) * this.scale;
      paint.pin(this.ctx, x, y, radius, this.scene.look.colours, radius <= this._widest());
    },

    /* Where the keyboard is: the marker of a case on top of all, else the group that holds it; by id, so that it stays
       there when the cases come anew. */
    focused: function () {
      const id = this.scene.focus, { said } = this.scene.points;
      if (!id) return undefined;
      const own = this.items.filter((item) => item.id === id);
      const same = own.find((item) => item.at === this.scene.focusAt);  // of a case with several premises
      const holds = (group) => group.members.some((at) => said[at].id === id);
      return same || own.pop() || this.items.find((item) => item.group && holds(item.group));
    },

    _drawFocus: function () {
      const item = this.focused();
      if (item) paint.edge(this.ctx, item.x, item.y, item.r + 5, this.scene.look.colours.focus);
    },
  });

  window.FieldCanvas = FieldCanvas;
})();
