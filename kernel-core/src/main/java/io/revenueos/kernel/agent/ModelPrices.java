package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What models cost, by model and day. A model that is not in it has no known cost, which is not the
 * same as costing nothing. Immutable.
 */
public final class ModelPrices {
  static final Currency CURRENCY = Currency.getInstance("USD");
  private static final ModelPrices NONE = new ModelPrices(List.of());

  private final Map<String, List<ModelPrice>> byModel;

  private ModelPrices(List<ModelPrice> prices) {
    this.byModel = prices.stream().collect(Collectors.groupingBy(ModelPrice::model));
  }

  /** No model has a known cost. */
  public static ModelPrices none() {
    return NONE;
  }

  /**
   * @param json {@code {"prices": [{"model": "openai/gpt-4o-mini", "also":
   *     ["openai/gpt-4o-mini-2024-07-18"], "from": "2025-03-01", "prompt": 0.15, "completion": 0.6,
   *     "source": "..."}]}}: as {@link ModelPrice}; {@code also}, which may be missing, names more
   *     models with the same price
   * @throws InvalidInputException naming the path of what is wrong
   */
  public static ModelPrices parse(String json) {
    List<?> rows =
        JsonObject.parse(json)
            .list("prices")
            .orElseThrow(() -> invalid("prices", "expected an array, found none"));
    List<ModelPrice> prices = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String path = "prices[" + i + "]";
      if (!(rows.get(i) instanceof JsonObject row)) {
        throw invalid(path, "expected an object");
      }
      prices.addAll(row(path, row));
    }
    return NONE.with(prices);
  }

  private static List<ModelPrice> row(String path, JsonObject row) {
    Set<String> models = new LinkedHashSet<>();
    models.add(text(path, row, "model"));
    for (Object also : row.list("also").orElse(List.of())) {
      models.add(String.valueOf(also));
    }
    return models.stream()
        .map(
            model ->
                new ModelPrice(
                    model,
                    day(path, text(path, row, "from")),
                    number(path, row, "prompt"),
                    number(path, row, "completion"),
                    text(path, row, "source")))
        .toList();
  }

  private static String text(String path, JsonObject row, String key) {
    return row.text(key)
        .orElseThrow(() -> invalid(path + "." + key, "expected text, found " + row.describe(key)));
  }

  private static BigDecimal number(String path, JsonObject row, String key) {
    return row.decimal(key)
        .orElseThrow(
            () -> invalid(path + "." + key, "expected a number, found " + row.describe(key)));
  }

  private static LocalDate day(String path, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException notOne) {
      throw invalid(path + ".from", "expected a day such as 2026-11-20, found " + text);
    }
  }

  /** These prices, with a host's own: what was known of the same models no longer counts. */
  public ModelPrices with(ModelPrice... own) {
    return with(Arrays.asList(own));
  }

  /**
   * @throws InvalidInputException when a model has two prices from the same day on
   */
  public ModelPrices with(List<ModelPrice> own) {
    Set<String> replaced = own.stream().map(ModelPrice::model).collect(Collectors.toSet());
    List<ModelPrice> days = new ArrayList<>();
    for (ModelPrice price : own) {
      boolean again =
          days.stream()
              .anyMatch(p -> p.model().equals(price.model()) && p.from().equals(price.from()));
      if (again) {
        throw invalid("from", "two prices of " + price.model() + " from " + price.from() + " on");
      }
      days.add(price);
    }
    return new ModelPrices(
        Stream.concat(
                byModel.values().stream()
                    .flatMap(List::stream)
                    .filter(price -> !replaced.contains(price.model())),
                days.stream())
            .toList());
  }

  /**
   * The price that holds on a day (UTC): the one with the latest beginning that is not after it.
   */
  public Optional<ModelPrice> priceOf(String model, LocalDate day) {
    return byModel.getOrDefault(model, List.of()).stream()
        .filter(price -> !price.from().isAfter(day))
        .max(Comparator.comparing(ModelPrice::from));
  }

  /**
   * What a turn cost, exactly, in US dollars.
   *
   * @param model which model replied, {@link ChatReply#model()}
   * @param day when it did, in UTC
   * @return empty when the model's price is not known: say so, and do not count it as nothing
   */
  public Optional<Money> cost(String model, TokenUsage usage, LocalDate day) {
    return priceOf(model, day).map(price -> price.of(usage));
  }

  private static InvalidInputException invalid(String field, String problem) {
    return new InvalidInputException(ModelPrice.CODE, field, problem);
  }
}
