package io.revenueos.cli.deals;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an import looks for in a row, and under which headers CRMs are known to export it. */
public enum DealField {
  DEAL_ID("deal id", "opportunity id", "record id", "hs object id", "id"),
  NAME("deal name", "opportunity name", "deal title", "name", "title"),
  ACCOUNT(
      "account",
      "account name",
      "associated company",
      "company",
      "company name",
      "deal organization",
      "organization",
      "organisation",
      "customer"),
  OWNER("deal owner", "opportunity owner", "sales agent", "owner", "owner name", "sales rep"),
  PRODUCT("product", "product name", "deal product"),
  STAGE(
      "deal stage",
      "opportunity stage",
      "stage",
      "stage name",
      "pipeline stage",
      "sales stage",
      "deal status",
      "status"),
  /** Where a CRM keeps won and lost apart from the stage, as Pipedrive does. */
  STATUS("deal status", "status"),
  VALUE("close value", "deal value", "amount", "value", "opportunity amount", "deal amount"),
  CURRENCY("currency", "deal currency", "currency code", "amount currency", "currency iso code"),
  ENGAGED_AT(
      "engage date",
      "engaged at",
      "create date",
      "created date",
      "deal created",
      "deal deal created",
      "created at",
      "created on"),
  CLOSED_AT(
      "close date",
      "closed at",
      "closed date",
      "deal closed on",
      "deal deal closed on",
      "won time",
      "deal won time");

  @SuppressWarnings("ImmutableEnumChecker") // Stream.toList() is unmodifiable.
  private final List<String> aliases;

  DealField(String... aliases) {
    this.aliases = Arrays.stream(aliases).map(DealField::normalised).toList();
  }

  /** The name in a mapping and in the payload: {@code deal_id}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Normalised headers that mean this field, the most telling first. */
  List<String> aliases() {
    return aliases;
  }

  /** Whether a row cannot do without the column. */
  boolean required() {
    return this == DEAL_ID || this == STAGE;
  }

  /** Whether a mapping may replace values of the field. */
  boolean replaceable() {
    return switch (this) {
      case NAME, ACCOUNT, OWNER, PRODUCT, CURRENCY -> true;
      case DEAL_ID, STAGE, STATUS, VALUE, ENGAGED_AT, CLOSED_AT -> false;
    };
  }

  static Optional<DealField> ofKey(String key) {
    return Arrays.stream(values()).filter(field -> field.key().equals(key)).findFirst();
  }

  static String keys() {
    return Arrays.stream(values()).map(DealField::key).collect(Collectors.joining(", "));
  }

  /** What counts when headers are compared: letters and digits, in lower case. */
  static String normalised(String header) {
    StringBuilder out = new StringBuilder(header.length());
    header
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
