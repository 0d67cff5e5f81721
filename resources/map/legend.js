"use strict";
/* What the map says in words: of a marker or a group, what its signs mean, how long something is. Text nodes only. */
(function () {
  const MOST = [0.42, 0.72];   // of the map's width and height; where it takes more, the legend begins folded
  const GAP = 20;              // px beside it

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) {
      made.textContent = text;
      made.dir = "auto";       // a name reads its own way, whichever way the window does
    }
    return made;
  }

  function filled(words, values) {
    return words.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
  }

  function length(metres, words) {
    if (metres < 1000) return filled(words.metres, { count: Math.round(metres) });
    return filled(words.kilometres, { count: (metres / 1000).toFixed(metres < 10000 ? 2 : 1) });
  }

  function shares(group, kinds) {
    const parts = kinds.map((kind, number) => [kind.label, group.counts[number]]).filter((one) => one[1]);
    return parts.map(([label, count]) => label + " " + count).join(" · ");
  }

  /* What is said of something on the map: two lines. */
  function told(item, scene) {
    const words = element("div"), { look, points } = scene;
    if (item.group) {
      const title = filled(look.words.group, { count: item.group.count });
      words.append(element("strong", "", title), element("span", "", shares(item.group, look.kinds)));
      return words;
    }
    const said = item.at === undefined ? item.stop : points.said[item.at];
    const title = item.stop ? item.stop.number + " · " + said.title : said.title;
    const detail = said.detail || (item.stop && item.stop.detail) || "";
    words.append(element("strong", "", title), element("span", "", detail));
    return words;
  }

  class Legend {
    constructor(map, scene) {
      this.map = map;
      this.scene = scene;
      this.open = true;
      this.touched = false;
      this.control = null;
      map.on("resize", () => this._fit());
    }

    show() {
      const { look } = this.scene;
      if (!look) return;
      if (this.control) this.control.remove();
      this.control = L.control({ position: look.direction === "rtl" ? "topleft" : "topright" });
      this.control.onAdd = () => this._box(look);
      this.control.addTo(this.map);
      this._fit();
    }

    /* Folded from the start where it would take too much of the map, unless somebody has decided about it. */
    _fit() {
      if (!this.control) return;
      const box = this.control.getContainer(), size = this.map.getSize();
      if (!this.touched) {
        this._fold(true);
        if (box.offsetWidth > size.x * MOST[0] || box.offsetHeight > size.y * MOST[1]) this._fold(false);
      } else this._fold(this.open);
    }

    _fold(open) {
      this.open = open;
      this.lines.hidden = !open;
      this.head.setAttribute("aria-expanded", String(open));
      const wide = this.control.getContainer().offsetWidth + GAP;  // what stands beside it keeps clear of it
      document.documentElement.style.setProperty("--legend", wide + "px");
    }

    /* Pixels of the map's width that it takes; none where it would take too much of it. */
    covers() {
      const wide = this.control && this.open ? this.control.getContainer().offsetWidth : 0;
      return wide * 3 < this.map.getSize().x ? wide : 0;
    }

    _box(look) {
      const box = element("section", "legend"), head = element("button", "legend-head", look.words.legend);
      const lines = element("div", "legend-lines");
      this.head = head;
      this.lines = lines;
      box.setAttribute("aria-label", look.words.legend);
      head.type = "button";
      head.removeAttribute("dir");
      head.addEventListener("click", () => {
        this.touched = true;
        this._fold(!this.open);
      });
      look.kinds.forEach((kind) => lines.append(line(FieldShapes.picture(kind.shape, kind.colour), kind.label)));
      if (this.scene.stops.length) lines.append(line(element("i", "legend-stop", "1"), look.words.stops));
      if (this.scene.line.length) lines.append(line(element("i", "legend-way"), look.way || look.words.way));
      lines.append(line(element("i", "legend-group"), look.words.shares));
      lines.append(line(element("i", "legend-ring"), look.words.ring));
      box.append(head, lines);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    }
  }

  function line(picture, words) {
    const made = element("div", "legend-line");
    made.append(picture, element("span", "", words));
    return made;
  }

  window.FieldWords = { element, filled, length, told, Legend };
})();
