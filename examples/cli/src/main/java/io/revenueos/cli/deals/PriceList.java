package io.revenueos.cli.deals;

import io.revenueos.cli.csv.CsvFile;
import io.revenueos.cli.csv.CsvRow;
import io.revenueos.cro.pipeline.DealRow;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What products cost before discounts. Immutable.
 *
 * @param prices by the product's name as the list has it, in the order of the list
 */
public record PriceList(Map<String, BigDecimal> prices) {
  private static final BigDecimal TOO_MUCH = BigDecimal.TEN.pow(12);
  private static final String CODE = "invalid_price_list";
  private static final List<String> PRODUCT = List.of("product", "productname", "name");
  private static final List<String> PRICE =
      List.of("salesprice", "listprice", "price", "unitprice");

  /** No list. */
  public static final PriceList NONE = new PriceList(Map.of());

  public PriceList {
    prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
  }

  /**
   * Reads a CSV file with a column for the product and one for its price.
   *
   * @throws InvalidInputException naming the row of what is wrong
   */
  public static PriceList read(InputStream file, DealMapping mapping) throws IOException {
    CsvFile csv = CsvFile.open(file, Optional.empty());
    int product = column(csv.header(), PRODUCT);
    int price = column(csv.header(), PRICE);
    Amount amounts = new Amount(mapping.decimalSeparator());
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    for (var row = csv.next(); row.isPresent(); row = csv.next()) {
      String place = "row " + row.get().line();
      if (row.get() instanceof CsvRow.Broken broken) {
        throw invalid(place, broken.message());
      }
      List<String> cells = ((CsvRow.Cells) row.get()).values();
      String priced = place + ", " + csv.header().get(price);
      BigDecimal amount =
          amounts
              .parse(cells.get(price))
              .filter(value -> value.signum() > 0 && value.compareTo(TOO_MUCH) < 0)
              .orElseThrow(
                  () ->
                      invalid(
                          priced,
                          "expected a price above 0 and below 1,000,000,000,000, found "
                              + Text.quoted(cells.get(price))));
      if (prices.putIfAbsent(cells.get(product), amount) != null) {
        throw invalid(
            place + ", " + csv.header().get(product),
            "expected each product once, found %s again"
                .formatted(Text.quoted(cells.get(product))));
      }
    }
    return new PriceList(prices);
  }

  private static int column(List<String> header, List<String> names) {
    List<String> normalised = header.stream().map(DealField::normalised).toList();
    return names.stream()
        .map(normalised::indexOf)
        .filter(column -> column >= 0)
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    "header",
                    "expected a column %s, found %s"
                        .formatted(String.join(" or ", names), String.join(", ", header))));
  }

  private static InvalidInputException invalid(String field, String problem) {
    return new InvalidInputException(CODE, field, problem);
  }

  /**
   * The prices by the names that deals use.
   *
   * @param notes what was matched although it is spelled otherwise, and what has no price
   */
  public record Matched(Map<String, BigDecimal> prices, List<String> notes) {
    public Matched {
      prices = Map.copyOf(prices);
      notes = List.copyOf(notes);
    }
  }

  /** A name that differs only in case, spaces or punctuation is taken for the same. */
  public Matched matched(List<DealRow> rows) {
    Map<String, String> names = new HashMap<>();
    prices.keySet().forEach(name -> names.putIfAbsent(DealField.normalised(name), name));
    Map<String, Long> products = new TreeMap<>();
    rows.forEach(row -> products.merge(row.product(), 1L, Long::sum));
    Map<String, BigDecimal> found = new HashMap<>();
    List<String> notes = new ArrayList<>();
    products.forEach(
        (product, count) -> {
          Optional<String> listed = Optional.ofNullable(names.get(DealField.normalised(product)));
          listed.ifPresent(name -> put(found, product, name));
          note(product, count, listed).ifPresent(notes::add);
        });
    return new Matched(found, notes);
  }

  private void put(Map<String, BigDecimal> found, String product, String name) {
    Optional.ofNullable(prices.get(name)).ifPresent(price -> found.put(product, price));
  }

  private Optional<String> note(String product, long count, Optional<String> listed) {
    if (prices.isEmpty() || product.isEmpty() || listed.equals(Optional.of(product))) {
      return Optional.empty();
    }
    String rows = "product %s (%,d rows)".formatted(Text.quoted(product), count);
    return Optional.of(
        listed
            .map(name -> rows + " is taken for " + Text.quoted(name) + " of the price list")
            .orElse(rows + " is not in the price list"));
  }
}
