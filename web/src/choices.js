// What was chosen for a saved question, put into its text as terms: in VALUES, before everything else in its WHERE.

const XSD = "http://www.w3.org/2001/XMLSchema#";
const WHERE = /^WHERE \{$/m;

export function bindChoices({ text, choices }, chosen, prefixes) {
  const lines = choices
    .filter(({ name }) => chosen.get(name))
    .map(({ name, datatype }) => `\n  VALUES ?${name} { ${toTerm(name, datatype, chosen.get(name).trim(), prefixes)} }`);
  return text.replace(WHERE, (where) => where + lines.join(""));
}

function toTerm(name, datatype, value, prefixes) {
  if (datatype === "iri") return `<${encodeURI(expand(name, value, prefixes)).replaceAll("'", "%27")}>`;
  const narrow = datatype === "xsd:string" ? value : value.normalize("NFKC");
  return datatype === "xsd:string" ? JSON.stringify(narrow) : `${JSON.stringify(narrow)}^^<${XSD}${datatype.slice("xsd:".length)}>`;
}

function expand(name, value, prefixes) {
  const [prefix, local] = value.includes(":") ? value.split(":") : [name, value];
  return /^[\w-]+$/.test(local ?? "") && prefixes[prefix] ? prefixes[prefix] + local : value;
}
