"use strict";
/* The map by keyboard: from marker to marker in reading order, choosing, and what the tools do at the middle. */
(function () {
  const { told } = FieldWords;
  const LINE = 40;             // px; markers that are no further apart in height are read as one line

  class Steps {
    /* `says` is told: spoken(element), hint(item), press(item), fit(), back(). */
    constructor(map, layer, scene, tools, says) {
      this.map = map;
      this.layer = layer;
      this.scene = scene;
      this.tools = tools;
      this.says = says;
      const ahead = () => this.step(1), behind = () => this.step(-1), act = () => this.act();
      this.keys = {
        n: ahead, ".": ahead, N: behind, p: behind, P: behind, ",": behind, Home: () => says.fit(),
        Enter: act, " ": act, Escape: () => this.back(),
      };
      map.getContainer().addEventListener("keydown", (event) => this._key(event));
    }

    /* Next or previous of what is in sight; the stops of the day come first. */
    step(by) {
      const size = this.map.getSize();
      const seen = this.layer.items.filter((item) => {
        const at = this.layer.where(item);
        return at.x >= 0 && at.y >= 0 && at.x <= size.x && at.y <= size.y;
      });
      if (!seen.length) return;
      const rank = (item) => (item.stop ? item.stop.number : 1e6), row = (item) => Math.round(item.y / LINE);
      const order = seen.sort((one, other) => rank(one) - rank(other) || row(one) - row(other) || one.x - other.x);
      const here = order.indexOf(this.layer.focused());
      const item = order[here < 0 ? (by > 0 ? 0 : order.length - 1) : (here + by + order.length) % order.length];
      this.scene.focusAt = item.at;
      this.scene.focus = item.group ? this.scene.points.said[item.group.members[0]].id : item.id;
      this.says.spoken(told(item, this.scene));
      this.says.hint(item);
      this.layer.soon();
    }

    act() {
      if (this.tools.mode !== "pan") this.tools.act();
      else if (this.layer.focused()) this.says.press(this.layer.focused());
    }

    back() {
      if (this.tools.back()) return;
      this.scene.focus = "";
      this.says.back();
    }

    _key(event) {
      if (event.target !== this.map.getContainer()) return;
      this.tools.aim();
      const does = this.keys[event.key];
      if (!does || event.ctrlKey || event.altKey || event.metaKey) return;
      does();
      event.preventDefault();
      event.stopPropagation();
    }
  }

  window.FieldSteps = Steps;
})();
