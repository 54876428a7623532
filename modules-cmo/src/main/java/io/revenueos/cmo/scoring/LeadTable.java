package io.revenueos.cmo.scoring;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Leads as rows of text, as exports have them. Case and spaces do not matter; a cell that is empty
 * or says {@code Select}, {@code null}, {@code n/a} and the like is unknown. Immutable.
 */
public final class LeadTable {
  private static final String CODE = "invalid_leads";

  private final List<String> columns;
  private final List<List<String>> rows;
  private final List<List<String>> normalised;

  private LeadTable(List<String> columns, List<List<String>> rows, List<List<String>> normalised) {
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
    this.normalised = List.copyOf(normalised);
  }

  /**
   * @param columns unique names; one without a name is called by its place
   * @param rows the cells of each lead, as many as there are columns
   * @throws InvalidInputException when a name stands twice, or a row has another number of cells
   */
  public static LeadTable of(List<String> columns, List<List<String>> rows) {
    List<String> names = named(columns);
    List<List<String>> normalised = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != names.size()) {
        throw new InvalidInputException(
            CODE,
            "rows[%d]".formatted(i),
            "expected %d cells, found %d".formatted(names.size(), rows.get(i).size()));
      }
      normalised.add(rows.get(i).stream().map(CellText::normalised).toList());
    }
    return new LeadTable(names, rows.stream().map(List::copyOf).toList(), normalised);
  }

  private static List<String> named(List<String> columns) {
    List<String> named = new ArrayList<>();
    Set<String> once = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).strip();
      String shown = name.isEmpty() ? "(unnamed column %d)".formatted(i + 1) : name;
      if (!once.add(shown)) {
        throw new InvalidInputException(
            CODE, "columns", "expected each name once, found \"%s\" again".formatted(shown));
      }
      named.add(shown);
    }
    return named;
  }

  public List<String> columns() {
    return columns;
  }

  public int size() {
    return rows.size();
  }

  /** The cells of a lead, as they were given. */
  public List<String> row(int lead) {
    return rows.get(lead);
  }

  /** Whether a cell says something, and not only {@code Select}, {@code n/a} and the like. */
  public boolean isFilled(int lead, int column) {
    return !normalised.get(lead).get(column).isEmpty();
  }

  /** The cells of a lead in lower case, the unknown ones empty. */
  List<String> normalised(int lead) {
    return normalised.get(lead);
  }

  /**
   * The place of a column; case does not matter.
   *
   * @throws InvalidInputException when there is none of that name
   */
  public int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equalsIgnoreCase(column.strip())) {
        return i;
      }
    }
    throw new InvalidInputException(
        "unknown_column",
        "column",
        "expected one of %s, found \"%s\"".formatted(String.join(", ", columns), column));
  }

  /**
   * The same leads with these columns, in this order.
   *
   * @throws InvalidInputException when one of them is not there
   */
  public LeadTable withColumns(List<String> wanted) {
    List<Integer> places = wanted.stream().map(this::indexOf).toList();
    return new LeadTable(
        places.stream().map(columns::get).toList(),
        rows.stream().map(row -> chosen(row, places)).toList(),
        normalised.stream().map(row -> chosen(row, places)).toList());
  }

  private static List<String> chosen(List<String> row, List<Integer> places) {
    return places.stream().map(row::get).toList();
  }

  /** Some of the leads. */
  public LeadTable withRows(int[] chosen) {
    List<List<String>> some = new ArrayList<>(chosen.length);
    List<List<String>> someNormalised = new ArrayList<>(chosen.length);
    for (int row : chosen) {
      some.add(rows.get(row));
      someNormalised.add(normalised.get(row));
    }
    return new LeadTable(columns, some, someNormalised);
  }
}
