package io.revenueos.cli.csv;

/**
 * Follows the quotes of a record over its lines. A quote opens only at the start of a cell, so that
 * {@code 5" pipe} is not one.
 */
final class CsvQuotes {
  private enum At {
    CELL_START,
    BARE,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final char delimiter;
  private At at = At.CELL_START;

  CsvQuotes(char delimiter) {
    this.delimiter = delimiter;
  }

  /** Reads on; whether a quote is open at the end. */
  boolean openAfter(String text) {
    for (int i = 0; i < text.length(); i++) {
      at = after(text.charAt(i));
    }
    return at == At.QUOTED;
  }

  private At after(char c) {
    if (at == At.QUOTED) {
      return c == '"' ? At.QUOTE_IN_QUOTED : At.QUOTED;
    }
    if (c == delimiter) {
      return At.CELL_START;
    }
    return switch (at) {
      case CELL_START -> c == '"' ? At.QUOTED : Character.isWhitespace(c) ? At.CELL_START : At.BARE;
      case QUOTE_IN_QUOTED -> c == '"' ? At.QUOTED : At.BARE;
      case BARE, QUOTED -> At.BARE;
    };
  }
}
