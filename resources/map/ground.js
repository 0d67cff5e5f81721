"use strict";
/*
 * The ground below everything: the world's land, and the region packs that this laptop has, drawn calmly.
 *
 * No boundary and no name of a country is ever drawn, whatever a pack holds.
 */
(function () {
  const PARKS = ["park", "forest", "wood", "nature_reserve", "national_park", "cemetery", "golf_course", "grass",
    "grassland", "village_green", "allotments", "garden", "scrub", "meadow", "pitch", "protected_area", "farmland"];
  const HINT_ZOOM = 8;         // below this the world's land is all there is to see

  const one = (...names) => (zoom, feature) => names.includes(feature.props.kind);
  const classed = (...names) => (zoom, feature) => names.includes(feature.props.class);

  /* Width in px of a road that is `wide` at zoom 16. */
  const road = (wide) => (zoom) => Math.max(0.6, wide * 2 ** ((Math.min(zoom, 18) - 16) * 0.55));

  function paintRules(colours) {
    const area = (layer, fill, filter) => ({
      dataLayer: layer, filter: filter, symbolizer: new protomapsL.PolygonSymbolizer({ fill: fill }),
    });
    const line = (layer, wide, colour, filter, minzoom) => ({
      dataLayer: layer, filter: filter, minzoom: minzoom,
      symbolizer: new protomapsL.LineSymbolizer({
        color: colour, width: road(wide), lineCap: "round", lineJoin: "round",
      }),
    });
    const lines = (layer, filter) => ({
      dataLayer: layer, filter: filter,
      symbolizer: new protomapsL.LineSymbolizer({ color: colours.water, width: (zoom) => (zoom < 12 ? 0.7 : 1.6) }),
    });
    const polygons = (zoom, feature) => feature.geomType === 3;
    return [
      area("earth", colours.land), area("landcover", colours.green, one(...PARKS)),
      area("landuse", colours.green, one(...PARKS)), area("park", colours.green),
      area("landcover", colours.green, classed("wood", "grass", "farmland")),
      area("water", colours.water, polygons),
      lines("water", (zoom, feature) => feature.geomType === 2), lines("waterway"),
      area("buildings", colours.building, polygons), area("building", colours.building, polygons),
      line("roads", 1.2, colours.road_edge, one("path"), 15), line("roads", 1.2, colours.road_edge, one("rail"), 11),
      line("roads", 8.5, colours.road_edge, one("minor_road", "other"), 13),
      line("roads", 7, colours.road, one("minor_road", "other"), 12),
      line("roads", 11, colours.road_edge, one("major_road", "medium_road"), 7),
      line("roads", 9.5, colours.road_main, one("major_road", "medium_road"), 7),
      line("roads", 13, colours.road_edge, one("highway"), 4), line("roads", 11, colours.road_main, one("highway"), 4),
      line("transportation", 7, colours.road, classed("minor", "service", "tertiary"), 12),
      line("transportation", 9.5, colours.road_main, classed("secondary", "primary", "trunk"), 7),
      line("transportation", 11, colours.road_main, classed("motorway"), 4),
    ];
  }

  function labelRules(look) {
    const { colours, language } = look;
    const names = language === "en" ? ["name:en", "name"] : ["name:zh", "name:zh-Hans", "name"];
    const font = (weight, size) => weight + " " + size + "px " + colours.font;
    const place = (layer, filter, weight, size, minzoom, maxzoom) => ({
      dataLayer: layer, filter: filter, minzoom: minzoom, maxzoom: maxzoom,
      symbolizer: new protomapsL.CenteredTextSymbolizer({
        labelProps: names, fill: colours.text_2, stroke: colours.land, width: 2.5, font: font(weight, size),
      }),
    });
    const along = (layer, filter, minzoom) => ({
      dataLayer: layer, filter: filter, minzoom: minzoom,
      symbolizer: new protomapsL.LineLabelSymbolizer({
        labelProps: names, fill: colours.text_2, stroke: colours.land, width: 2.5, font: font(400, 11),
      }),
    });
    return [
      place("places", one("locality"), 600, 13, 5, 15), place("place", classed("city", "town"), 600, 13, 5, 15),
      place("places", one("neighbourhood", "macrohood"), 400, 12, 12, 17),
      place("place", classed("village", "suburb"), 400, 12, 11, 17),
      along("roads", one("highway", "major_road", "medium_road"), 12), along("roads", one("minor_road"), 15),
      along("transportation_name", undefined, 13),
    ];
  }

  /* Where there are no streets to show, a quiet grid lets the eye see the map move and how far things are. */
  const Grid = L.GridLayer.extend({
    createTile: () => {
      const made = document.createElement("div");
      made.className = "grid";
      return made;
    },
  });

  class Ground {
    /* `wanted` is called when somebody asks for a map of this region. */
    constructor(map, wanted) {
      this.map = map;
      this.layers = [];
      this.packs = [];
      this.said = document.createElement("div");
      this.said.className = "attribution";
      this.hint = document.createElement("div");
      this.hint.className = "ground-hint";
      this.hint.hidden = true;
      this.words = document.createElement("span");
      this.button = document.createElement("button");
      this.button.type = "button";
      this.button.addEventListener("click", (event) => { event.stopPropagation(); wanted(); });
      this.hint.append(this.words, this.button);
      L.DomEvent.disableClickPropagation(this.hint);
      const bar = L.control({ position: "bottomright" });
      bar.onAdd = () => this.said;
      bar.addTo(map);
      map.getContainer().appendChild(this.hint);
      this.grid = new Grid({ tileSize: 128, maxZoom: map.getMaxZoom(), zIndex: 50, noWrap: true });
      map.on("moveend zoomend", () => this.say());
    }

    show(packs, look) {
      this.packs = packs;
      this.look = look;
      this.layers.splice(0).forEach((layer) => layer.remove());
      this.map.getContainer().style.background = packs.length ? look.colours.water : look.colours.land;
      for (const pack of packs) this.layers.push(this._layer(pack).addTo(this.map));
      this.say();
    }

    /* Whose data is in sight, and whether there is none for this region. */
    say() {
      if (!this.look) return;
      const seen = this.map.getBounds();
      const lines = this.packs.filter((pack) => seen.intersects(around(pack))).map((pack) => pack.attribution);
      this.said.textContent = [...new Set(lines.filter(Boolean))].join(" · ");
      this.said.hidden = !this.said.textContent;
      const has = this.packs.some((pack) => !pack.built_in && seen.intersects(around(pack)));
      this.words.textContent = this.look.words.no_ground;
      this.button.textContent = this.look.words.get_ground;
      if (has || this.map.getZoom() < HINT_ZOOM) this.grid.remove();
      else if (!this.map.hasLayer(this.grid)) this.grid.addTo(this.map);
      this.hint.hidden = has || !this.look.offers_ground || this.map.getZoom() < HINT_ZOOM;
    }

    _layer(pack) {
      const common = {
        bounds: around(pack), minZoom: pack.built_in ? 0 : pack.min_zoom, maxZoom: this.map.getMaxZoom(), noWrap: true,
        attribution: "",
      };
      const url = "tiles/" + pack.id + "/{z}/{x}/{y}";
      if (pack.kind === "raster") {
        const layer = L.tileLayer(url, { ...common, maxNativeZoom: pack.max_zoom, className: "raster" });
        return layer;
      }
      return protomapsL.leafletLayer({
        ...common, url: url, maxDataZoom: pack.max_zoom, lang: this.look.language,
        paintRules: paintRules(this.look.colours), labelRules: pack.built_in ? [] : labelRules(this.look),
      });
    }
  }

  function around(pack) {
    const [west, south, east, north] = pack.bounds;
    return L.latLngBounds([south, west], [north, east]);
  }

  window.FieldGround = Ground;
})();
