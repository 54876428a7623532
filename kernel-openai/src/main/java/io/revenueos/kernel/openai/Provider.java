package io.revenueos.kernel.openai;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whoever runs models and speaks OpenAI's chat completions API.
 *
 * @param name the first part of its models' names, {@code [a-z][a-z0-9_-]*}, at most 32 characters
 * @param baseUrl what {@code /chat/completions} is added to: {@code https}, and {@code http} for
 *     this machine itself only ({@code localhost}, {@code 127.*}, {@code [::1]})
 * @param answerForm how it is told the form of an answer
 * @param dialect in what else it differs
 */
public record Provider(String name, URI baseUrl, AnswerForm answerForm, Dialect dialect) {
  private static final String CODE = "invalid_provider";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  /** https://platform.openai.com/docs/api-reference/chat */
  public static final Provider OPENAI =
      new Provider(
          "openai",
          URI.create("https://api.openai.com/v1"),
          AnswerForm.JSON_SCHEMA,
          Dialect.OPENAI);

  /** https://ai.google.dev/gemini-api/docs/openai */
  public static final Provider GEMINI =
      new Provider(
          "gemini",
          URI.create("https://generativelanguage.googleapis.com/v1beta/openai"),
          AnswerForm.JSON_SCHEMA_WITHOUT_TOOLS,
          Dialect.GEMINI);

  /**
   * https://console.groq.com/docs/openai; some of its models take {@link
   * AnswerForm#JSON_SCHEMA_WITHOUT_TOOLS}.
   */
  public static final Provider GROQ =
      new Provider(
          "groq",
          URI.create("https://api.groq.com/openai/v1"),
          AnswerForm.JSON_OBJECT,
          Dialect.GROQ);

  /** What a provider adds to the API, or wants to be said differently. */
  public enum Dialect {
    /** {@code max_completion_tokens}, and {@code store: false}: it is not to keep what was said. */
    OPENAI,
    /** {@code max_tokens}; what it thought goes back to it with its tool calls. */
    GEMINI,
    /** {@code max_completion_tokens}. */
    GROQ,
    /** {@code max_tokens}, which the most servers know. */
    COMPATIBLE
  }

  public Provider {
    if (!NAME.matcher(name).matches()) {
      throw invalid("name", "expected %s, found %s".formatted(NAME, Text.quoted(name)));
    }
    String host = baseUrl.getHost();
    String scheme = baseUrl.getScheme();
    boolean secure = "https".equalsIgnoreCase(scheme);
    boolean local =
        "http".equalsIgnoreCase(scheme)
            && host != null
            && THIS_MACHINE.matcher(host.toLowerCase(Locale.ROOT)).matches();
    if (host == null || !(secure || local)) {
      throw invalid(
          "baseUrl", "expected https://HOST, or http for this machine itself: a key is sent to it");
    }
    if (baseUrl.getRawUserInfo() != null
        || baseUrl.getRawQuery() != null
        || baseUrl.getRawFragment() != null) {
      throw invalid("baseUrl", "expected no user, no query and no fragment: keys do not go there");
    }
  }

  /**
   * Any other server that speaks the API, self-hosted or not. It is told the form of an answer in
   * the instruction and by {@code json_object}.
   */
  public static Provider compatible(String name, URI baseUrl) {
    return new Provider(name, baseUrl, AnswerForm.JSON_OBJECT, Dialect.COMPATIBLE);
  }

  /** The same provider behind another address: a gateway, a region. */
  public Provider at(URI newBaseUrl) {
    return new Provider(name, newBaseUrl, answerForm, dialect);
  }

  /** The same provider, told the form of an answer in another way. */
  public Provider answering(AnswerForm newAnswerForm) {
    return new Provider(name, baseUrl, newAnswerForm, dialect);
  }

  private static InvalidInputException invalid(String field, String problem) {
    return new InvalidInputException(CODE, field, problem);
  }
}
