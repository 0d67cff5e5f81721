-- What becomes of OpenStreetMap's tags in the tiles of a region pack: few layers, each a thing one drives by.
--
-- Layers and attributes are those of the Protomaps basemap (earth, water, landuse, roads, buildings, places, pois,
-- boundaries; `kind`, `kind_detail`, `name`), because the map's own drawing rules know them. The builder writes two
-- lines before this file: with_boundaries and with_place_labels, true or false.

-- tilemaker 2 hands an object to each function, tilemaker 3 none: these names serve both
local function find(o, key) if o then return o:Find(key) end return Find(key) end
local function layer(o, name, area) if o then o:Layer(name, area) else Layer(name, area) end end
local function centre(o, name) if o then o:LayerAsCentroid(name) else LayerAsCentroid(name) end end
local function text(o, key, value) if o then o:Attribute(key, value) else Attribute(key, value) end end
local function number(o, key, value) if o then o:AttributeNumeric(key, value) else AttributeNumeric(key, value) end end
local function from_zoom(o, z) if o then o:MinZoom(z) else MinZoom(z) end end
local function above(o, z) if o then o:ZOrder(z) else ZOrder(z) end end
local function closed(o) if o then return o:IsClosed() end return IsClosed() end
local function area(o) if o then return o:Area() end return Area() end
local function next_relation(o) if o then return o:NextRelation() end return NextRelation() end
local function in_relation(o, key) if o then return o:FindInRelation(key) end return FindInRelation(key) end

local function set(...)
    local found = {}
    for _, word in ipairs({...}) do found[word] = true end
    return found
end

node_keys = { "addr:housenumber", "amenity", "place", "railway", "shop", "tourism", "natural", "highway" }

local MAJOR = { trunk = 6, primary = 8, secondary = 9, tertiary = 11 }
local MINOR = set("unclassified", "residential", "road", "living_street", "service")
local PATH = set("footway", "path", "steps", "pedestrian", "cycleway", "track", "bridleway")
local RAIL = set("rail", "light_rail", "subway", "tram", "narrow_gauge", "monorail")
local GREEN = {
    park = "park", garden = "park", golf_course = "golf_course", nature_reserve = "nature_reserve",
    playground = "playground", pitch = "pitch", stadium = "stadium",
    forest = "forest", wood = "wood", cemetery = "cemetery", allotments = "allotments",
    village_green = "village_green", grass = "grass", meadow = "grass", recreation_ground = "grass",
    grassland = "grassland", scrub = "scrub", heath = "scrub", wetland = "wetland",
    farmland = "farmland", orchard = "orchard", vineyard = "vineyard",
    beach = "beach", sand = "sand", glacier = "glacier", bare_rock = "bare_rock",
    residential = "residential", commercial = "commercial", industrial = "industrial", retail = "commercial",
    railway = "railway", military = "military",
    school = "school", university = "university", college = "college", kindergarten = "kindergarten",
    hospital = "hospital", zoo = "zoo", aerodrome = "aerodrome", pedestrian = "pedestrian", pier = "pier",
}
local PLACES = {
    country = { "country", 2 }, state = { "region", 4 }, province = { "region", 4 },
    city = { "locality", 5 }, town = { "locality", 8 }, village = { "locality", 11 }, hamlet = { "locality", 13 },
    suburb = { "macrohood", 11 }, borough = { "macrohood", 11 }, quarter = { "neighbourhood", 12 },
    neighbourhood = { "neighbourhood", 13 }, island = { "locality", 13 },
}
local OF_STATES = set("country", "state", "province")
local POIS = {
    railway = set("station", "halt", "subway_entrance"),
    highway = set("bus_stop"),
    amenity = set("hospital", "clinic", "pharmacy", "police", "courthouse", "townhall", "bank", "fuel", "parking",
        "charging_station", "school", "university", "college", "marketplace", "bus_station", "post_office",
        "restaurant", "cafe", "fast_food", "toilets", "place_of_worship", "library", "cinema", "theatre"),
    tourism = set("hotel", "museum", "attraction"),
    shop = set("supermarket", "mall", "department_store", "convenience", "hardware", "car_repair", "wholesale"),
}
local EARLY = set("station", "hospital", "university", "bus_station", "mall", "townhall")

local function names(o)
    local name, chinese = find(o, "name"), find(o, "name:zh")
    if chinese == "" then chinese = find(o, "name:zh-Hans") end
    if name ~= "" then text(o, "name", name) end
    if chinese ~= "" and chinese ~= name then text(o, "name:zh", chinese) end
    local english = find(o, "name:en")
    if english ~= "" and english ~= name then text(o, "name:en", english) end
end

local function by_area(o, least)
    local size = area(o)
    local steps = { { 4e9, 5 }, { 4e8, 7 }, { 6e7, 8 }, { 1e7, 9 }, { 2.5e6, 10 }, { 6e5, 11 }, { 1.5e5, 12 }, { 3e4, 13 } }
    for _, step in ipairs(steps) do
        if size > step[1] then from_zoom(o, math.max(step[2], least)) return end
    end
    from_zoom(o, 14)
end

local function poi_kind(o)
    for key, kinds in pairs(POIS) do
        local value = find(o, key)
        if value ~= "" and kinds[value] then return value end
    end
    return nil
end

local function poi(o, put)
    local kind = poi_kind(o)
    if not kind then return end
    put(o, "pois")
    text(o, "kind", kind)
    local z = EARLY[kind] and 13 or 14
    from_zoom(o, z)
    number(o, "min_zoom", z)
    names(o)
end

local function house_number(o, put)
    local found = find(o, "addr:housenumber")
    if found == "" then return end
    put(o, "buildings")
    text(o, "kind", "address")
    text(o, "addr_housenumber", found)
    from_zoom(o, 14)
end

local function as_point(o, name) layer(o, name, false) end

function init_function() end
function exit_function() end

function node_function(o)
    local place = find(o, "place")
    local known = PLACES[place]
    if known and with_place_labels and (with_boundaries or not OF_STATES[place]) then
        layer(o, "places", false)
        text(o, "kind", known[1])
        text(o, "kind_detail", place)
        from_zoom(o, known[2])
        number(o, "min_zoom", known[2])
        local people = tonumber(find(o, "population")) or 0
        number(o, "population", people)
        if people > 0 then number(o, "population_rank", math.min(17, math.floor(math.log(people) / math.log(10) * 2))) end
        names(o)
    end
    house_number(o, as_point)
    poi(o, as_point)
end

function relation_scan_function(o)
    local kind
    if o then kind = o:Find("boundary") else kind = Find("boundary") end
    if with_boundaries and kind == "administrative" then
        if o then o:Accept() else Accept() end
    end
end

local function boundary(o)
    local level = 11
    while true do
        local relation = next_relation(o)
        if not relation then break end
        level = math.min(level, tonumber(in_relation(o, "admin_level")) or 11)
    end
    if find(o, "boundary") == "administrative" then level = math.min(level, tonumber(find(o, "admin_level")) or 11) end
    if level > 8 or find(o, "maritime") == "yes" then return end
    layer(o, "boundaries", false)
    text(o, "kind", level <= 2 and "country" or level <= 4 and "region" or "county")
    number(o, "kind_detail", level)
    if find(o, "disputed") == "yes" then number(o, "disputed", 1) end
    from_zoom(o, level <= 2 and 0 or level <= 4 and 4 or level <= 6 and 8 or 11)
end

local function road_kind(highway)
    local plain = highway:gsub("_link$", "")
    if plain == "motorway" then return "highway", 4, plain end
    if MAJOR[plain] then return "major_road", MAJOR[plain], plain end
    if MINOR[plain] then return "minor_road", plain == "service" and 13 or 12, plain end
    if PATH[plain] then return "path", plain == "pedestrian" and 13 or 14, plain end
    return nil
end

local function road(o, highway)
    local kind, z, plain = road_kind(highway)
    if not kind or find(o, "area") == "yes" then return end
    layer(o, "roads", false)
    if plain ~= highway then z = math.max(z, 11); text(o, "is_link", "yes") end
    from_zoom(o, z)
    text(o, "kind", kind)
    text(o, "kind_detail", plain)
    number(o, "min_zoom", z)
    if find(o, "bridge") ~= "" then text(o, "is_bridge", "yes"); above(o, 20 - z)
    elseif find(o, "tunnel") ~= "" then text(o, "is_tunnel", "yes"); above(o, -z)
    else above(o, 14 - z) end
    local ref = find(o, "ref")
    if ref ~= "" then text(o, "ref", ref) end
    names(o)
end

local function other_line(o)
    local railway, route = find(o, "railway"), find(o, "route")
    if RAIL[railway] then
        layer(o, "roads", false)
        text(o, "kind", "rail")
        text(o, "kind_detail", railway)
        from_zoom(o, find(o, "service") ~= "" and 13 or railway == "rail" and 8 or 12)
        if find(o, "tunnel") ~= "" then text(o, "is_tunnel", "yes") end
    elseif route == "ferry" then
        layer(o, "roads", false)
        text(o, "kind", "ferry")
        from_zoom(o, 9)
        names(o)
    end
end

local function water(o, natural, waterway)
    local is_area = natural == "water" or natural == "bay" or waterway == "riverbank" or waterway == "dock"
        or find(o, "landuse") == "reservoir" or find(o, "landuse") == "basin"
    if is_area and closed(o) then
        layer(o, "water", true)
        text(o, "kind", find(o, "water") == "river" and "river" or "water")
        by_area(o, 4)
        if find(o, "name") ~= "" and area(o) > 2e4 then
            centre(o, "water")
            text(o, "kind", "lake")
            names(o)
            by_area(o, 10)
        end
        return true
    end
    if waterway == "river" or waterway == "canal" or waterway == "stream" then
        layer(o, "water", false)
        text(o, "kind", waterway == "canal" and "river" or waterway)
        from_zoom(o, waterway == "stream" and 13 or 9)
        names(o)
        return true
    end
    return false
end

local function ground(o)
    for _, key in ipairs({ "landuse", "leisure", "natural", "amenity", "aeroway", "tourism", "man_made" }) do
        local value = find(o, key)
        local kind = value ~= "" and GREEN[value]
        if kind then
            layer(o, "landuse", true)
            text(o, "kind", kind)
            by_area(o, 5)
            return
        end
    end
    if find(o, "highway") == "pedestrian" then
        layer(o, "landuse", true)
        text(o, "kind", "pedestrian")
        from_zoom(o, 13)
    end
end

function way_function(o)
    local worked_out = find(o, "fieldapp:ground")
    if worked_out ~= "" then
        layer(o, worked_out == "land" and "earth" or "water", true)
        text(o, "kind", worked_out == "land" and "earth" or "ocean")
        return
    end
    if with_boundaries then boundary(o) end
    local highway = find(o, "highway")
    if highway ~= "" then road(o, highway) else other_line(o) end
    if water(o, find(o, "natural"), find(o, "waterway")) or not closed(o) then return end
    local building = find(o, "building")
    if building ~= "" and building ~= "no" then
        layer(o, "buildings", true)
        text(o, "kind", "building")
        from_zoom(o, area(o) > 3000 and 13 or 14)
        house_number(o, centre)
    else
        ground(o)
    end
    poi(o, centre)
end
