"use strict";
/*
 * What the pointer does besides moving the map: draw a box or a line around cases, measure, put a pin.
 *
 * Every one of them works by keyboard too: in the middle of the map stands a cross, Space acts there.
 */
(function () {
  const { toX, toY } = FieldPoints;
  const LEAST = 4;             // px between two corners of a line drawn by hand

  class Tools {
    /* `says` is told: picked(ids), pin(latLng), measured(text), left(). */
    constructor(map, layer, scene, says) {
      this.map = map;
      this.layer = layer;
      this.scene = scene;
      this.says = says;
      this.mode = "pan";
      this.trail = [];           // of a box or a line under way, in the map's own pixels
      this.measured = [];        // latLngs
      scene.sketch = (canvas) => this._sketch(canvas);
      const ground = map.getContainer();
      this.cross = document.createElement("div");
      this.cross.className = "cross";
      this.cross.hidden = true;
      ground.appendChild(this.cross);
      ground.addEventListener("pointerdown", (event) => this._down(event));
      ground.addEventListener("pointermove", (event) => this._move(event));
      ground.addEventListener("pointerup", (event) => this._up(event));
      ground.addEventListener("pointercancel", () => this._forget());
    }

    set(mode) {
      this.mode = mode;
      this._forget();
      this.measured = [];
      const draws = mode === "box" || mode === "lasso";
      this.map.dragging[draws ? "disable" : "enable"]();
      this.map.getContainer().dataset.mode = mode;
      this.cross.hidden = true;
      this.layer.soon();
    }

    /* A press on the map that was no drag; whether this tool took it. */
    press(latLng) {
      if (this.mode === "measure") {
        this.measured.push(latLng);
        this.layer.soon();
        this.says.measured(this.length());
        return true;
      }
      if (this.mode === "pin") {
        this.says.pin(latLng);
        return true;
      }
      return this.mode !== "pan";
    }

    /* Somebody works by keyboard: show where Space acts. */
    aim() {
      this.cross.hidden = this.mode === "pan";
    }

    /* Space or Return: act where the cross stands. */
    act() {
      const middle = this.map.getCenter();
      if (this.mode === "box" || this.mode === "lasso") {
        const at = this.map.latLngToContainerPoint(middle);
        if (!this.trail.length) {
          this.start = middle;
          this.trail = [at];
        } else {
          const from = this.map.latLngToContainerPoint(this.start);
          this._finish(box(from, at));
        }
        return true;
      }
      return this.press(middle);
    }

    /* Escape: one step back; whether there was one. */
    back() {
      if (this.trail.length) {
        this._forget();
        return true;
      }
      if (this.mode === "pan") return false;
      this.set("pan");
      this.says.left();
      return true;
    }

    length() {
      return this.measured.slice(1).reduce((sum, at, number) => sum + this.map.distance(this.measured[number], at), 0);
    }

    _at(event) {
      return this.map.mouseEventToContainerPoint(event);
    }

    _down(event) {
      if (event.button !== 0 || (this.mode !== "box" && this.mode !== "lasso")) return;
      if (event.target.closest && event.target.closest(".leaflet-control, .ground-hint")) return;
      event.preventDefault();
      this.start = null;
      this.trail = [this._at(event)];
      this.drags = true;
      this.map.getContainer().setPointerCapture(event.pointerId);
    }

    _move(event) {
      this.cross.hidden = true;
      if (!this.drags) return;
      // a quick hand makes more of them than there are pictures: all of them are its line
      const passed = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      for (const one of passed.length ? passed : [event]) {
        const at = this._at(one), last = this.trail[this.trail.length - 1];
        if (this.mode === "box") this.trail = [this.trail[0], at];
        else if (at.distanceTo(last) >= LEAST) this.trail.push(at);
      }
      this.layer.soon();
    }

    _up() {
      if (!this.drags) return;
      this.drags = false;
      const [from, to] = [this.trail[0], this.trail[this.trail.length - 1]];
      const outline = this.mode === "box" ? box(from, to) : this.trail;
      if (outline.length < 3 || (this.mode === "box" && from.distanceTo(to) < LEAST)) {
        this._forget();
        return;
      }
      this._finish(outline);
    }

    _finish(outline) {
      const world = outline.map((at) => {
        const place = this.map.containerPointToLatLng(at);
        return [toX(place.lng), toY(place.lat)];
      });
      this._forget();
      this.says.picked(this.scene.points.within(world));
    }

    _forget() {
      this.trail = [];
      this.drags = false;
      this.start = null;
      this.layer.soon();
    }

    _sketch(canvas) {
      const ctx = canvas.ctx, colours = this.scene.look.colours, origin = canvas.origin;
      let outline = this.trail;
      if (this.start && outline.length) {
        outline = box(this.map.latLngToContainerPoint(this.start), this.map.getSize().divideBy(2));
      } else if (this.mode === "box" && outline.length === 2) outline = box(outline[0], outline[1]);
      if (outline.length > 1) {
        ctx.save();
        ctx.beginPath();
        outline.forEach((at, number) => ctx[number ? "lineTo" : "moveTo"](at.x + origin.x, at.y + origin.y));
        ctx.closePath();
        ctx.fillStyle = ctx.strokeStyle = colours.accent;
        ctx.globalAlpha = 0.12;
        ctx.fill();
        ctx.globalAlpha = 1;
        ctx.lineWidth = 2;
        ctx.setLineDash([6, 4]);
        ctx.stroke();
        ctx.restore();
      }
      if (this.measured.length) this._sketchMeasure(canvas);
    }

    _sketchMeasure(canvas) {
      const ctx = canvas.ctx, colours = this.scene.look.colours;
      const places = this.measured.map((at) => canvas.at(toX(at.lng), toY(at.lat)));
      ctx.save();
      ctx.lineJoin = "round";
      ctx.beginPath();
      places.forEach((at, number) => ctx[number ? "lineTo" : "moveTo"](...at));
      for (const [width, colour] of [[6, colours.surface], [2.5, colours.text]]) {
        ctx.lineWidth = width;
        ctx.strokeStyle = colour;
        ctx.stroke();
      }
      for (const [x, y] of places) {
        ctx.beginPath();
        ctx.arc(x, y, 4.5, 0, Math.PI * 2);
        ctx.fillStyle = colours.surface;
        ctx.fill();
        ctx.lineWidth = 2;
        ctx.strokeStyle = colours.text;
        ctx.stroke();
      }
      ctx.restore();
    }
  }

  function box(from, to) {
    return [from, L.point(to.x, from.y), to, L.point(from.x, to.y)];
  }

  window.FieldTools = Tools;
})();
