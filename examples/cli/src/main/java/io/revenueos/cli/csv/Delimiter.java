package io.revenueos.cli.csv;

/** Finds out what stands between the cells of a file, from its header. */
final class Delimiter {
  private static final char[] CANDIDATES = {',', ';', '\t', '|'};

  private Delimiter() {}

  /** The candidate that stands most often outside of quotes; a comma when none does. */
  static char of(String header) {
    char best = ',';
    long most = 0;
    for (char candidate : CANDIDATES) {
      long count = count(header, candidate);
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  private static long count(String header, char candidate) {
    boolean quoted = false;
    long count = 0;
    for (int i = 0; i < header.length(); i++) {
      if (header.charAt(i) == '"') {
        quoted = !quoted;
      } else if (header.charAt(i) == candidate && !quoted) {
        count++;
      }
    }
    return count;
  }
}
