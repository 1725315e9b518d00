// The outlines of the world (Natural Earth, public domain, from the package world-atlas) as paths of SVG, and a point inside each country.
// Projection: Equal Earth, Japan's side of the Pacific in the middle; publish/projection.py computes the same.

import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { readFileSync } from "node:fs";
import { feature, mesh } from "topojson-client";

const WIDTH = 960;
const CENTRE = 150; // degrees east

export function drawWorld() {
  const world = readAtlas("countries-110m");
  const land = feature(world, world.objects.land);
  const projection = geoEqualEarth().rotate([-CENTRE, 0]).fitWidth(WIDTH, { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const [, [, bottom]] = path.bounds({ type: "Sphere" });
  const borders = mesh(world, world.objects.countries, (one, other) => one !== other);
  return {
    width: WIDTH,
    height: Math.ceil(bottom),
    centre: CENTRE,
    land: path(land),
    borders: path(borders),
    countries: listCentroids(readAtlas("countries-50m")),
  };
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
