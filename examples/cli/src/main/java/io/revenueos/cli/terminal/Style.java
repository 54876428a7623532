package io.revenueos.cli.terminal;

/** How a piece of human output stands out, on a terminal that shows colour. */
public enum Style {
  GOOD("32"),
  WARNING("33"),
  BAD("31"),
  DIM("2"),
  STRONG("1");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String apply(String text) {
    return "\u001B[" + code + "m" + text + "\u001B[0m";
  }
}
