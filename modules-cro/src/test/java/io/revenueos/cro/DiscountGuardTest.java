package io.revenueos.cro;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.KernelEventBuilder;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.testkit.PolicyCase;
import io.revenueos.kernel.testkit.RandomJson;
import io.revenueos.kernel.testkit.Seeds;
import io.revenueos.kernel.testkit.TestEvents;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Properties of the discount guard; its cases stand in the corpus. */
class DiscountGuardTest {
  private static final PolicyEngine ENGINE = PolicyEngine.of(List.of(new DiscountGuard()));
  private static final String NAME = "revenue_os.margin.discount_guard_v1";
  private static final Pattern STATED_DROP = Pattern.compile("drops by ([0-9]+\\.[0-9]{2}) %");
  private static final int ROUNDS = 50;

  @Seeds
  void agreesWithExactFractions(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      int override = random.nextInt(10_001);
      int block = random.nextInt(10_001);
      BigDecimal from = price(random);
      BigDecimal to = near(random.nextBoolean() ? override : block, from, random);
      KernelDecision decision = decide(from, to, settings(override, block));
      assertThat(decision.reason().code())
          .as("%s -> %s at %s, %s basis points", from, to, override, block)
          .isEqualTo(NAME + expectedSuffix(from, to, override, block));
    }
  }

  @Seeds
  void aBiggerDropIsNeverMilder(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      JsonObject settings = settings(random.nextInt(10_001), random.nextInt(10_001));
      BigDecimal from = price(random);
      BigDecimal one = near(random.nextInt(10_001), from, random);
      BigDecimal other = near(random.nextInt(10_001), from, random);
      assertThat(decide(from, one.min(other), settings).outcome())
          .as("%s -> %s and %s under %s", from, one, other, settings)
          .isGreaterThanOrEqualTo(decide(from, one.max(other), settings).outcome());
    }
  }

  @Seeds
  void theCurrencyDoesNotMatter(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      JsonObject settings = settings(random.nextInt(10_001), random.nextInt(10_001));
      BigDecimal from = price(random);
      BigDecimal to = near(random.nextInt(10_001), from, random);
      BigDecimal rate = price(random);
      assertThat(decide(from.multiply(rate), to.multiply(rate), settings).reason())
          .as("%s -> %s times %s under %s", from, to, rate, settings)
          .isEqualTo(decide(from, to, settings).reason());
    }
  }

  @Seeds
  void theStatedDropIsNeverMoreThanTheRealOne(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      BigDecimal from = price(random);
      BigDecimal to = near(random.nextInt(10_001), from, random);
      Matcher text = STATED_DROP.matcher(decide(from, to, JsonObject.empty()).reason().text());
      if (text.find()) {
        BigDecimal stated = new BigDecimal(text.group(1)).movePointLeft(2);
        BigDecimal drop = from.subtract(to);
        assertThat(stated.multiply(from)).isLessThanOrEqualTo(drop);
        assertThat(stated.add(new BigDecimal("0.0001")).multiply(from)).isGreaterThan(drop);
      } else {
        assertThat(to).isGreaterThanOrEqualTo(from);
      }
    }
  }

  @Seeds
  void anUnusableOldValueIsNeverAllowed(long seed) {
    Random random = new Random(seed);
    for (Object anything : new RandomJson(random).members(3).values()) {
      for (JsonObject payload :
          new JsonObject[] {
            JsonObject.of("new_value", anything),
            JsonObject.of("old_value", unusable(anything)).with("new_value", random.nextInt(100)),
            JsonObject.of("old_value", unusable(anything)).with("new_value", anything)
          }) {
        KernelDecision decision = decide(payload, JsonObject.empty());
        assertThat(decision.outcome()).as("%s", payload).isEqualTo(DecisionOutcome.BLOCK);
        assertThat(decision.reason().code()).isEqualTo(NAME + ".block.invalid_payload");
        assertThat(decision.reason().text()).startsWith("old_value: expected");
      }
    }
  }

  private static @Nullable Object unusable(@Nullable Object anything) {
    return anything instanceof BigDecimal number ? number.abs().negate() : anything;
  }

  /** The contract's rule in whole numbers, the drop as a fraction of the old price. */
  private static String expectedSuffix(BigDecimal from, BigDecimal to, int override, int block) {
    int scale = Math.max(0, Math.max(from.scale(), to.scale()));
    BigInteger denominator = from.setScale(scale).unscaledValue();
    BigInteger numerator = denominator.subtract(to.setScale(scale).unscaledValue());
    BigInteger tenThousandfold = numerator.multiply(BigInteger.valueOf(10_000));
    if (tenThousandfold.compareTo(denominator.multiply(BigInteger.valueOf(block))) >= 0) {
      return ".block.discount_ge_" + percent(block);
    } else if (tenThousandfold.compareTo(denominator.multiply(BigInteger.valueOf(override))) >= 0) {
      return ".override_required.discount_ge_" + percent(override);
    }
    return ".allow";
  }

  private static String percent(int basisPoints) {
    String cents = basisPoints % 100 == 0 ? "" : "_%02d".formatted(basisPoints % 100);
    return basisPoints / 100 + cents.replaceAll("0$", "") + "pct";
  }

  /** Greater than 0, from a fraction of a cent to numbers nobody can pay, with up to 60 digits. */
  private static BigDecimal price(Random random) {
    BigInteger digits = new BigInteger(1 + random.nextInt(200), random).add(BigInteger.ONE);
    return new BigDecimal(digits, random.nextInt(60) - 20).add(BigDecimal.ZERO.setScale(0));
  }

  /** The new price at exactly this discount, or a hair beside it, or somewhere else. */
  private static BigDecimal near(int basisPoints, BigDecimal from, Random random) {
    BigDecimal exact = from.multiply(BigDecimal.valueOf(10_000L - basisPoints)).movePointLeft(4);
    BigDecimal hair = exact.ulp().movePointLeft(random.nextInt(30));
    return switch (random.nextInt(5)) {
      case 0 -> exact;
      case 1 -> exact.add(hair);
      case 2 -> exact.subtract(hair);
      case 3 -> exact.round(new MathContext(1 + random.nextInt(5)));
      default -> price(random);
    };
  }

  private static JsonObject settings(int overrideBasisPoints, int blockBasisPoints) {
    return JsonObject.of("discount.override_threshold", BigDecimal.valueOf(overrideBasisPoints, 4))
        .with("discount.block_threshold", BigDecimal.valueOf(blockBasisPoints, 4));
  }

  private static KernelDecision decide(BigDecimal from, BigDecimal to, JsonObject settings) {
    return decide(JsonObject.of("old_value", from).with("new_value", to), settings);
  }

  private static KernelDecision decide(JsonObject payload, JsonObject settings) {
    KernelEventBuilder event = TestEvents.event("discount_attempted").withAll(payload);
    return PolicyCase.decide(ENGINE, event.build(), settings).get(0);
  }
}
