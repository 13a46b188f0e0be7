// How the cells of the list of documents look.
yesan.cells.documents = (table, row, column) => {
  const value = yesan.value(table, row, column);
  if (column === "title") return { text: value, href: `documents/${yesan.value(table, row, "document_id")}.html` };
  return { text: typeof value === "number" ? value.toLocaleString("en") : value };
};
