package io.revenueos.cli.deals;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads sums of money as people write them. */
final class Amount {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern SYMBOL = Pattern.compile("\\p{Sc}");

  private final Pattern form;
  private final String group;
  private final char decimal;

  /**
   * @param decimal a point or a comma; the other one may group thousands, as may a space
   */
  Amount(char decimal) {
    this.decimal = decimal;
    this.group = "[\\h" + (decimal == '.' ? "," : ".") + "'\u2019]";
    String fraction = "(\\" + decimal + "\\d+)?";
    this.form = Pattern.compile("[+-]?(\\d{1,40}|\\d{1,3}(" + group + "\\d{3}){1,12})" + fraction);
  }

  static boolean isCurrency(String text) {
    return CURRENCY.matcher(text).matches();
  }

  /**
   * The sum, without trailing zeros after the point; a currency sign before or behind it is passed
   * over.
   *
   * @return empty when the text is not a sum
   */
  Optional<BigDecimal> parse(String text) {
    String bare = SYMBOL.matcher(text).replaceFirst("").strip();
    if (!form.matcher(bare).matches()) {
      return Optional.empty();
    }
    String plain = bare.replaceAll(group, "").replace(decimal, '.');
    BigDecimal value = new BigDecimal(plain).stripTrailingZeros();
    return Optional.of(value.scale() < 0 ? value.setScale(0) : value);
  }
}
