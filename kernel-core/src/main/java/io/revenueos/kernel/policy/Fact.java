package io.revenueos.kernel.policy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something a policy may know beyond its event: a tenant's setting, a metric of the host, the time.
 * Identified by its name; stored with each decision under that name.
 *
 * @param <T> what {@link Facts#get} returns: {@link BigDecimal}, {@link Boolean}, {@link String} or
 *     {@link Instant}
 */
public final class Fact<T> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*");

  /** The time of the decision, from the kernel's clock. */
  public static final Fact<Instant> NOW =
      new Fact<>("now", null, (json, name) -> json.text(name).flatMap(Fact::instant), "an instant");

  private final String name;
  private final @Nullable T defaultValue;
  private final BiFunction<JsonObject, String, Optional<T>> reader;
  private final String expected;

  private Fact(
      String name,
      @Nullable T defaultValue,
      BiFunction<JsonObject, String, Optional<T>> reader,
      String expected) {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidInputException(
          "invalid_fact", "fact.name", "expected %s, found \"%s\"".formatted(FORM, name));
    }
    this.name = name;
    this.defaultValue = defaultValue;
    this.reader = reader;
    this.expected = expected;
  }

  /**
   * A share of one.
   *
   * @param defaultValue at least 0 and at most 1, exact: {@code "0.20"}
   */
  public static Fact<BigDecimal> ratio(String name, String defaultValue) {
    return decimal(
        name,
        new BigDecimal(defaultValue),
        value -> value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0,
        "a number from 0 to 1");
  }

  /** A number that meets a rule; {@code expected} says the rule in words. */
  public static Fact<BigDecimal> decimal(
      String name, BigDecimal defaultValue, Predicate<BigDecimal> rule, String expected) {
    if (!rule.test(defaultValue)) {
      throw new InvalidInputException(
          "invalid_fact",
          "fact " + name,
          "expected %s as its default, found %s".formatted(expected, defaultValue));
    }
    return new Fact<>(name, defaultValue, (json, key) -> json.decimal(key).filter(rule), expected);
  }

  public static Fact<Boolean> flag(String name, boolean defaultValue) {
    return new Fact<>(name, defaultValue, JsonObject::flag, "true or false");
  }

  public static Fact<String> text(String name, String defaultValue) {
    return new Fact<>(name, defaultValue, JsonObject::text, "text");
  }

  public String name() {
    return name;
  }

  /**
   * The value when nobody says otherwise; empty for {@link #NOW}, which the kernel always gives.
   */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /**
   * Reads this fact from an object that may hold it under its name.
   *
   * @return empty when the object does not hold it
   * @throws InvalidInputException when what stands there is not of this fact's type
   */
  public Optional<T> read(JsonObject json) {
    if (!json.has(name)) {
      return Optional.empty();
    }
    Optional<T> value = reader.apply(json, name);
    if (value.isEmpty()) {
      throw new InvalidInputException(
          "invalid_setting",
          name,
          "expected %s, found %s".formatted(expected, json.describe(name)));
    }
    return value;
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fact<?> that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
