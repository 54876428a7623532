package io.revenueos.cli.csv;

/**
 * A row that is not counted.
 *
 * @param line of the file, where the header is 1
 */
public record RefusedRow(long line, String code, String message) {}
