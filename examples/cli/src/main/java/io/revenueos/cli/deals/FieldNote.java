package io.revenueos.cli.deals;

/**
 * Something about a cell that does not keep its row from being imported.
 *
 * @param field the column, as the file names it
 * @param message what was found: {@code empty}
 */
public record FieldNote(String field, String message) {}
