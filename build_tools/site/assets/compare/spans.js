// The rows of a table and the place of a cell in; the place of the cell that covers it, by the signs of merged cells, out.
export const covering = (rows, row, column) => {
  for (let cell; (cell = rows[row][column].merge); ) cell === "<<" ? column-- : row--;
  return [row, column];
};
