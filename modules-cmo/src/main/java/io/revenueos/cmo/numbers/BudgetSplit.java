package io.revenueos.cmo.numbers;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Parts money so that the parts are whole cents and sum up to it: everyone gets their share rounded
 * down, and the cents that are left go to the largest remainders (Hamilton's method), the first one
 * where remainders are equal.
 *
 * @param floor the least share of each, 0 to 1
 * @param ceiling the largest share of each, 0 to 1
 */
public record BudgetSplit(BigDecimal floor, BigDecimal ceiling) {
  /** Shares may be anything. */
  public static final BudgetSplit FREE = new BudgetSplit(BigDecimal.ZERO, BigDecimal.ONE);

  private static final String CODE = "invalid_split";
  private static final int DECIMALS = 20;
  private static final int HALVINGS = 160;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal LEAST_SHARE = new BigDecimal("1e-9");

  /**
   * @throws InvalidInputException when the bounds are not in order from 0 to 1
   */
  public BudgetSplit {
    boolean ordered =
        floor.signum() >= 0
            && floor.compareTo(ceiling) <= 0
            && ceiling.compareTo(BigDecimal.ONE) <= 0;
    if (!ordered) {
      throw new InvalidInputException(
          CODE,
          "floor",
          "expected 0 <= floor <= ceiling <= 1, found %s and %s".formatted(floor, ceiling));
    }
  }

  /** Equal parts: what is fair when nothing is known. */
  public <K> Map<K, Money> equally(Money total, List<K> among) {
    Map<K, BigDecimal> weights = new LinkedHashMap<>();
    among.forEach(key -> weights.put(key, BigDecimal.ONE));
    return byReturn(total, weights);
  }

  /**
   * Parts by past return, such as revenue or conversions for each unit of money. Where nothing came
   * back anywhere, equal parts.
   *
   * @param returns 0 or more each; the order is kept
   * @throws InvalidInputException when there is nobody to give to, a return or the total is less
   *     than 0, or the bounds cannot hold for so many
   */
  public <K> Map<K, Money> byReturn(Money total, Map<K, BigDecimal> returns) {
    check(total, returns);
    List<K> keys = new ArrayList<>(returns.keySet());
    List<BigDecimal> shares = bounded(shares(List.copyOf(returns.values())));
    List<BigInteger> cents = cents(total.amount().unscaledValue(), shares);
    Map<K, Money> split = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      BigDecimal part = new BigDecimal(cents.get(i), total.amount().scale());
      split.put(keys.get(i), new Money(part, total.currency()));
    }
    return split;
  }

  private static List<BigInteger> cents(BigInteger total, List<BigDecimal> shares) {
    List<BigInteger> parts = new ArrayList<>();
    List<BigDecimal> remainders = new ArrayList<>();
    BigInteger left = total;
    for (BigDecimal share : shares) {
      BigDecimal exact = share.multiply(new BigDecimal(total));
      BigInteger part = exact.setScale(0, RoundingMode.DOWN).unscaledValue();
      parts.add(part);
      remainders.add(exact.subtract(new BigDecimal(part)));
      left = left.subtract(part);
    }
    List<Integer> order =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
            .toList();
    for (int i = 0; i < left.intValueExact(); i++) {
      int next = order.get(i % order.size());
      parts.set(next, parts.get(next).add(BigInteger.ONE));
    }
    return parts;
  }

  private <K> void check(Money total, Map<K, BigDecimal> returns) {
    BigDecimal count = BigDecimal.valueOf(returns.size());
    if (returns.isEmpty() || total.isNegative()) {
      throw new InvalidInputException(
          CODE,
          "total",
          "expected 0 or more for one or more, found %s for %s".formatted(total, count));
    }
    returns.forEach(
        (key, value) -> {
          if (value.signum() < 0) {
            throw new InvalidInputException(
                CODE, "returns." + key, "expected 0 or more, found " + value.toPlainString());
          }
        });
    if (floor.multiply(count).compareTo(BigDecimal.ONE) > 0
        || ceiling.multiply(count).compareTo(BigDecimal.ONE) < 0) {
      throw new InvalidInputException(
          CODE,
          "floor",
          "%s parts of %s to %s cannot sum up to 1".formatted(count, floor, ceiling));
    }
  }

  private static List<BigDecimal> shares(List<BigDecimal> returns) {
    BigDecimal sum = sum(returns);
    return returns.stream()
        .map(
            value ->
                sum.signum() == 0
                    ? BigDecimal.ONE.divide(
                        BigDecimal.valueOf(returns.size()), DECIMALS, RoundingMode.DOWN)
                    : value.divide(sum, DECIMALS, RoundingMode.DOWN))
        .toList();
  }

  /** Finds the factor that makes the clipped shares sum up to 1, by halving. */
  private List<BigDecimal> bounded(List<BigDecimal> shares) {
    if (clipped(shares, BigDecimal.ONE).equals(shares)) {
      return shares;
    }
    // Whoever brought nothing takes what the ceilings of the others leave.
    List<BigDecimal> positive = shares.stream().map(share -> share.max(LEAST_SHARE)).toList();
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ONE.divide(LEAST_SHARE, DECIMALS, RoundingMode.UP);
    for (int i = 0; i < HALVINGS; i++) {
      BigDecimal middle = low.add(high).divide(TWO, 2 * DECIMALS, RoundingMode.DOWN);
      boolean tooMuch = sum(clipped(positive, middle)).compareTo(BigDecimal.ONE) > 0;
      low = tooMuch ? low : middle;
      high = tooMuch ? middle : high;
    }
    return clipped(positive, low);
  }

  private List<BigDecimal> clipped(List<BigDecimal> shares, BigDecimal factor) {
    return shares.stream().map(share -> share.multiply(factor).max(floor).min(ceiling)).toList();
  }

  private static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
