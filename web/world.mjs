// The outlines of the world (Natural Earth, public domain, from the package world-atlas) as an SVG that lies under every map, its size, and
// a point inside each country. Antarctica is left out: nobody signs there. The colours suit light, dark and paper, for a picture knows
// nothing of the page around it. Projection: Equal Earth, Japan's side of the Pacific in the middle; publish/projection.py computes the same.

import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { readFileSync } from "node:fs";
import { feature, merge, mesh } from "topojson-client";

const WIDTH = 960;
const CENTRE = 150; // degrees east
const MARGIN = 6;
const ANTARCTICA = "010";
const [LAND, BORDER] = ["#8f866f2e", "#8f866f66"];

export function drawWorld() {
  const world = readAtlas("countries-110m");
  world.objects.countries.geometries = world.objects.countries.geometries.filter(({ id }) => id !== ANTARCTICA);
  const land = merge(world, world.objects.countries.geometries);
  const borders = mesh(world, world.objects.countries, (one, other) => one !== other);
  const projection = geoEqualEarth().rotate([-CENTRE, 0]).fitWidth(WIDTH, { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const [[, top], [, bottom]] = path.bounds(land).map(([x, y]) => [x, Math.round(y)]);
  const [, [, foot]] = path.bounds({ type: "Sphere" });
  const size = { width: WIDTH, height: bottom - top + 2 * MARGIN, top: top - MARGIN };
  const shapes = `<path fill="${LAND}" d="${path(land)}"/><path fill="none" stroke="${BORDER}" stroke-width=".6" d="${path(borders)}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${size.top} ${WIDTH} ${size.height}" width="${WIDTH}" height="${size.height}">${shapes}</svg>\n`;
  return { svg, facts: { ...size, middle: foot / 2, centre: CENTRE, countries: listCentroids(readAtlas("countries-50m")) } };
}

function readAtlas(name) {
  return JSON.parse(readFileSync(`node_modules/world-atlas/${name}.json`));
}

// Longitude and latitude of the middle of each country's largest piece, by ISO 3166-1 alpha-2 code.
function listCentroids(world) {
  const entries = feature(world, world.objects.countries).features.flatMap(({ id, geometry }) => {
    const code = id && countries.numericToAlpha2(id);
    return code ? [[code, geoCentroid(findLargest(geometry)).map((degrees) => Number(degrees.toFixed(2)))]] : [];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function findLargest(geometry) {
  const pieces = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return pieces.map((coordinates) => ({ type: "Polygon", coordinates })).sort((one, other) => geoArea(other) - geoArea(one))[0];
}
