package io.revenueos.cli;

import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.openai.OpenAiModel;
import io.revenueos.kernel.openai.Provider;
import io.revenueos.kernel.openai.ShippedPrices;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The language model that the environment names, or none: then agents write themselves. */
record LanguageModel(Optional<OpenAiModel> model) implements AutoCloseable {
  static final String VARIABLE = "REVENUEOS_MODEL";

  private static final String DEFAULT = "openai/gpt-4o-mini";
  private static final String OFFLINE = "offline";
  private static final Map<String, Provider> PROVIDERS =
      Map.of("openai", Provider.OPENAI, "gemini", Provider.GEMINI, "groq", Provider.GROQ);

  /**
   * @throws InvalidInputException when a model is named that is none, or has no key
   */
  static LanguageModel of(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    boolean key = !environment.getOrDefault(key("openai"), "").isBlank();
    if (named.equals(OFFLINE) || (named.isBlank() && !key)) {
      return new LanguageModel(Optional.empty());
    }
    String wanted = named.isBlank() ? DEFAULT : named;
    String[] parts = wanted.split("/", 2);
    Provider provider = PROVIDERS.get(parts[0]);
    if (provider == null || parts.length < 2 || parts[1].isBlank()) {
      throw new InvalidInputException(
          "invalid_argument",
          VARIABLE,
          "expected offline, or openai, gemini or groq with a model, as in %s; found %s"
              .formatted(DEFAULT, Text.quoted(wanted)));
    }
    String variable = key(parts[0]);
    if (environment.getOrDefault(variable, "").isBlank()) {
      throw new InvalidInputException(
          "invalid_argument", VARIABLE, "%s needs a key in %s".formatted(wanted, variable));
    }
    return new LanguageModel(
        Optional.of(
            OpenAiModel.builder(provider, parts[1], () -> environment.getOrDefault(variable, ""))
                .build()));
  }

  private static String key(String provider) {
    return provider.toUpperCase(Locale.ROOT) + "_API_KEY";
  }

  /** Has a kernel ask it. */
  KernelBuilder in(KernelBuilder builder) {
    model.ifPresent(one -> builder.model(one, ShippedPrices.load()));
    return builder;
  }

  @Override
  public void close() {
    model.ifPresent(OpenAiModel::close);
  }
}
