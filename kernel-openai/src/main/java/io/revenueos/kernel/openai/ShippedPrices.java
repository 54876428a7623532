package io.revenueos.kernel.openai;

import io.revenueos.kernel.agent.ModelPrice;
import io.revenueos.kernel.agent.ModelPrices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The list prices that come along, each with its source and day ({@code model-prices.json}). They
 * are an estimate of a bill, not the bill: discounts for cached or batched input are not in them,
 * and providers change them. A host adds its own with {@link ModelPrices#with(ModelPrice...)}.
 */
public final class ShippedPrices {
  private static final String FILE = "model-prices.json";

  private ShippedPrices() {}

  public static ModelPrices load() {
    try (InputStream file =
        Objects.requireNonNull(ShippedPrices.class.getResourceAsStream(FILE), FILE)) {
      return ModelPrices.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(FILE, broken);
    }
  }
}
