package io.revenueos.kernel.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes values that a JSON object of the kernel must take and give back. */
public final class RandomJson {
  private static final int[] AWKWARD = {
    '"', '\\', '/', '\b', '\n', '\r', '\t', 1, 0x1F, 0x7F, 0x85, 0xA0, 0xAD, 0xE9, 0x202E, 0x2028,
    0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0xD7FF, 0xE000, 0x1F3BE, 0x10FFFF, '\'', ';', '%', '?', ':'
  };

  private final Random random;

  public RandomJson(Random random) {
    this.random = random;
  }

  /** Members of an object, nested at most {@code depth} further levels. */
  public Map<String, @Nullable Object> members(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      members.put(text(), value(depth));
    }
    return members;
  }

  private @Nullable Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> number();
      case 3, 4 -> text();
      case 5 -> members(depth - 1);
      default -> list(depth - 1);
    };
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(depth));
    }
    return items;
  }

  /** Any valid Unicode but NUL, with a taste for what breaks parsers and databases. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> AWKWARD[random.nextInt(AWKWARD.length)];
            case 1 -> 0x10000 + random.nextInt(0x100000);
            case 2 -> 1 + random.nextInt(0xD7FF);
            default -> 'a' + random.nextInt(26);
          });
    }
    return text.toString();
  }

  private BigDecimal number() {
    int bits = random.nextInt(10) == 0 ? 3_000 : 60;
    BigInteger digits = new BigInteger(1 + random.nextInt(bits), random);
    return new BigDecimal(
        random.nextBoolean() ? digits : digits.negate(), random.nextInt(bits / 10) - bits / 40);
  }
}
