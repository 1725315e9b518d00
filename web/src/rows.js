// Rows of the list as objects: what assets/list.js holds in short, spelled out, with the text that a search looks in.

export function makeRows({ things, fields, kinds, rows }, language) {
  const named = things.map(([path, ja, en]) => ({ path, name: (language === "en" && en) || ja, text: `${ja} ${en ?? ""}` }));
  const pick = (numbers) => numbers.map((number) => named[number]);
  return rows.map(([path, title, date, kind, codes, japanese, overseas, countries, prefectures]) => {
    const row = { path, title, date, kind, fields: codes, japanese: pick(japanese), overseas: pick(overseas), countries: pick(countries) };
    const words = [...row.japanese, ...row.overseas, ...row.countries].map(({ text }) => text);
    const codeWords = [kinds[kind], ...codes.map((code) => fields[code])].flat();
    row.prefectures = pick(prefectures).map((prefecture) => prefecture.path);
    row.text = normalise([title, date, ...words, ...codeWords].join(" "));
    return row;
  });
}

export function normalise(text) {
  return (text ?? "").normalize("NFKC").toLowerCase();
}
